// What our bodies hold beyond the stock editor's marks and nodes. The allow-list in articles/html is the twin of this file:
// what is kept there must be known here, or opening and saving a story would lose it.
import { Blockquote as StockBlockquote, Extension, Link as StockLink, ListItem as StockItem, Mark, Node, Table as StockTable, TableCell as StockCell, TableHeader as StockHeader, TableRow as StockRow } from "django-prose-editor/editor";
import { icon, make } from "./elements.js";
import { serviceOf } from "./embeds.js";
import { choosePicture, picturesByNumber } from "./opened.js";
import { filled, gettext } from "./words.js";

// tiptap puts a <style> into the page unless it finds its marker. A real one trips the page's policy; an element of that name in
// another namespace satisfies the question and styles nothing. Its rules stand in css/desk/body.css.
const marker = document.createElementNS("urn:newsroom", "style");
marker.setAttribute("data-tiptap-style", "");
document.head.append(marker);

const attribute = (name, fallback = null) => ({
  default: fallback,
  parseHTML: (element) => element.getAttribute(name) ?? fallback,
  renderHTML: () => ({}),
});

const given = (attributes) => Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== ""));

const known = new Map(); // what the library says of pictures, by number
const wanted = new Set();

/** Tell what the library says of a picture that was just chosen. */
export const know = (picture) => known.set(String(picture.id), picture);

/** Fetch what the library says of a picture: all that a body shows are asked for at once. */
async function knowledgeOf(number) {
  if (known.has(number)) return known.get(number);
  wanted.add(number);
  await new Promise((resolve) => setTimeout(resolve));
  if (wanted.size) {
    const numbers = [...wanted];
    wanted.clear();
    const asked = picturesByNumber(numbers).catch(() => []);
    for (const one of numbers) known.set(one, asked.then((found) => found.find((picture) => String(picture.id) === one) ?? null));
  }
  const picture = await known.get(number);
  known.set(number, picture);
  return picture;
}

const SIZES = [
  ["", gettext("Column")],
  ["wide", gettext("Wide")],
  ["full", gettext("Full width")],
  ["gallery", gettext("In a gallery with its neighbours")],
];

/** Draw a picture with what can be said of it here: another text in place of its alternative one, its size, another picture. */
function figureView({ node, editor, getPos }) {
  const image = make("img", { alt: "", contenteditable: "false", draggable: "false", loading: "lazy" });
  const caption = make("figcaption", { "data-placeholder": gettext("Caption") });
  const alt = make("input", { type: "text", maxlength: 300 });
  const size = make("select", { "aria-label": gettext("Size") }, ...SIZES.map(([value, words]) => make("option", { value }, words)));
  const other = make("button", { type: "button", class: "button is-quiet", "aria-label": gettext("Another picture") }, icon("images"));
  const credit = make("span", { dir: "auto" });
  const bar = make("div", { class: "node-bar", contenteditable: "false" }, make("label", {}, make("span", {}, gettext("Alternative text here")), alt), size, other, credit);
  const dom = make("figure", { class: "node-figure" }, image, caption, bar);
  const set = (attrs) => {
    const here = getPos();
    editor.view.dispatch(editor.state.tr.setNodeMarkup(here, undefined, { ...editor.state.doc.nodeAt(here).attrs, ...attrs }));
  };
  alt.addEventListener("input", () => set({ alt: alt.value || null }));
  size.addEventListener("change", () => set({ size: size.value || null }));
  other.addEventListener("click", async () => {
    const picture = await choosePicture();
    if (picture) set({ image: String(know(picture) && picture.id), alt: null });
  });
  let shown = null;
  const update = (next) => {
    if (next.type.name !== "libraryFigure") return false;
    const { attrs } = next;
    if (document.activeElement !== alt) alt.value = attrs.alt ?? "";
    size.value = dom.dataset.size = attrs.size ?? "";
    if (attrs.image !== shown) {
      shown = attrs.image;
      draw(shown);
    }
    return true;
  };
  const draw = async (number) => {
    const picture = number ? await knowledgeOf(String(number)) : null;
    if (number !== shown) return;
    image.hidden = !picture?.whole;
    if (picture?.whole) Object.assign(image, { srcset: picture.srcset, sizes: "720px", src: picture.whole, width: picture.width, height: picture.height });
    image.alt = picture?.alt ?? "";
    alt.placeholder = picture?.alt ?? filled(gettext("Picture {number}"), { number: number ?? node.attrs.ref });
    credit.textContent = picture?.credit ?? "";
  };
  update(node);
  if (node.attrs.image === null) draw(null);
  return { dom, contentDOM: caption, update, stopEvent: (event) => bar.contains(event.target), ignoreMutation: (change) => change.type !== "selection" && !caption.contains(change.target) };
}

