// The picture library in a dialog: search, choose, or upload without leaving the text. Works wherever a body is written.
import { getJSON, later, make, icon, token } from "./elements.js";
import { filled, gettext, ngettext } from "./words.js";

let dialog = null;
let settle = null;
let several = null; // the pictures chosen so far, in their order; null where one is enough
let addresses = {};

export const useLibrary = (places) => (addresses = places);

function close(picture = null) {
  const done = settle;
  settle = null;
  dialog.close();
  done?.(picture);
}

/** One picture is the answer; of several, each press puts one at the end or takes it out again. */
function take(picture) {
  if (!several) return close(picture);
  const there = several.findIndex(({ id }) => id === picture.id);
  if (there < 0) several.push(picture);
  else several.splice(there, 1);
  return count();
}

/** Say which pictures are chosen, as which, and how many. */
function count() {
  for (const button of dialog.querySelectorAll(".library-grid button")) {
    const place = several?.findIndex(({ id }) => String(id) === button.dataset.id) ?? -1;
    if (several) button.ariaPressed = String(place >= 0);
    else button.removeAttribute("aria-pressed");
    button.querySelector(".library-place").textContent = place < 0 ? "" : place + 1;
  }
  const use = dialog.querySelector("[data-use]");
  use.parentElement.hidden = !several;
  use.disabled = !several?.length;
  use.textContent = several?.length ? filled(ngettext("Use {count} picture", "Use {count} pictures", several.length), { count: several.length }) : gettext("Choose pictures");
}

function card(picture) {
  return make(
    "li",
    {},
    make(
      "button",
      { type: "button", "data-id": picture.id, onclick: () => take(picture) },
      make("span", { class: "library-frame" }, make("span", { class: "library-place" }), make("img", { src: picture.thumb, alt: "", width: 360, height: 240, loading: "lazy" })),
      make("span", { class: "library-alt", dir: "auto" }, picture.alt),
      make("span", { class: "story-meta", dir: "auto" }, picture.credit),
    ),
  );
}

function build() {
  const search = make("input", { type: "search", id: "library-search", placeholder: gettext("Search what they show, caption or credit"), autocomplete: "off" });
  const results = make("ul", { class: "library-grid" });
  const status = make("p", { class: "help", role: "status" });
  const more = make("button", { type: "button", class: "button", hidden: true }, gettext("Show more"));
  const error = make("p", { class: "field-error", role: "alert" });
  const fields = [
    ["file", gettext("File"), { type: "file", accept: "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff" }],
    ["alt", gettext("Alternative text"), { type: "text", maxlength: 300 }],
    ["credit", gettext("Credit"), { type: "text", maxlength: 200 }],
  ];
  const inputs = Object.fromEntries(fields.map(([name, , attributes]) => [name, make("input", { id: `upload-${name}`, ...attributes })]));
  const load = async (from = 0) => {
    try {
      const found = await getJSON(addresses.pictures, { term: search.value, from });
      const cards = found.results.map(card);
      if (from) results.append(...cards);
      else results.replaceChildren(...cards);
      more.hidden = !found.more;
      status.textContent = results.children.length ? "" : gettext("No picture fits. Try another word, or upload one.");
      count();
    } catch {
      status.textContent = gettext("The library could not be loaded. Your story is untouched; try again.");
    }
  };
  const send = async () => {
    error.textContent = "";
    try {
      const picture = await upload(inputs.file.files[0], { alt: inputs.alt.value, credit: inputs.credit.value });
      for (const input of Object.values(inputs)) input.value = "";
      take(picture);
      if (several) load();
    } catch (refusal) {
      error.textContent = refusal.message;
    }
  };
  more.addEventListener("click", () => load(results.children.length));
  search.addEventListener("input", later(180, () => load()));
  dialog = make(
    "dialog",
    { class: "dialog is-wide", id: "library", "aria-labelledby": "library-title" },
    make("div", { class: "dialog-head" }, make("h2", { id: "library-title" }, gettext("Pictures")), make("button", { type: "button", class: "button is-quiet", "aria-label": gettext("Close"), onclick: () => close() }, icon("x"))),
    make("div", { class: "library-bar" }, make("label", { class: "visually-hidden", for: "library-search" }, gettext("Search pictures")), icon("search"), search),
    make("p", { class: "help", "data-several": true }, gettext("Press the pictures in the order readers shall see them.")),
    results,
    status,
    more,
    make(
      "details",
      { class: "library-upload" },
      make("summary", {}, icon("upload"), gettext("Upload a new picture")),
      make(
        "div",
        { class: "upload-grid" },
        ...fields.map(([name, words]) => make("div", {}, make("label", { for: `upload-${name}` }, words), inputs[name])),
        make("button", { type: "button", class: "button", onclick: send }, gettext("Upload and use")),
      ),
      error,
    ),
    make("div", { class: "dialog-buttons library-use" }, make("button", { type: "button", class: "button is-primary", "data-use": true, onclick: () => close(several) })),
  );
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
    event.stopPropagation();
  });
  dialog.addEventListener("close", () => close());
  dialog.load = () => load();
  document.body.append(dialog);
}

/** Open the library; resolves to a picture, or to null when it was closed. */
export const choosePicture = () => open(null);

/** Open the library for several pictures; resolves to them in the order they were chosen, or to null. */
export const choosePictures = () => open([]);

function open(chosen) {
  if (!dialog) build();
  several = chosen;
  dialog.querySelector("[data-several]").hidden = !several;
  count();
  return new Promise((resolve) => {
    settle = resolve;
    dialog.showModal();
    dialog.querySelector("#library-search").select(); // the word of before: typed over, or kept by Enter
    dialog.load();
  });
}

/** Send a picture to the library; returns it, or throws an Error whose message is a sentence. */
export async function upload(file, { alt, credit = "" }) {
  const data = new FormData();
  if (file) data.append("file", file);
  data.append("alt", alt);
  data.append("credit", credit);
  data.append("csrfmiddlewaretoken", token());
  const lost = gettext("The picture could not be uploaded. Your story is untouched; try again.");
  const answer = await fetch(addresses.upload, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => {
    throw new Error(lost);
  });
  const told = await answer.json().catch(() => ({ errors: { file: lost } }));
  if (!answer.ok) throw new Error(Object.values(told.errors).join(" "));
  return told;
}
