// What is still missing, kept up as one types. The server decides (articles/gate.py); this only saves asking it.
import { isEmpty } from "./body.js";
import { gettext } from "./words.js";

export function gateOf(form) {
  const value = (name) => document.getElementById(`id_${name}`).value.trim();
  const rows = () => [...form.querySelectorAll("[data-ordered=bylines] [data-row]")].some((row) => !row.hidden);
  const body = () => {
    const { editor } = form.querySelector("textarea[data-body]");
    return editor ? !isEmpty(editor) : value("body");
  };
  const conditions = { body, bylines: rows };
  const meets = (name) => Boolean((conditions[name] ?? (() => value(name)))());
  const lines = [...form.querySelectorAll("[data-gate]")];
  const refusals = refusalsOf(form, lines, meets);
  return () => {
    refusals();
    for (const line of lines) {
      const isMet = meets(line.dataset.gate);
      if (line.classList.contains("is-met") === isMet) continue;
      line.classList.toggle("is-met", isMet);
      line.querySelector("[data-met]").textContent = isMet ? `: ${gettext("done")}` : `: ${gettext("missing")}`;
    }
  };
}

/** Of what was refused, the lines that say that something is missing go once it is there; what is wrong otherwise stays until it is saved. */
function refusalsOf(form, lines, meets) {
  const box = document.getElementById("problems");
  const fields = new Map(lines.map((line) => [line.querySelector("a").hash, line.dataset.gate]));
  const links = [...(box?.querySelectorAll("a") ?? [])].filter(({ hash }) => fields.has(hash) && !meets(fields.get(hash)));
  return () => {
    for (const { hash, parentElement: line } of links) {
      const isMet = meets(fields.get(hash));
      line.hidden = isMet;
      const beside = form.querySelector(`${hash} ~ .errorlist`);
      if (beside) beside.hidden = isMet;
    }
    if (links.length) box.hidden = !box.querySelector("li:not([hidden])");
  };
}
