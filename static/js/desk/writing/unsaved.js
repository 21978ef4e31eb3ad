// Asks before a form is left with words in it that were not saved, and says that there are some.
import { gettext } from "./words.js";

const typed = (value) => (value.name ?? value).replace(/(<p><\/p>)+$/, ""); // the editor keeps an empty paragraph after the last block
const wordsOf = (form) => new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, typed(value)])).toString();

export function guard(form, { saved: says = null } = {}) {
  // The state to compare with is taken when somebody first touches the page: the editor and the date fields have settled by then.
  let before = null;
  let isSending = false;
  const remember = () => (before ??= wordsOf(form));
  for (const touch of ["pointerdown", "keydown", "focusin", "paste", "drop"]) document.addEventListener(touch, remember, { capture: true });
  form.addEventListener("submit", (event) => {
    isSending = event.submitter?.formTarget !== "_blank";
    if (!isSending) before = wordsOf(form); // a preview in a tab saves
  });
  window.addEventListener("pageshow", () => (isSending = false));
  const cameBack = () => form.querySelector("[data-unsaved]") !== null;
  if (says) {
    const tell = () => {
      if (says.classList.contains("is-dirty")) return;
      says.textContent = gettext("Not saved yet");
      says.classList.add("is-dirty");
    };
    form.addEventListener("input", (event) => event.target.name && tell());
    form.addEventListener("body:typed", tell);
    form.addEventListener("form:takenback", () => {
      if (cameBack() || before === null || before !== wordsOf(form)) return;
      says.textContent = "";
      says.classList.remove("is-dirty");
    });
    if (cameBack()) tell();
  }
  window.addEventListener("beforeunload", (event) => {
    if (!isSending && (cameBack() || (before !== null && before !== wordsOf(form)))) event.preventDefault();
  });
}
