// Moments as people say them: what they mean is said back while they are typed. The server understands them (articles/said_moments.py).
import { getJSON, later } from "./elements.js";
import { gettext } from "./words.js";

const QUICK = [
  ["in 1 hour", () => gettext("In one hour")],
  ["today 18:00", () => gettext("Today 6 p.m.")],
  ["tomorrow 6:30", () => gettext("Tomorrow 6:30 a.m.")],
  ["monday 6:30", () => gettext("Monday 6:30 a.m.")],
];

export function moments(form, { address }) {
  for (const field of form.querySelectorAll("[data-moment]")) {
    const says = form.querySelector(`[data-says="${field.id}"]`);
    if (!says) continue;
    let asked = 0;
    const refusal = field.parentElement.querySelector(`#${field.id} + .errorlist`);
    const say = async () => {
      const mine = ++asked;
      const typed = field.value.trim();
      refusal?.remove(); // what is typed now is answered below
      if (!typed) {
        says.textContent = "";
        return null;
      }
      const told = await getJSON(address, { typed }).catch(() => ({ sentence: gettext("This could not be looked up. It is read when you save.") }));
      if (mine !== asked) return null;
      says.textContent = told.sentence ?? `${told.words} – ${told.away}`;
      says.classList.toggle("is-wrong", Boolean(told.sentence) || (told.past && field.id === "id_planned_at"));
      return told;
    };
    field.setAttribute("aria-describedby", (says.id ||= `${field.id}_says`));
    field.addEventListener("input", later(200, say));
    // What was meant is kept, not what was said: “tomorrow” means another day tomorrow.
    field.addEventListener("change", async () => {
      const typed = field.value;
      const told = await say();
      if (told?.value && field.value === typed) field.value = told.value; // a dialog that was closed meanwhile took it back
    });
    if (field.value && !refusal) say(); // once is enough
    const quick = field.closest("dialog")?.querySelector("[data-quick-times]");
    if (quick) offer(quick, field);
  }
}

function offer(place, field) {
  place.hidden = false;
  for (const [typed, words] of QUICK) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: words() });
    button.addEventListener("click", () => {
      field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
    place.append(button);
  }
}
