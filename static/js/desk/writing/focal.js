// The focal point of a picture in a dialog, without leaving the story. It is the library's: it acts at once, for every story that shows it.
import { focal } from "../focal.js";
import { make, token } from "./elements.js";
import { gettext } from "./words.js";

/** Ask for the point; resolves to the picture as it is cut now, or to null. `picture`: { id, whole, x, y }. */
export function askFocal(picture, { address }) {
  return new Promise((resolve) => {
    const chosen = { x: picture.x, y: picture.y };
    const stage = make("div", { class: "focal" });
    const error = make("p", { class: "field-error", role: "alert" });
    let answer = null;
    const save = async () => {
      error.textContent = "";
      yes.disabled = true;
      try {
        answer = await send(address, { image: picture.id, ...chosen });
        dialog.close();
      } catch (refusal) {
        error.textContent = refusal.message;
      }
      yes.disabled = false;
    };
    const yes = make("button", { type: "button", class: "button is-primary", onclick: save }, gettext("Save the focal point"));
    const dialog = make(
      "dialog",
      { class: "dialog is-wide", "aria-labelledby": "focal-title" },
      make("h2", { id: "focal-title" }, gettext("Focal point")),
      make("p", {}, gettext("What every crop keeps: drag it, tap, or use the arrow keys. It holds for every story that shows this picture.")),
      stage,
      error,
      make("div", { class: "dialog-buttons" }, make("button", { type: "button", class: "button", onclick: () => dialog.close() }, gettext("Not now")), yes),
    );
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    const words = { label: gettext("Focal point. Arrow keys move it, with Shift ten times as far."), value: gettext("{x} per cent from the left, {y} per cent from the top") };
    focal(stage, { src: picture.whole, ...chosen, words, onChange: (x, y) => Object.assign(chosen, { x, y }) }).focus();
  });
}

async function send(address, values) {
  const lost = gettext("The focal point could not be saved. Your story is untouched; try again.");
  const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: token() });
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  const told = await answer?.json().catch(() => null);
  if (!answer?.ok || !told) throw new Error(told?.error ?? lost);
  return told;
}
