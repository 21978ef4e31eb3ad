// Buttons whose verb asks first open their <dialog>; without this module they save and lead to a page that asks.

export function dialogs(form) {
  for (const button of form.querySelectorAll("[data-dialog]")) {
    const dialog = document.getElementById(button.dataset.dialog);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById("publish-menu").hidePopover();
      if (button.dataset.edition) {
        dialog.querySelector("[data-roll-back]").value = `roll_back:${button.dataset.edition}`;
        dialog.querySelector("[data-roll-back-headline]").textContent = button.dataset.headline;
      }
      dialog.showModal();
      (dialog.querySelector("input:not([type=hidden]), textarea") ?? dialog.querySelector("[data-close]")).focus();
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
    if (dialog.querySelector(".errorlist")) dialog.showModal();
  }
}
