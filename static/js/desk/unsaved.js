// Asks before a form of the desk is left with words in it that were not saved.
const form = document.querySelector("form[id$=_form][method=post]");
const typed = (value) => (value.name ?? value).replace(/(<p><\/p>)+$/, ""); // the editor keeps an empty paragraph after the last block
const words = () => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, typed(value)])).toString();

if (form) {
  // The state to compare with is taken when somebody first touches the page: the editor and the date fields have settled by then.
  let saved = null;
  let isSending = false;
  const remember = () => (saved ??= words());
  for (const touch of ["pointerdown", "keydown", "focusin", "paste", "drop"]) {
    document.addEventListener(touch, remember, { capture: true });
  }
  form.addEventListener("submit", (event) => {
    isSending = !(event.submitter?.formTarget === "_blank");
  });
  window.addEventListener("beforeunload", (event) => {
    const cameBack = form.querySelector("[data-unsaved]") !== null;
    if (!isSending && (cameBack || (saved !== null && saved !== words()))) event.preventDefault();
  });
}
