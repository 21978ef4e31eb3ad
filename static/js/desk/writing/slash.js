// “/” at the beginning of a paragraph opens a menu of what can be inserted: the acts that say so.
import { Extension, Plugin } from "django-prose-editor/editor";
import { ACTS, act as named } from "./acts.js";
import { icon, make } from "./elements.js";
import { gettext } from "./words.js";

export const SlashMenu = Extension.create({
  name: "slashMenu",
  priority: 1000, // its keys come before the text's own
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        if (this.editor.state.selection.empty && !this.editor.isActive("link")) return false; // the palette's
        named("link").run(this.editor);
        return true;
      },
      "Alt-F10": () => {
        this.editor.view.dom.closest(".prose-editor").querySelector(".toolbar button[tabindex='0']").focus();
        return true;
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    let shown = [];
    let chosen = 0;
    let dismissed = null;
    const menu = make("div", { class: "menu slash", role: "listbox", id: "slash-menu", "aria-label": gettext("Insert"), hidden: true });
    const hide = () => {
      if (menu.hidden) return;
      menu.hidden = true;
      chosen = 0;
      for (const name of ["aria-activedescendant", "aria-controls"]) editor.view.dom.removeAttribute(name);
    };
    const run = (act) => {
      const { $from } = editor.state.selection;
      editor.chain().focus().deleteRange({ from: $from.start(), to: $from.pos }).run();
      hide();
      act.run(editor);
    };
    const draw = () => {
      const option = (act, place) =>
        make("div", { role: "option", id: `slash-${act.id}`, "aria-selected": String(place === chosen), onmousedown: (event) => (event.preventDefault(), run(act)) }, icon(act.sign), act.words);
      menu.replaceChildren(...shown.map(option));
      menu.children[chosen].scrollIntoView({ block: "nearest" });
      editor.view.dom.setAttribute("aria-controls", "slash-menu");
      editor.view.dom.setAttribute("aria-activedescendant", `slash-${shown[chosen].id}`);
    };
    const look = (view) => {
      const { $from, empty } = view.state.selection;
      const { parent, parentOffset } = $from;
      // A paragraph that does not begin with a slash is none of this menu's business: keep the common key cheap.
      if (!empty || parent.type.name !== "paragraph" || parentOffset > 24 || parent.firstChild?.text?.[0] !== "/") {
        dismissed = null;
        return hide();
      }
      const typed = parent.textBetween(0, parentOffset, "", "\ufffc").match(/^\/([\p{L} -]{0,20})$/u);
      if (!typed || !view.hasFocus() || dismissed === $from.start()) return hide();
      const words = typed[1].toLowerCase();
      const before = shown[chosen];
      shown = ACTS.filter((act) => act.slash && act.sign && act.words.toLowerCase().includes(words));
      if (!shown.length) return hide();
      chosen = Math.max(0, shown.indexOf(before));
      menu.hidden = false;
      draw();
      const at = view.coordsAtPos($from.start());
      const frame = menu.parentElement.getBoundingClientRect();
      // Where there is room for it all, else where there is more: between the bars of the page.
      const over = view.dom.closest(".prose-editor").querySelector(".toolbar").getBoundingClientRect().bottom;
      const under = innerHeight - (document.querySelector(".bar-end")?.getBoundingClientRect().top > innerHeight / 2 ? 61 : 0);
      const [above, beneath] = [at.top - over - 10, under - at.bottom - 14];
      menu.style.maxBlockSize = "none";
      const below = beneath >= menu.offsetHeight || beneath >= above;
      menu.style.maxBlockSize = `${Math.max(below ? beneath : above, 120)}px`;
      menu.children[chosen].scrollIntoView({ block: "nearest" });
      menu.style.left = `${at.left - frame.left}px`;
      menu.style.top = `${(below ? at.bottom + 6 : at.top - menu.offsetHeight - 6) - frame.top}px`;
      return undefined;
    };
    return [
      new Plugin({
        view: (view) => {
          queueMicrotask(() => (view.dom.closest(".sheet-body") ?? view.dom.parentElement).append(menu));
          return { update: look, destroy: () => menu.remove() };
        },
        props: {
          handleDOMEvents: {
            blur: () => {
              hide();
              return false;
            },
          },
          handleKeyDown(view, event) {
            if (menu.hidden) return false;
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
              chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length;
              draw();
              return true;
            }
            if (event.key === "Enter" || event.key === "Tab") {
              run(shown[chosen]);
              return true;
            }
            if (event.key === "Escape") {
              dismissed = view.state.selection.$from.start();
              hide();
              return true;
            }
            return false;
          },
        },
      }),
    ];
  },
});
