// Tags as chips over the plain text field, which stays the field that is sent.
import { combobox } from "./combobox.js";
import { say } from "../said.js";
import { icon, make } from "./elements.js";
import { filled, gettext } from "./words.js";

/** Split as taggit does: commas part names, quotes protect them; without either, spaces part them. */
export function readTags(text) {
  if (!text.includes(",") && !text.includes('"')) return text.split(/\s+/).filter(Boolean);
  return [...text.matchAll(/\s*"([^"]*)"\s*|([^,"]+)/g)].map((found) => (found[1] ?? found[2]).trim()).filter(Boolean);
}

/** Always quote: an unquoted “climate change” without a comma is two tags. */
export const writeTags = (tags) => tags.map((tag) => `"${tag}"`).join(", ");

export function chips(box, { address }) {
  const field = box.querySelector("input");
  const label = box.querySelector("label");
  const tags = new Map(readTags(field.value).map((tag) => [tag.toLowerCase(), tag]));
  const entry = make("input", { type: "text", id: "add-tag", placeholder: gettext("Add a tag") });
  const combo = make("span", { class: "combo" }, icon("plus"), entry);
  field.type = "hidden";
  label.htmlFor = "add-tag";
  box.append(combo);
  const draw = () => {
    for (const chip of box.querySelectorAll(".chip")) chip.remove();
    for (const [key, tag] of tags) {
      const words = filled(gettext("Remove {tag}"), { tag });
      const remove = () => {
        drop(key);
        entry.focus();
      };
      combo.before(make("span", { class: "chip" }, make("bdi", {}, tag), make("button", { type: "button", "aria-label": words, onclick: remove }, icon("x"))));
    }
  };
  const store = () => {
    field.value = writeTags([...tags.values()]);
    draw();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const add = (typed) => {
    const tag = typed.replaceAll('"', "").trim();
    if (tag && !tags.has(tag.toLowerCase())) {
      tags.set(tag.toLowerCase(), tag);
      say(filled(gettext("{words}: added"), { words: tag }));
    }
    store();
  };
  const drop = (key) => {
    say(filled(gettext("{words}: taken out"), { words: tags.get(key) }));
    tags.delete(key);
    store();
  };
  combobox(entry, { address, create: (tag) => filled(gettext("Create “{tag}”"), { tag }), onPick: ({ text }) => add(text) });
  entry.addEventListener("keydown", (event) => {
    if (event.key === "," && entry.value.trim()) {
      event.preventDefault();
      add(entry.value);
      entry.value = "";
      entry.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (event.key === "Backspace" && !entry.value && tags.size) {
      drop([...tags.keys()].at(-1));
    }
  });
  entry.addEventListener("blur", () => {
    if (!entry.value.trim()) return;
    add(entry.value); // a word that was typed and not picked is a tag all the same: nothing typed is lost
    entry.value = "";
  });
  draw();
}
