// What comes into a body from outside: pictures by drop and paste, addresses that can be embedded, text of Word and Google Docs.
import { Extension, Plugin } from "django-prose-editor/editor";
import { insertFigure } from "./acts.js";
import { make } from "./elements.js";
import { ask, upload } from "./opened.js";
import { cleaned } from "./pasted.js";
import { gettext } from "./words.js";

const EMBEDDABLE = /^https:\/\/(?:(?:www\.)?youtube\.com\/(?:watch\?|shorts\/)|youtu\.be\/|(?:www\.)?vimeo\.com\/\d|bsky\.app\/profile\/[^/]+\/post\/|(?:x|twitter)\.com\/[^/]+\/status\/|(?:www\.)?instagram\.com\/(?:p|reel)\/|(?:www\.)?tiktok\.com\/@)\S+$/;
const picturesOf = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));

/** Say whether a clipboard holds a picture and nothing else: Word and Excel send a picture of the text beside the text. */
function isOnlyPictures(data) {
  const html = data.getData("text/html");
  if (!html) return !data.getData("text/plain");
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.body.textContent.trim() === "" && page.querySelector("img") !== null;
}

async function take(editor, files, at) {
  for (const file of files) {
    const address = URL.createObjectURL(file);
    let refusal = "";
    let alt = "";
    for (;;) {
      const answers = await ask({
        title: gettext("A picture for the library"),
        words: refusal,
        before: make("img", { class: "ask-picture", src: address, alt: "" }),
        fields: [
          { name: "alt", label: gettext("What does it show? (alternative text)"), value: alt, maxlength: 300, help: gettext("For people who cannot see it. Not the file's name.") },
          { name: "credit", label: gettext("Credit"), maxlength: 200 },
        ],
        yes: gettext("Upload and use"),
      });
      if (!answers) break;
      ({ alt } = answers);
      try {
        insertFigure(editor, await upload(file, answers), { at });
        break;
      } catch (error) {
        refusal = error.message;
      }
    }
    URL.revokeObjectURL(address);
  }
}

export const Incoming = Extension.create({
  name: "incoming",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          transformPastedHTML: cleaned,
          handlePaste(view, event) {
            const files = picturesOf(event.clipboardData);
            if (files.length && isOnlyPictures(event.clipboardData)) {
              take(editor, files, null);
              return true;
            }
            const url = event.clipboardData?.getData("text/plain").trim() ?? "";
            const { $from, empty } = view.state.selection;
            if (!EMBEDDABLE.test(url) || !empty || $from.parent.content.size) return false;
            editor.chain().insertContent({ type: "embedCard", attrs: { url } }).run();
            return true;
          },
          handleDrop(view, event, _slice, isMoved) {
            const files = isMoved ? [] : picturesOf(event.dataTransfer);
            if (!files.length) return false;
            event.preventDefault();
            const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
            take(editor, files, found ? found.pos : null);
            return true;
          },
        },
      }),
    ];
  },
});
