// Moving whole blocks: by a grip at the line's start, or by Alt+Shift and the arrows.
import { Extension, pm } from "django-prose-editor/editor";
import { icon, make } from "./elements.js";
import { gettext } from "./words.js";

/** Where each block at the top level begins, by its number. */
const placeOf = (doc, number) => {
  let place = 0;
  for (let one = 0; one < number; one += 1) place += doc.child(one).nodeSize;
  return place;
};

/** Return the transaction that moves a block before the one with number `to`; null where nothing moves. */
export function moves(state, from, to) {
  if (from === to || to === from + 1 || from < 0 || to < 0 || to > state.doc.childCount || from >= state.doc.childCount) return null;
  const node = state.doc.child(from);
  const start = placeOf(state.doc, from);
  const { tr } = state;
  const inside = Math.min(Math.max(state.selection.from - start, 0), node.nodeSize);
  tr.delete(start, start + node.nodeSize);
  const target = tr.mapping.map(placeOf(state.doc, to));
  tr.insert(target, node);
  tr.setSelection(pm.state.Selection.near(tr.doc.resolve(target + Math.max(1, inside)), 1));
  return tr.scrollIntoView();
}

export const BlockHandle = Extension.create({
  name: "blockHandle",
  addKeyboardShortcuts() {
    const shift = (by) => {
      const { state, view } = this.editor;
      const from = state.selection.$from.index(0);
      const tr = moves(state, from, by < 0 ? from - 1 : from + 2);
      if (tr) view.dispatch(tr);
      return true;
    };
    return { "Alt-Shift-ArrowUp": () => shift(-1), "Alt-Shift-ArrowDown": () => shift(1) };
  },
  onCreate() {
    const { view } = this.editor;
    const host = view.dom.closest(".sheet-body") ?? view.dom.parentElement;
    const words = gettext("Move this block: drag, or Alt+Shift+arrows in the text");
    const grip = make("button", { type: "button", class: "block-grip", tabindex: -1, "aria-label": words, title: words, hidden: true }, icon("grip-vertical"));
    const line = make("div", { class: "block-line", hidden: true });
    host.append(grip, line);
    let number = -1;
    const blockAt = (clientY) => {
      const blocks = [...view.dom.children];
      const found = blocks.findIndex((block) => clientY < block.getBoundingClientRect().bottom);
      return found < 0 ? blocks.length - 1 : found;
    };
    view.dom.addEventListener("mousemove", (event) => {
      const block = event.target.closest?.(".ProseMirror > *");
      if (!block || block.parentElement !== view.dom) return;
      number = [...view.dom.children].indexOf(block);
      grip.hidden = false;
      grip.style.top = `${block.getBoundingClientRect().top - host.getBoundingClientRect().top + 2}px`;
    });
    view.dom.addEventListener("keydown", () => (grip.hidden = true));
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const from = number;
      let to = from;
      view.dom.children[from]?.classList.add("is-moved");
      const follow = ({ clientY }) => {
        const over = blockAt(clientY);
        const { top, bottom, height } = view.dom.children[over].getBoundingClientRect();
        const isBelow = clientY > top + height / 2;
        to = over + (isBelow ? 1 : 0);
        line.hidden = false;
        line.style.top = `${(isBelow ? bottom : top) - host.getBoundingClientRect().top}px`;
      };
      const end = (up) => {
        for (const [type, run] of [["pointermove", follow], ["pointerup", end], ["pointercancel", end]]) document.removeEventListener(type, run);
        line.hidden = true;
        view.dom.children[from]?.classList.remove("is-moved");
        const tr = up.type === "pointerup" ? moves(view.state, from, Math.min(to, view.state.doc.childCount)) : null;
        if (tr) view.dispatch(tr);
        grip.hidden = true;
        view.focus();
      };
      for (const [type, run] of [["pointermove", follow], ["pointerup", end], ["pointercancel", end]]) document.addEventListener(type, run);
    });
  },
});
