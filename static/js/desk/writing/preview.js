// The preview beside the text: the readers' own page of what stands in the form, in three widths; as a card, found, and shared.
import { later } from "./elements.js";
import { gettext } from "./words.js";

export function preview(form, { address, story }) {
  const pane = form.querySelector("#preview");
  const open = form.querySelector("[data-preview]");
  const says = pane.querySelector("[data-preview-says]");
  const page = pane.querySelector("[data-page]");
  const card = pane.querySelector("[data-card]");
  const suggested = form.querySelector("[data-suggested]");
  let width = 390;
  let asked = 0;

  const draw = async () => {
    const mine = ++asked;
    const data = new FormData(form);
    data.set("story", story);
    data.delete("_verb");
    if (pane.hidden) data.set("only_suggested", "1");
    try {
      const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" }, cache: "no-store" });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const told = await answer.json();
      if (mine !== asked) return;
      says.textContent = "";
      show(told);
    } catch {
      if (mine === asked) says.textContent = gettext("The preview could not be drawn just now. What you typed is untouched.");
    }
  };
  const soon = later(700, draw);
  /** Below the hand-picked stories stand those readers would be shown: they are asked for when there is room to show them. */
  const list = later(2500, draw);

  const show = (told) => {
    if (!pane.hidden) {
      put(page, told.page);
      put(card, told.card);
      stretch();
      const parts = { "search-title": told.search.title, "search-address": told.search.address, "search-description": told.search.description };
      for (const [name, words] of Object.entries({ ...parts, "shared-title": told.shared.title, "shared-description": told.shared.description })) {
        pane.querySelector(`[data-${name}]`).textContent = words;
      }
      const picture = pane.querySelector("[data-shared-picture]");
      picture.hidden = !told.shared.picture;
      if (told.shared.picture && picture.getAttribute("src") !== told.shared.picture) picture.src = told.shared.picture;
    }
    suggested?.replaceChildren(
      ...told.suggested.map((headline) => {
        const line = document.createElement("li");
        line.textContent = headline;
        line.dir = "auto";
        return line;
      }),
    );
  };
  const fit = () => {
    const frame = page.parentElement;
    const scale = Math.min(1, frame.clientWidth / width);
    page.style.inlineSize = `${width}px`;
    page.style.blockSize = `${frame.clientHeight / scale}px`;
    page.style.scale = String(scale);
  };
  const toggle = (isShown) => {
    pane.hidden = !isShown;
    document.body.classList.toggle("has-preview", isShown);
    open.setAttribute("aria-expanded", String(isShown));
    if (!isShown) return open.focus();
    fit();
    return draw();
  };

  open.setAttribute("aria-expanded", "false");
  open.addEventListener("click", (event) => {
    event.preventDefault();
    toggle(pane.hidden);
  });
  pane.querySelector("[data-close-preview]").addEventListener("click", () => toggle(false));
  const tabs = [...pane.querySelectorAll("[data-width], [data-elsewhere]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      for (const one of tabs) one.setAttribute("aria-pressed", String(one === tab));
      const isElsewhere = "elsewhere" in tab.dataset;
      pane.querySelector("[data-page-frame]").hidden = isElsewhere;
      pane.querySelector("[data-elsewhere-frame]").hidden = !isElsewhere;
      if (isElsewhere) return stretch();
      width = Number(tab.dataset.width);
      return fit();
    });
  }
  const stretch = () => {
    const height = card.contentDocument?.querySelector("main")?.scrollHeight;
    if (height) card.style.blockSize = `${height + 48}px`;
  };
  card.addEventListener("load", stretch);
  new ResizeObserver(fit).observe(page.parentElement);
  list();
  return {
    touch: () => (pane.hidden ? list() : soon()),
  };
}

/** Put a page into a frame: without its scripts, and where one stands already without losing the place that was scrolled to. */
function put(frame, html) {
  const drawn = new DOMParser().parseFromString(html, "text/html");
  for (const script of drawn.querySelectorAll("script")) script.remove();
  for (const link of drawn.querySelectorAll("a[href]")) link.removeAttribute("href"); // it leads nowhere from here
  const shown = frame.contentDocument;
  if (!frame.srcdoc || !shown?.body?.childElementCount) {
    frame.srcdoc = `<!doctype html>${drawn.documentElement.outerHTML}`;
    return;
  }
  if (shown.body.innerHTML === drawn.body.innerHTML) return;
  shown.documentElement.lang = drawn.documentElement.lang;
  shown.body.replaceChildren(...[...drawn.body.childNodes].map((node) => shown.importNode(node, true)));
}
