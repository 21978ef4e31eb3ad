// Completes what is typed into a filter of a list. Without this module Enter finds every row whose name has what was typed.
import { combobox } from "./writing/combobox.js";

for (const field of document.querySelectorAll("[data-complete]")) {
  const go = (value) => {
    field.value = value;
    field.form.submit();
  };
  combobox(field, { address: field.dataset.complete, onPick: ({ id }) => go(id) });
  field.addEventListener("keydown", (event) => {
    const isOpen = field.getAttribute("aria-expanded") === "true";
    if (event.key === "Enter" && !isOpen && !event.isComposing && field.value.trim()) go(field.value);
  });
}
for (const menu of document.querySelectorAll("details.filter-menu")) {
  menu.addEventListener("toggle", () => menu.open && menu.querySelector("[data-complete], input[required]")?.focus());
}
