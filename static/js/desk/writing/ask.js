// Small questions on a <dialog>, made when they are asked.
import { make } from "./elements.js";
import { gettext } from "./words.js";

/**
 * ask({ title, words, fields: [{ name, label, type, value, help, options }], yes, others, check }) resolves to the answers by name,
 * or null. `check(answers)` returns a sentence to refuse them; a field's `says(value)` one to stand below it while it is typed. `others`: [[value, words]] further buttons; `answers.button` is its value.
 */
export function ask({ title, words = "", before = null, fields, yes, others = [], check = () => "" }) {
  return new Promise((resolve) => {
    const error = make("p", { class: "field-error", role: "alert" });
    const inputs = {};
    const rows = fields.map(({ name, label, type = "text", value = "", help = "", says = null, options = null, ...rest }) => {
      const id = `ask-${name}`;
      inputs[name] = options ? make("select", { id }, ...options.map(([key, text]) => make("option", { value: key }, text))) : make("input", { id, type, ...rest });
      inputs[name].value = value;
      const below = help || says ? make("p", { class: "help", role: says && "status" }, help || says(value)) : null;
      if (says) inputs[name].addEventListener("input", () => (below.textContent = says(inputs[name].value.trim())));
      return make("div", { class: "ask-field" }, make("label", { for: id }, label), inputs[name], below);
    });
    let answers = null;
    const finish = (button) => {
      const given = { ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()])), button };
      const sentence = button === "yes" ? check(given) : "";
      error.textContent = sentence;
      if (sentence) return inputs[fields[0].name].focus();
      answers = given;
      return dialog.close();
    };
    const buttons = [
      make("button", { type: "button", class: "button", onclick: () => dialog.close() }, gettext("Not now")),
      ...others.map(([value, text]) => make("button", { type: "button", class: "button", onclick: () => finish(value) }, text)),
      make("button", { type: "button", class: "button is-primary", onclick: () => finish("yes") }, yes),
    ];
    const dialog = make("dialog", { class: "dialog", "aria-labelledby": "ask-title" }, make("h2", { id: "ask-title" }, title), words ? make("p", {}, words) : null, before, ...rows, error, make("div", { class: "dialog-buttons" }, ...buttons));
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && event.target.matches("input") && !event.defaultPrevented && !event.isComposing) {
        event.preventDefault();
        finish("yes");
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answers);
    });
    document.body.append(dialog);
    dialog.showModal();
    inputs[fields[0].name]?.focus();
    inputs[fields[0].name]?.select?.();
    dialog.inputs = inputs;
  });
}