/** A picture of the library, by reference. Its caption is text; what it shows is drawn on the reader's page. */
export const LibraryFigure = Node.create({
  name: "libraryFigure",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,
  addAttributes() {
    return {
      image: attribute("data-image"),
      ref: attribute("data-image-ref"),
      size: attribute("data-size"),
      alt: attribute("data-alt"),
    };
  },
  parseHTML() {
    return ["figure[data-image]", "figure[data-image-ref]"].map((tag) => ({ tag, contentElement: captionOf }));
  },
  renderHTML({ node: { attrs } }) {
    return [
      "figure",
      given({ "data-image": attrs.image, "data-image-ref": attrs.ref, "data-size": attrs.size, "data-alt": attrs.alt }),
      ["figcaption", 0],
    ];
  },
  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor, this.name, this.name) };
  },
  addNodeView() {
    return figureView;
  },
});

/** Something of somebody else's, by its address: readers get a card that leads there. */
export const EmbedCard = Node.create({
  name: "embedCard",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,
  addAttributes() {
    return { url: attribute("data-url") };
  },
  parseHTML() {
    return [{ tag: "figure[data-embed]", contentElement: captionOf }];
  },
  renderHTML({ node: { attrs } }) {
    return ["figure", { "data-embed": "", "data-url": attrs.url ?? "" }, ["figcaption", 0]];
  },
  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor, this.name, this.name) };
  },
  addNodeView() {
    return ({ node }) => {
      const address = make("span", { class: "node-address", contenteditable: "false", dir: "ltr" });
      const name = make("strong");
      const caption = make("figcaption", { "data-placeholder": gettext("Caption") });
      const head = make("div", { class: "node-embed-head", contenteditable: "false" }, icon("external-link"), make("span", {}, name, address));
      const dom = make("figure", { class: "node-embed" }, head, caption);
      const update = (next) => {
        if (next.type.name !== "embedCard") return false;
        name.textContent = serviceOf(next.attrs.url) ?? gettext("A link for readers");
        address.textContent = next.attrs.url;
        return true;
      };
      update(node);
      return { dom, contentDOM: caption, update, ignoreMutation: (change) => change.type !== "selection" && !caption.contains(change.target) };
    };
  },
});

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "(paragraph|heading|bulletList|orderedList)+ quoteSource?",
  defining: true,
  parseHTML() {
    return [{ tag: "blockquote.pull-quote", priority: 60 }];
  },
  renderHTML() {
    return ["blockquote", { class: "pull-quote" }, 0];
  },
  addKeyboardShortcuts() {
    return { Enter: () => leaveByEmptyLine(this.editor, this.name) };
  },
});

/** Who said it: the last line of a quotation. */
export const QuoteSource = Node.create({
  name: "quoteSource",
  group: "source",
  content: "inline*",
  parseHTML() {
    return [{ tag: "footer" }];
  },
  renderHTML() {
    return ["footer", 0];
  },
  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor, this.name, "pullQuote") };
  },
  addNodeView() {
    return () => {
      const dom = make("footer", { "data-placeholder": gettext("Who said it") });
      return { dom, contentDOM: dom };
    };
  },
});

export const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML() {
    return [{ tag: "aside.fact-box" }];
  },
  renderHTML() {
    return ["aside", { class: "fact-box" }, 0];
  },
  addKeyboardShortcuts() {
    return { Enter: () => leaveByEmptyLine(this.editor, this.name) };
  },
});

export const Blockquote = StockBlockquote.extend({
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Enter: () => leaveByEmptyLine(this.editor, this.name) };
  },
});

/** A link to a story by its number: it follows the story wherever its address goes. */
export const StoryLink = Mark.create({
  name: "storyLink",
  inclusive: false,
  excludes: "link",
  addAttributes() {
    return { story: attribute("data-story"), ref: attribute("data-story-ref") };
  },
  parseHTML() {
    return ["a[data-story]", "a[data-story-ref]"].map((tag) => ({ tag, priority: 1100 }));
  },
  renderHTML({ mark: { attrs } }) {
    return ["a", given({ "data-story": attrs.story, "data-story-ref": attrs.ref }), 0];
  },
});

export const Cite = Mark.create({
  name: "cite",
  parseHTML() {
    return [{ tag: "cite" }];
  },
  renderHTML() {
    return ["cite", 0];
  },
});

/** Language and direction of a paragraph, what a table is drawn as: kept as they came. */
export const KeepsLanguage = Extension.create({
  name: "keepsLanguage",
  addGlobalAttributes() {
    const kept = (name) => ({
      default: null,
      parseHTML: (element) => element.getAttribute(name),
      renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
    });
    return [
      {
        types: ["paragraph", "heading", "blockquote", "bulletList", "listItem", "pullQuote"],
        attributes: { lang: kept("lang"), dir: kept("dir") },
      },
      { types: ["tableHeader"], attributes: { scope: kept("scope") } },
      { types: ["table"], attributes: { "data-chart": kept("data-chart") } },
    ];
  },
});

