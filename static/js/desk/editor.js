// What our bodies hold beyond the stock editor's marks and nodes. The allow-list in articles/html is the twin of this file:
// what is kept there must be known here, or opening and saving a story would lose it.
import { Extension, Mark, Node } from "django-prose-editor/editor";

// tiptap puts a <style> into the page unless it finds its marker. A real one trips the page's policy; an element of that name in
// another namespace satisfies the question and styles nothing. Its rules stand in css/desk/story.css.
const marker = document.createElementNS("urn:newsroom", "style");
marker.setAttribute("data-tiptap-style", "");
document.head.append(marker);

const attribute = (name, fallback = null) => ({
  default: fallback,
  parseHTML: (element) => element.getAttribute(name) ?? fallback,
  renderHTML: () => ({}),
});

const given = (attributes) => Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== ""));

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
  addMenuItems(stock) {
    addButton(stock, "libraryFigure", "Picture", (editor) => {
      const image = ask("Number of the picture: it stands in the library's list", isNumber, "A number has only digits, such as 17.");
      if (image) editor.chain().focus().insertContent({ type: "libraryFigure", attrs: { image } }).run();
    });
    addButton(stock, "pictureSize", "Picture size", (editor) => {
      const size = editor.getAttributes("libraryFigure").size ?? "normal";
      const sizes = ["normal", "wide", "full", "gallery"];
      const question = "How large: normal, wide, full, or gallery (neighbouring ones are one strip)";
      const asked = ask(question, (words) => sizes.includes(words), "Write one of the four words.", size);
      if (asked) {
        editor.chain().focus().updateAttributes("libraryFigure", { size: asked === "normal" ? null : asked }).run();
      }
    });
    addButton(stock, "tableChart", "Chart", (editor) => {
      const chart = editor.getAttributes("table")["data-chart"] ?? "";
      const kinds = ["", "columns", "bars", "line"];
      const question = "Draw this table as columns, bars or line; empty: as a table";
      const asked = ask(question, (words) => kinds.includes(words), "Write one of the three words, or nothing.", chart);
      if (asked !== null) {
        editor.chain().focus().updateAttributes("table", { "data-chart": asked || null }).run();
      }
    });
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
  addMenuItems(stock) {
    addButton(stock, "embedCard", "Embed", (editor) => {
      const isAddress = (words) => /^https:\/\/\S+$/.test(words);
      const url = ask("Address of what shall be embedded (https://…)", isAddress, "An address begins with https:// and has no spaces.");
      if (url) editor.chain().focus().insertContent({ type: "embedCard", attrs: { url } }).run();
    });
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
  addMenuItems(stock) {
    addButton(stock, "pullQuote", "Pull quote", (editor) => editor.chain().focus().toggleWrap("pullQuote").run());
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
  addMenuItems(stock) {
    addButton(stock, "factBox", "Fact box", (editor) => editor.chain().focus().toggleWrap("factBox").run());
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
  addMenuItems(stock) {
    addButton(stock, "storyLink", "Story link", (editor) => {
      if (editor.isActive("storyLink")) {
        editor.chain().focus().unsetMark("storyLink").run();
        return;
      }
      const story = ask("Number of the story the selected words lead to", isNumber, "A number has only digits, such as 17.");
      if (story) editor.chain().focus().setMark("storyLink", { story }).run();
    });
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

/** Leave a one-line text for a new paragraph after the block it belongs to. An empty last line of a quotation goes. */
function leave(editor, line, block) {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== line) return false;
  let depth = $from.depth;
  while (depth > 0 && $from.node(depth).type.name !== block) depth -= 1;
  if (depth === 0) return false;
  const isEmptyLine = line !== block && $from.parent.content.size === 0;
  const after = $from.after(depth) - (isEmptyLine ? $from.parent.nodeSize : 0);
  const chain = editor.chain();
  if (isEmptyLine) chain.deleteRange({ from: $from.before(), to: $from.after() });
  return chain
    .insertContentAt(after, { type: "paragraph" })
    .setTextSelection(after + 1)
    .scrollIntoView()
    .run();
}

function isNumber(words) {
  return /^[1-9]\d*$/.test(words);
}

/** Ask until the answer can be used; say why one cannot. null: not answered. */
function ask(question, isRight, refusal, before = "") {
  let answer = window.prompt(question, before);
  while (answer !== null && !isRight(answer.trim())) {
    answer = window.prompt(`${refusal}\n${question}`, answer);
  }
  return answer === null ? null : answer.trim();
}

function captionOf(figure) {
  return figure.querySelector("figcaption") ?? document.createElement("figcaption");
}

/** Put a button with a word into the stock menu. */
function addButton({ buttons, menu }, name, words, command) {
  menu.defineItem({ name, groups: "nodes", button: buttons.text(words), command, active: (editor) => editor.isActive(name) });
}
