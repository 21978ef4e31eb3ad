// The body's editor: our nodes on django-prose-editor's tiptap, in place of every text area that asks for it.
// A key costs the same in a long text as in a short one: the text is written out when it is quiet, and when it is sent.
import * as prose from "django-prose-editor/editor";
import { BlockHandle } from "./blocks.js";
import { Incoming } from "./incoming.js";
import { later } from "./elements.js";
import * as nodes from "./nodes.js";
import { useLibrary } from "./opened.js";
import { SlashMenu } from "./slash.js";
import { toolbar } from "./toolbar.js";
import { gettext } from "./words.js";

const STOCK = ["Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "History", "Bold", "Italic", "Strike", "Subscript", "Superscript", "Code", "BulletList", "OrderedList", "HorizontalRule", "HardBreak", "TrailingNode"];
const OWN = ["LibraryFigure", "EmbedCard", "Blockquote", "PullQuote", "QuoteSource", "FactBox", "StoryLink", "Cite", "KeepsLanguage", "ListItem", "Table", "TableRow", "TableCell", "TableHeader"];

/** Say whether nothing was written. tiptap's own question takes a picture without a caption for nothing. */
export function isEmpty({ state: { doc } }) {
  const { firstChild } = doc;
  return doc.childCount === 0 || (doc.childCount === 1 && firstChild.type.name === "paragraph" && firstChild.content.size === 0);
}

function begin(textarea) {
  const frame = document.createElement("div");
  frame.className = "prose-editor";
  textarea.before(frame);
  frame.append(textarea);
  textarea.hidden = true;
  useLibrary({ pictures: textarea.dataset.pictures, upload: textarea.dataset.upload, stories: textarea.dataset.stories });

  let writtenDoc = null;
  const write = () => {
    if (editor.state.doc === writtenDoc) return;
    writtenDoc = editor.state.doc;
    textarea.value = isEmpty(editor) ? "" : nodes.kept(editor.getHTML());
  };
  const told = later(300, () => {
    write();
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const editor = new prose.Editor({
    element: frame,
    editable: !textarea.disabled,
    injectCSS: false,
    extensions: [
      ...STOCK.map((name) => prose[name]),
      prose.Heading.configure({ levels: [2, 3, 4] }),
      nodes.Link.configure({ enableTarget: false, openOnClick: false }),
      ...OWN.map((name) => nodes[name]),
      Incoming,
      BlockHandle,
      SlashMenu,
    ],
    content: textarea.value,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": textarea.labels[0]?.textContent.replace(/:\s*$/, "") || gettext("Body"), id: `${textarea.id}_text`, "data-placeholder": gettext("Begin to write, or type / for a picture, a quote, a fact box …") },
    },
    onUpdate: () => {
      frame.dispatchEvent(new CustomEvent("body:typed", { bubbles: true }));
      told();
    },
  });
  const hint = () => {
    const nothing = isEmpty(editor);
    editor.view.dom.classList.toggle("is-empty", nothing);
    editor.view.dom.dir = nothing ? "" : "auto"; // an Arabic text in an English desk stands under its headline
    editor.view.dom.classList.toggle("is-long", editor.state.doc.childCount > 60); // what lies off the screen is not laid out at each key
  };
  editor.on("update", hint);
  hint();
  toolbar(editor, frame);
  textarea.form?.addEventListener("formdata", (event) => {
    write();
    event.formData.set(textarea.name, textarea.value);
  });
  textarea.form?.addEventListener("submit", write, { capture: true });
  textarea.addEventListener("focus", () => editor.commands.focus());
  textarea.editor = editor;
  frame.dispatchEvent(new CustomEvent("body:ready", { bubbles: true, detail: { editor, textarea } }));
  return editor;
}

for (const textarea of document.querySelectorAll("textarea[data-body]")) begin(textarea);
