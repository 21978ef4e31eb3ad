// Puts the writing surface together. Each part is a module; the form is Django's and is sent as it stands.
import { chips } from "./chips.js";
import { dialogs } from "./dialogs.js";
import { later } from "./elements.js";
import { gateOf } from "./gate.js";
import { leadPicture } from "./lead.js";
import { moments } from "./moments.js";
import { ordered } from "./ordered.js";
import { place } from "./place.js";
import { preview } from "./preview.js";
import { sheet } from "./sheet.js";
import { guard } from "./unsaved.js";
import { filled, gettext, ngettext } from "./words.js";

const form = document.querySelector(".writing form[id$=_form]");
if (form) begin();

function begin() {
  const addresses = JSON.parse(document.getElementById("surface-addresses").textContent);
  document.body.classList.add("has-script");
  sheet(form);
  for (const box of form.querySelectorAll("[data-ordered]")) ordered(box);
  for (const box of form.querySelectorAll("[data-chips]")) chips(box, { address: addresses.tags });
  leadPicture(form.querySelector("[data-lead]"), { focal: addresses.focal });
  moments(form, { address: addresses.moment });
  dialogs(form);
  const rail = foldingRail();
  const gate = gateOf(form);
  const beside = preview(form, { address: addresses.preview, story: addresses.story });
  guard(form, { saved: document.querySelector("[data-saved]") });
  form.addEventListener("input", (event) => {
    if (!event.target.name) return; // a field that only searches
    gate();
    beside.touch();
  });
  countWords();
  leadToFields(rail);
  document.getElementById("problems")?.focus();
  place(form, { saved: document.querySelector("[data-saved]") });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && !event.defaultPrevented) {
      event.preventDefault();
      form.querySelector("[data-save]").click();
    }
  });
}

/** The rail may be folded away; the choice is remembered on this device. */
function foldingRail() {
  const toggle = document.querySelector("[data-rail]");
  const fold = (isFolded) => {
    document.body.classList.toggle("rail-folded", isFolded);
    toggle.setAttribute("aria-expanded", String(!isFolded));
  };
  fold(localStorage.getItem("desk.rail") === "folded");
  toggle.addEventListener("click", () => {
    const isFolded = !document.body.classList.contains("rail-folded");
    fold(isFolded);
    localStorage.setItem("desk.rail", isFolded ? "folded" : "open");
  });
  return { open: () => fold(false) };
}

/** A line of the summary or of the gate leads to its field, also inside a folded panel, a dialog or the editor. */
function leadToFields(rail) {
  form.addEventListener("click", (event) => {
    const link = event.target.closest(".problems a[href^='#'], .gate a");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    if (target.closest(".rail")) rail.open();
    for (let panel = target.closest("details"); panel; panel = panel.parentElement.closest("details")) panel.open = true;
    const dialog = target.closest("dialog");
    if (dialog && !dialog.open) dialog.showModal();
    const place = target.id === "id_body" ? form.querySelector(".ProseMirror") : target.matches("details") ? target.querySelector("select, input:not([type=hidden]), summary") : target;
    place.focus();
    place.scrollIntoView({ block: "center" });
  });
}

/** Words and reading time of the body, counted when it is quiet. Twin of the counting: articles/html/reading.py. */
function countWords() {
  const place = document.querySelector("[data-words]");
  const characters = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/gu;
  const count = later(500, () => {
    const { doc } = form.querySelector("textarea[data-body]").editor.state;
    const text = doc.textBetween(0, doc.content.size, " ", " ");
    const words = (text.match(characters)?.length ?? 0) + (text.replace(characters, " ").match(/[\p{L}\p{N}][^\s—–/]*/gu)?.length ?? 0);
    const minutes = Math.max(1, Math.round(words / 230));
    const told = [filled(ngettext("{count} word", "{count} words", words), { count: words.toLocaleString(document.documentElement.lang) })];
    if (words) told.push(filled(gettext("{minutes} min"), { minutes }));
    place.textContent = told.join(" · ");
  });
  form.addEventListener("body:typed", count);
  if (form.querySelector("textarea[data-body]").editor) count();
  form.addEventListener("body:ready", count);
}
