// Rows in an order: authors, stories that readers might also like. Dragged by the grip, moved by the arrows on it.
import { say } from "../said.js";
import { combobox } from "./combobox.js";
import { filled, gettext } from "./words.js";

export function ordered(box) {
  const { prefix, address } = box.dataset;
  const list = box.querySelector("[data-rows]");
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const template = box.querySelector("template").content;
  const add = box.querySelector("[data-add]");
  const entry = add.querySelector("input");
  const part = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const chosen = (row) => part(row, prefix === "bylines" ? "author" : "target");
  const kept = () => [...list.children].filter((row) => !part(row, "DELETE")?.checked);
  const changed = () => {
    kept().forEach((row, place) => (part(row, "position").value = place));
    total.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const words = (row) => row.querySelector("[data-text]").textContent;
  const tell = (row) => {
    const rows = kept().filter((one) => !one.hidden);
    say(filled(gettext("{words}: place {place} of {count}"), { words: words(row), place: rows.indexOf(row) + 1, count: rows.length }));
  };
  const name = (row, words) => {
    row.querySelector("[data-grip]").setAttribute("aria-label", filled(gettext("Move {words}: arrow keys"), { words }));
    row.querySelector("[data-remove]").setAttribute("aria-label", filled(gettext("Take out {words}"), { words }));
  };
  const ready = (row) => {
    row.querySelector("[data-plain]").hidden = true;
    for (const button of row.querySelectorAll("[data-grip], [data-remove]")) button.hidden = false;
    name(row, words(row));
    row.querySelector("[data-remove]").addEventListener("click", () => remove(row));
    grip(row.querySelector("[data-grip]"), row);
  };
  const remove = (row) => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const gone = part(row, "DELETE");
    // Rows of the database are marked; a row that was never saved is emptied, for its number counts.
    if (part(row, "id")?.value && gone) gone.checked = true;
    else chosen(row).value = "";
    row.hidden = true;
    changed();
    say(filled(gettext("{words}: taken out"), { words: words(row) }));
    (next && !next.hidden ? next.querySelector("[data-grip]") : entry).focus();
  };
  const move = (row, by) => {
    const rows = kept().filter((one) => !one.hidden);
    const to = rows[rows.indexOf(row) + by];
    if (!to) return;
    if (by < 0) to.before(row);
    else to.after(row);
    changed();
    row.querySelector("[data-grip]").focus();
    tell(row);
  };
  const grip = (button, row) => {
    button.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      move(row, by);
    });
    button.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      button.focus();
      row.classList.add("is-dragged");
      const follow = ({ clientY }) => {
        for (const other of kept()) {
          if (other === row || other.hidden) continue;
          const { top, height } = other.getBoundingClientRect();
          if (clientY < top || clientY > top + height) continue;
          if (clientY < top + height / 2) other.before(row);
          else other.after(row);
        }
      };
      const end = () => {
        row.classList.remove("is-dragged");
        document.removeEventListener("pointermove", follow);
        document.removeEventListener("pointerup", end);
        document.removeEventListener("pointercancel", end);
        changed();
        tell(row);
      };
      // Moving a row in the page ends its capture of the pointer: the document listens.
      document.addEventListener("pointermove", follow);
      document.addEventListener("pointerup", end);
      document.addEventListener("pointercancel", end);
    });
  };
  const pick = ({ id, text, detail, picture }) => {
    if (kept().some((row) => !row.hidden && chosen(row).value === String(id) && prefix !== "bylines")) return;
    const row = template.firstElementChild.cloneNode(true);
    const number = Number(total.value);
    for (const element of row.querySelectorAll("[name], [id], [for]")) {
      for (const attribute of ["name", "id", "for"]) {
        if (element.hasAttribute(attribute)) element.setAttribute(attribute, element.getAttribute(attribute).replace("__prefix__", number));
      }
    }
    total.value = number + 1;
    chosen(row).value = id;
    row.querySelector("[data-text]").textContent = text;
    row.querySelector("[data-detail]").textContent = detail ?? "";
    const image = row.querySelector("[data-picture]");
    if (picture) Object.assign(image, { src: picture, hidden: false });
    list.append(row);
    ready(row);
    changed();
    tell(row);
  };

  for (const row of [...list.children]) {
    if ("blank" in row.dataset && row === list.lastElementChild) {
      row.remove(); // it stands there for those who have no script
      total.value = Number(total.value) - 1;
    } else {
      ready(row);
      row.hidden = Boolean(part(row, "DELETE")?.checked) || ("blank" in row.dataset && !row.querySelector(".errorlist"));
    }
  }
  add.hidden = false;
  const story = JSON.parse(document.getElementById("surface-addresses").textContent).story;
  combobox(entry, { address, onPick: pick, parameters: () => (prefix === "bylines" || !story ? {} : { besides: story }) });
}
