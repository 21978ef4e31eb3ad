// The toolbar of a body: one stop for Tab, arrows inside; it stays at the head while the text scrolls.
import { pm } from "django-prose-editor/editor";
import { ACTS } from "./acts.js";
import { icon, make, roving } from "./elements.js";
import { gettext } from "./words.js";

export function toolbar(editor, frame) {
  const buttons = new Map();
  const bar = make("div", { class: "toolbar", role: "toolbar", "aria-label": gettext("Formatting"), "aria-orientation": "horizontal" });
  const button = (act, { words = false } = {}) => {
    const title = act.keys ? `${act.words} (${act.keys})` : act.words;
    const one = make(
      "button",
      {
        type: "button", "aria-label": act.words, title, tabindex: buttons.size ? -1 : 0, "data-act": act.id,
        onmousedown: (event) => event.preventDefault(), // the selection stays in the text
        onclick: () => one.ariaDisabled !== "true" && act.run(editor),
      },
      act.sign ? icon(act.sign) : null,
      words || act.shown || !act.sign ? make("span", { class: "toolbar-words" }, act.words) : null,
    );
    buttons.set(act, one);
    return one;
  };
  const group = (name) => ACTS.filter((act) => act.group === name);
  const rule = () => make("hr", { "aria-hidden": "true" });
  for (const name of ["marks", "blocks", "insert", "history"]) bar.append(...group(name).map((act) => button(act)), rule());
  const menu = make("div", { class: "menu toolbar-menu", popover: "auto", id: "toolbar-more" });
  const more = make("button", { type: "button", "aria-label": gettext("More"), title: gettext("More"), tabindex: -1, popovertarget: "toolbar-more", onmousedown: (event) => event.preventDefault() }, icon("ellipsis"));
  for (const act of group("more")) {
    const one = button(act, { words: true });
    one.removeAttribute("tabindex");
    one.addEventListener("click", () => menu.hidePopover());
    menu.append(one);
  }
  bar.append(more);
  const table = make("div", { class: "toolbar-table", role: "group", "aria-label": gettext("Table"), hidden: true });
  for (const act of group("table")) table.append(button(act));
  bar.append(table);
  frame.prepend(bar, menu);
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    const { left, bottom } = more.getBoundingClientRect();
    menu.style.left = `${Math.min(left, innerWidth - menu.offsetWidth - 8)}px`;
    menu.style.top = `${bottom + 6}px`;
    menu.querySelector("button").focus();
  });
  roving(menu, () => [...menu.querySelectorAll("button")], { vertical: true });
  roving(bar, () => [...bar.querySelectorAll("button")].filter((one) => !one.closest("[hidden]")));

  const refresh = () => {
    waiting = false;
    if (editor.isDestroyed) return;
    table.hidden = !editor.isActive("table");
    for (const [act, one] of buttons) {
      if (act.on && !one.closest("[hidden]")) one.ariaPressed = String(act.on(editor));
      if (act.able) one.ariaDisabled = String(!act.able(editor));
    }
    buttons.get(ACTS.find((act) => act.id === "undo")).ariaDisabled = String(!pm.history.undoDepth(editor.state));
    buttons.get(ACTS.find((act) => act.id === "redo")).ariaDisabled = String(!pm.history.redoDepth(editor.state));
  };
  let waiting = false;
  editor.on("transaction", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(refresh);
  });
  refresh();
}
