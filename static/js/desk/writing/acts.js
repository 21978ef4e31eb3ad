// Every act on a body once: the toolbar, the slash menu and the keys draw from this list.
import { combobox } from "./combobox.js";
import { icon, make } from "./elements.js";
import { whatReadersGet } from "./embeds.js";
import { goOn, know } from "./nodes.js";
import { ask, choosePicture, choosePictures } from "./opened.js";
import { gettext } from "./words.js";

const chain = (editor) => editor.chain().focus();
const IS_ADDRESS = /^(?:https?:\/\/\S+|mailto:\S+@\S+|tel:[\d+()\s-]+|\/\S*|#\S+)$/i;

/** Insert a picture of the library, or several beside each other. */
export function insertFigure(editor, picture, { size = null, at = null } = {}) {
  know(picture);
  const node = { type: "libraryFigure", attrs: { image: String(picture.id), size }, content: picture.caption ? [{ type: "text", text: picture.caption }] : [] };
  if (at === null) chain(editor).insertContent(node).run();
  else chain(editor).insertContentAt(at, node).run();
  goOn(editor);
}

async function insertPicture(editor) {
  const picture = await choosePicture();
  if (picture) insertFigure(editor, picture);
  else editor.commands.focus();
}

async function insertGallery(editor) {
  const chosen = (await choosePictures()) ?? [];
  for (const picture of chosen) know(picture);
  const figures = chosen.map(({ id, caption }) => ({ type: "libraryFigure", attrs: { image: String(id), size: "gallery" }, content: caption ? [{ type: "text", text: caption }] : [] }));
  if (figures.length) chain(editor).insertContent(figures).run() && goOn(editor);
  else editor.commands.focus();
}

async function insertEmbed(editor) {
  const answers = await ask({
    title: gettext("Embed by address"),
    fields: [{ name: "url", type: "url", label: gettext("Address of a video or post"), placeholder: "https://", says: whatReadersGet }],
    yes: gettext("Insert"),
    check: ({ url }) => (/^https:\/\/[\w-]+(\.[\w-]+)+\S*$/.test(url) ? "" : gettext("An address begins with https:// and has no spaces.")),
  });
  if (answers) chain(editor).insertContent({ type: "embedCard", attrs: { url: answers.url } }).run() && goOn(editor);
  else editor.commands.focus();
}

async function editLink(editor) {
  const before = editor.getAttributes("link").href ?? "";
  const answers = await ask({
    title: gettext("Link"),
    fields: [{ name: "href", label: gettext("Address"), value: before, placeholder: "https://" }],
    yes: before ? gettext("Change") : gettext("Link"),
    others: before ? [["none", gettext("Take the link away")]] : [],
    check: ({ href }) => (IS_ADDRESS.test(/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(href) ? `https://${href}` : href) ? "" : gettext("This is no address. It begins with https://, mailto: or tel:.")),
  });
  const at = chain(editor).extendMarkRange("link");
  if (!answers) editor.commands.focus();
  else if (answers.button === "none") at.unsetMark("link").run();
  else at.setMark("link", { href: /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(answers.href) ? `https://${answers.href}` : answers.href }).run();
}

function linkStory(editor) {
  if (editor.isActive("storyLink")) return chain(editor).extendMarkRange("storyLink").unsetMark("storyLink").run();
  const address = editor.view.dom.closest(".prose-editor").querySelector("textarea[data-body]").dataset.stories;
  const input = make("input", { type: "text", id: "ask-story", placeholder: gettext("Find a story") });
  const pick = ({ id, text }) => {
    dialog.close();
    const { empty } = editor.state.selection;
    const words = { type: "text", text, marks: [{ type: "storyLink", attrs: { story: String(id) } }] };
    if (empty) chain(editor).insertContent(words).run();
    else chain(editor).setMark("storyLink", { story: String(id) }).run();
  };
  const close = make("button", { type: "button", class: "button", onclick: () => dialog.close() }, gettext("Not now"));
  const dialog = make("dialog", { class: "dialog is-tall", "aria-labelledby": "story-title" }, make("h2", { id: "story-title" }, gettext("Link to a story")), make("p", {}, gettext("The link follows the story wherever its address goes.")), make("div", { class: "combo" }, make("label", { for: "ask-story", class: "visually-hidden" }, gettext("Find a story")), icon("search"), input), make("div", { class: "dialog-buttons" }, close));
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  combobox(input, { address, onPick: pick });
  dialog.showModal();
  return input.focus();
}

async function captionTable(editor) {
  const { caption } = editor.getAttributes("table");
  const answers = await ask({ title: gettext("Caption of the table"), fields: [{ name: "caption", label: gettext("Caption"), value: caption ?? "" }], yes: gettext("Use it") });
  if (answers) chain(editor).updateAttributes("table", { caption: answers.caption || null }).run();
}

async function drawTable(editor) {
  const options = [["", gettext("As a table")], ["columns", gettext("As columns")], ["bars", gettext("As bars")], ["line", gettext("As a line")]];
  const value = editor.getAttributes("table")["data-chart"] ?? "";
  const answers = await ask({ title: gettext("Draw this table"), words: gettext("The first column names the places, each further one is a series."), fields: [{ name: "kind", label: gettext("How"), options, value }], yes: gettext("Use it") });
  if (answers) chain(editor).updateAttributes("table", { "data-chart": answers.kind || null }).run();
}

const active = (name, attributes) => (editor) => editor.isActive(name, attributes);

/** id, words, sign, run; on: whether it holds here; able: whether it can be done; group: where in the toolbar; slash: in the slash menu. */
export const ACTS = [
  { id: "bold", group: "marks", sign: "bold", words: gettext("Bold"), keys: "Ctrl+B", run: (e) => chain(e).toggleBold().run(), on: active("bold") },
  { id: "italic", group: "marks", sign: "italic", words: gettext("Italic"), keys: "Ctrl+I", run: (e) => chain(e).toggleItalic().run(), on: active("italic") },
  { id: "link", group: "marks", sign: "link", words: gettext("Link"), keys: "Ctrl+K", run: editLink, on: active("link"), able: (e) => !e.state.selection.empty || e.isActive("link") },
  { id: "story", group: "marks", sign: "newspaper", words: gettext("Link to a story"), slash: true, run: linkStory, on: active("storyLink") },
  { id: "heading", group: "blocks", sign: "heading-2", words: gettext("Heading"), slash: true, run: (e) => chain(e).toggleHeading({ level: 2 }).run(), on: active("heading", { level: 2 }) },
  { id: "subheading", group: "blocks", sign: "heading-3", words: gettext("Small heading"), slash: true, run: (e) => chain(e).toggleHeading({ level: 3 }).run(), on: active("heading", { level: 3 }) },
  { id: "list", group: "blocks", sign: "list", words: gettext("List"), slash: true, run: (e) => chain(e).toggleBulletList().run(), on: active("bulletList") },
  { id: "numbered", group: "blocks", sign: "list-ordered", words: gettext("Numbered list"), slash: true, run: (e) => chain(e).toggleOrderedList().run(), on: active("orderedList") },
  { id: "picture", group: "insert", sign: "image", words: gettext("Picture"), slash: true, shown: true, run: insertPicture },
  { id: "gallery", group: "insert", sign: "images", words: gettext("Gallery"), slash: true, run: insertGallery },
  { id: "pull-quote", group: "insert", sign: "quote", words: gettext("Pull quote"), slash: true, run: (e) => chain(e).toggleWrap("pullQuote").run(), on: active("pullQuote") },
  { id: "fact-box", group: "insert", sign: "panel-top", words: gettext("Fact box"), slash: true, run: (e) => chain(e).toggleWrap("factBox").run(), on: active("factBox") },
  { id: "embed", group: "insert", sign: "video", words: gettext("Embed"), slash: true, run: insertEmbed },
  { id: "table", group: "insert", sign: "table", words: gettext("Table"), slash: true, run: (e) => chain(e).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), on: active("table") },
  { id: "break", group: "insert", sign: "minus", words: gettext("Section break"), slash: true, run: (e) => chain(e).setHorizontalRule().run() },
  { id: "undo", group: "history", sign: "undo-2", words: gettext("Undo"), keys: "Ctrl+Z", run: (e) => chain(e).undo().run() },
  { id: "redo", group: "history", sign: "redo-2", words: gettext("Redo"), keys: "Ctrl+Y", run: (e) => chain(e).redo().run() },
  { id: "quotation", group: "more", sign: "text-quote", words: gettext("Quotation"), slash: true, run: (e) => chain(e).toggleBlockquote().run(), on: active("blockquote") },
  { id: "least-heading", group: "more", sign: "type", words: gettext("Least heading"), run: (e) => chain(e).toggleHeading({ level: 4 }).run(), on: active("heading", { level: 4 }) },
  { id: "strike", group: "more", words: gettext("Struck out"), run: (e) => chain(e).toggleStrike().run(), on: active("strike") },
  { id: "superscript", group: "more", words: gettext("Superscript"), run: (e) => chain(e).toggleSuperscript().run(), on: active("superscript") },
  { id: "subscript", group: "more", words: gettext("Subscript"), run: (e) => chain(e).toggleSubscript().run(), on: active("subscript") },
  { id: "code", group: "more", words: gettext("Code"), run: (e) => chain(e).toggleCode().run(), on: active("code") },
  { id: "cite", group: "more", words: gettext("Title of a work"), run: (e) => chain(e).toggleMark("cite").run(), on: active("cite") },
  { id: "row", group: "table", words: gettext("Row below"), run: (e) => chain(e).addRowAfter().run() },
  { id: "column", group: "table", words: gettext("Column after"), run: (e) => chain(e).addColumnAfter().run() },
  { id: "no-row", group: "table", words: gettext("Remove row"), run: (e) => chain(e).deleteRow().run() },
  { id: "no-column", group: "table", words: gettext("Remove column"), run: (e) => chain(e).deleteColumn().run() },
  { id: "header", group: "table", words: gettext("Heading cell"), run: (e) => chain(e).toggleHeaderCell().run(), on: active("tableHeader") },
  { id: "caption", group: "table", words: gettext("Caption…"), run: captionTable },
  { id: "chart", group: "table", words: gettext("Chart…"), run: drawTable },
  { id: "no-table", group: "table", words: gettext("Remove table"), run: (e) => chain(e).deleteTable().run() },
];

export const act = (id) => ACTS.find((one) => one.id === id);