/** Leave a one-line text for a paragraph after the block it belongs to: the empty one that stands there, else a new one. An empty line goes. */
function leave(editor, line, block) {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== line) return false;
  let depth = $from.depth;
  while (depth > 0 && $from.node(depth).type.name !== block) depth -= 1;
  if (depth === 0) return false;
  const isEmptyLine = line !== block && $from.parent.content.size === 0;
  const next = editor.state.doc.resolve($from.after(depth)).nodeAfter;
  const after = $from.after(depth) - (isEmptyLine ? $from.parent.nodeSize : 0);
  const chain = editor.chain();
  if (isEmptyLine) chain.deleteRange({ from: $from.before(), to: $from.after() });
  if (next?.type.name !== "paragraph" || next.content.size) chain.insertContentAt(after, { type: "paragraph" });
  return chain
    .setTextSelection(after + 1)
    .scrollIntoView()
    .run();
}

/** Put the cursor behind the picture or card that was just put in: into the paragraph after it, which is made where there is none. */
export function goOn(editor) {
  const { $from } = editor.state.selection;
  const isBlock = (depth) => ["libraryFigure", "embedCard"].includes($from.node(depth).type.name);
  const depth = [...Array($from.depth + 1).keys()].find(isBlock);
  if (depth === undefined) return;
  const after = $from.after(depth);
  const chain = editor.chain();
  if (editor.state.doc.resolve(after).nodeAfter?.type.name !== "paragraph") chain.insertContentAt(after, { type: "paragraph" });
  chain
    .setTextSelection(after + 1)
    .scrollIntoView()
    .run();
}

/** Enter in an empty last paragraph leaves a block of several: the same, where there is more in it than that. */
function leaveByEmptyLine(editor, block) {
  const { $from, empty } = editor.state.selection;
  const isLast = $from.depth > 1 && $from.index(-1) === $from.node(-1).childCount - 1;
  if (!empty || $from.parent.content.size || $from.node(-1).type.name !== block || !isLast || $from.node(-1).childCount < 2) return false;
  return leave(editor, "paragraph", block);
}

function captionOf(figure) {
  return figure.querySelector("figcaption") ?? document.createElement("figcaption");
}

/** Items and cells that came as words without a paragraph leave so: imported stories are full of them, and opening one changes nothing. */
const bare = (stock) =>
  stock.extend({
    addAttributes() {
      const isBare = (element) => element.firstElementChild?.tagName !== "P" && element.textContent.trim() !== "";
      return { ...this.parent?.(), bare: { default: false, parseHTML: isBare, renderHTML: () => ({}) } };
    },
    renderHTML(given) {
      const drawn = this.parent?.(given);
      const { node } = given;
      const isOneLine = node.childCount === 1 || (node.childCount === 2 && /List$/.test(node.child(1).type.name));
      if (node.attrs.bare && isOneLine && node.firstChild.type.name === "paragraph") drawn[1] = { ...drawn[1], "data-bare": "" };
      return drawn;
    },
  });
export const ListItem = bare(StockItem);
export const TableCell = bare(StockCell);
export const TableHeader = bare(StockHeader);

/** A row of a table's head stays one. */
export const TableRow = StockRow.extend({
  addAttributes() {
    const isHead = (row) => row.parentElement?.tagName === "THEAD";
    return { ...this.parent?.(), head: { default: false, parseHTML: isHead, renderHTML: ({ head }) => (head ? { "data-head": "" } : {}) } };
  },
});

const HEAD = /<tbody>((?:<tr data-head="">(?:(?!<\/tr>)[\s\S])*<\/tr>)+)(<\/tbody>)?/g;
const headed = (html) => (html.includes("data-head") ? html.replace(HEAD, (_all, rows, end) => `<thead>${rows}</thead>${end ? "" : "<tbody>"}`).replaceAll(' data-head=""', "") : html);

/** Return the editor's HTML as it is kept: marked items and cells without their paragraph, marked rows in the table's head. */
export const kept = (html) => headed(unwrapped(html));
const unwrapped = (html) =>
  html.includes("data-bare") ? html.replace(/<(li|td|th)((?: [a-z-]+="[^"]*")*?) data-bare=""((?: [a-z-]+="[^"]*")*)><p>([\s\S]*?)<\/p>/g, "<$1$2$3>$4") : html;

/** A table and its caption, which is a line of text beside its rows. */
export const Table = StockTable.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: { default: null, parseHTML: (table) => table.querySelector(":scope > caption")?.textContent.trim() || null, renderHTML: () => ({}) },
    };
  },
  parseHTML() {
    return [{ tag: "table" }, { tag: "table > caption", ignore: true }];
  },
  renderHTML({ node, HTMLAttributes }) {
    const rows = ["tbody", 0];
    return node.attrs.caption ? ["table", HTMLAttributes, ["caption", node.attrs.caption], rows] : ["table", HTMLAttributes, rows];
  },
});

/** Links without the stock dialog: ours is asked for by the acts. */
export const Link = StockLink.extend({
  addKeyboardShortcuts() {
    return {};
  },
});
