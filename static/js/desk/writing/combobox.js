// A text field with a list of suggestions, after the ARIA pattern (list autocomplete, manual selection).
import { getJSON, later, make } from "./elements.js";
import { filled, gettext, ngettext } from "./words.js";

let number = 0;
const same = (one, other) => one.toLowerCase() === other?.toLowerCase();

/**
 * combobox(input, { address, onPick(result), create, parameters }): `create(term)` offers what was typed as a new entry, below what exists.
 * Enter takes what says the same, else the first that begins so, else the new one: half a word makes no second name for the same thing.
 */
export function combobox(input, { address, onPick, create = null, parameters = () => ({}) }) {
  const id = `combo-${++number}`;
  const list = make("div", { class: "menu combo-list", role: "listbox", id, "aria-label": input.labels?.[0]?.textContent ?? "", hidden: true });
  const note = make("div", { class: "visually-hidden", role: "status" });
  input.after(list, note);
  const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", autocomplete: "off" };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
  let found = [];
  let chosen = -1;
  let asked = 0;
  let answered = null;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
    const row = list.children[index];
    if (!row) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", row.id);
    return row.scrollIntoView({ block: "nearest" });
  };
  const pick = (result) => {
    close();
    input.value = "";
    answered = null;
    onPick(result);
  };
  const option = (result, place) =>
    make(
      "div",
      { role: "option", id: `${id}-${place}`, "aria-selected": "false", onmousedown: (event) => (event.preventDefault(), pick(result)) },
      result.picture ? make("img", { src: result.picture, alt: "" }) : null,
      make("span", { dir: "auto" }, result.words ?? result.text, result.detail ? make("span", { class: "story-meta" }, result.detail) : ""),
    );
  const draw = () => {
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    const told = filled(ngettext("{count} suggestion", "{count} suggestions", found.length), { count: found.length });
    note.textContent = found.length ? told : input.value ? gettext("Nothing found") : "";
    if (found.length) mark(preferred());
  };
  /** What Enter takes by itself: the first suggestion; where something new may be made, only one that says or begins what was typed. */
  const preferred = () => {
    if (!create) return 0;
    const exact = found.findIndex((result) => !result.isNew && same(result.text, answered));
    if (exact >= 0 || !answered) return exact;
    return found.findIndex((result) => result.text.toLowerCase().startsWith(answered.toLowerCase()));
  };
  const ask = async () => {
    const mine = ++asked;
    const term = input.value.trim();
    let results = [];
    try {
      ({ results } = await getJSON(address, { term, ...parameters() }));
    } catch {
      note.textContent = gettext("The list could not be loaded. Try again.");
    }
    if (mine !== asked || document.activeElement !== input) return;
    if (create && term && !results.some((result) => same(result.text, term))) results = [...results, { id: term, text: term, words: create(term), isNew: true }];
    answered = term;
    found = results;
    draw();
  };
  const askSoon = later(120, ask);
  input.addEventListener("input", askSoon);
  input.addEventListener("focus", askSoon);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) await ask();
      else if (event.key === "ArrowDown") mark((chosen + 1) % found.length);
      else mark(chosen <= 0 ? found.length - 1 : chosen - 1);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault(); // never sends the story
      const term = input.value.trim();
      // A fast typist is ahead of the list: never pick from suggestions for an older word.
      askSoon.stop(); // a later answer would take the place of this one, and the key would be lost
      if (term && term !== answered) await ask();
      const result = found[chosen];
      if ((term || isOpen) && result && answered === term) pick(result);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      event.preventDefault();
      close();
    }
  });
  return { close };
}
