// Buttons whose verb asks first open their <dialog>; without this module they save and lead to a page that asks.

export function dialogs(form) {
  const asked = new Map(); // what stood in a dialog's fields when it was opened
  const open = (dialog) => {
    asked.set(dialog, [...dialog.querySelectorAll("input, textarea")].map((field) => [field, field.value, field.checked]));
    dialog.showModal();
    const wrong = dialog.querySelector(".errorlist")?.previousElementSibling;
    (wrong ?? dialog.querySelector("input:not([type=hidden]), textarea") ?? dialog.querySelector("[data-close]")).focus();
  };
  /** Closed without its act, a dialog leaves nothing behind. */
  const takeBack = (dialog) => {
    for (const [field, value, checked] of asked.get(dialog) ?? []) {
      if (field.value === value && field.checked === checked) continue;
      Object.assign(field, { value, checked });
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.dispatchEvent(new Event("form:takenback"));
  };
  for (const button of form.querySelectorAll("[data-dialog]")) {
    const dialog = document.getElementById(button.dataset.dialog);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("publish-menu").hidePopover();
      if (button.dataset.edition) {
        dialog.querySelector("[data-roll-back]").value = `roll_back:${button.dataset.edition}`;
        dialog.querySelector("[data-roll-back-headline]").textContent = button.dataset.headline;
      }
      open(dialog);
    });
  }
  for (const dialog of form.querySelectorAll("dialog")) {
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input[type=text]") || event.isComposing) return;
      event.preventDefault(); // the dialog's own act, which stands on its last button
      event.stopPropagation();
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
      dialog.querySelector("button[type=submit]").focus();
    });
    dialog.addEventListener("close", () => takeBack(dialog));
    if (dialog.querySelector(".errorlist")) open(dialog);
  }
}
