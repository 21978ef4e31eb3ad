// After “Save draft” the page comes anew: the writer stays where they were, at the same word, at the same height of the window.
import { gettext } from "./words.js";

const KEY = "desk.place";
const NEW = /\/add\/$/;

/** Keep the place when a draft is saved, and go back to it when this page comes from a save of the same story. */
export function place(form, { saved }) {
  const kept = taken();
  if (kept) goBack(form, kept, saved);
  else show();
  let last = null; // where one was before the button was pressed
  let pressed = false;
  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest(".action-bar")) last = target;
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "save" || event.defaultPrevented) return;
    const at = document.activeElement === document.body || pressed ? last : document.activeElement;
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, ...placeOf(form, at) }));
  });
  form.querySelector("[data-save]").addEventListener("click", (event) => (pressed = event.detail > 0));
}

/** Return what was kept for this page, once; null where it comes from elsewhere, or has something to say that is to be read first. */
function taken() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (!kept || !document.referrer.endsWith(kept.path)) return null;
  const isSame = kept.path === location.pathname || (NEW.test(kept.path) && /\/\d+\/change\/$/.test(location.pathname));
  return isSame && !document.querySelector("#problems, .messagelist :is(.warning, .error)") ? kept : null;
}

const show = () => document.documentElement.classList.remove("is-returning");
const editorOf = (form) => form.querySelector("textarea[data-body]").editor;

function placeOf(form, at) {
  const editor = editorOf(form);
  const scroll = { y: scrollY, rail: document.getElementById("rail").scrollTop };
  if (editor.view.dom.contains(at)) {
    const { from, to } = editor.state.selection;
    return { ...scroll, from, to, top: editor.view.coordsAtPos(from).top };
  }
  return { ...scroll, field: at?.id, top: at?.getBoundingClientRect().top };
}

function goBack(form, kept, saved) {
  const editor = editorOf(form);
  const field = document.getElementById(kept.field ?? "");
  const isBody = kept.from !== undefined;
  for (let panel = field?.closest("details"); panel; panel = panel.parentElement.closest("details")) panel.open = true;
  if (isBody) {
    const end = editor.state.doc.content.size;
    editor.commands.setTextSelection({ from: Math.min(kept.from, end), to: Math.min(kept.to, end) });
    editor.view.focus();
  } else field?.focus({ preventScroll: true });
  document.getElementById("rail").scrollTop = kept.rail;
  const isInText = isBody || field?.closest(".sheet");
  const here = () => (isBody ? editor.view.coordsAtPos(editor.state.selection.from).top : field.getBoundingClientRect().top);
  const settle = () => (isInText ? scrollBy({ top: here() - kept.top, behavior: "instant" }) : scrollTo({ top: kept.y, behavior: "instant" }));
  hold(settle, editor.view.dom, () => {
    show();
    saved.textContent = gettext("Saved"); // the sentence at the top is out of sight
  });
}

/** What lies off the screen has no height of its own yet (css/desk/body.css), pictures come later: hold the place until somebody acts. */
function hold(settle, text, then) {
  const frames = (left) => {
    settle();
    if (left) requestAnimationFrame(() => frames(left - 1));
    else then();
  };
  frames(3);
  const moved = new ResizeObserver(settle);
  const stop = () => moved.disconnect();
  moved.observe(text);
  for (const act of ["wheel", "keydown", "pointerdown", "touchstart"]) addEventListener(act, stop, { once: true, capture: true });
  setTimeout(stop, 3000);
}
