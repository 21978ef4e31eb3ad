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
  const lines = [...form.querySelectorAll("[data-gate]")];
  return () => {
    for (const line of lines) {
      const isMet = Boolean((conditions[line.dataset.gate] ?? (() => value(line.dataset.gate)))());
      if (line.classList.contains("is-met") === isMet) continue;
      line.classList.toggle("is-met", isMet);
      line.querySelector("[data-met]").textContent = isMet ? `: ${gettext("done")}` : `: ${gettext("missing")}`;
    }
  };
}
