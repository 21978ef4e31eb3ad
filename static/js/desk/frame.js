// Small comforts of every screen of the desk. Everything here works without it.

// What the page answers to the act before (saved, published, moved, refused) stands in it already: nobody would hear it. A reader notices
// what comes into a live region, so it comes in once more.
for (const answer of document.querySelectorAll(".messagelist, .errornote")) {
  answer.setAttribute("aria-live", "polite");
  setTimeout(() => answer.replaceChildren(...[...answer.childNodes].map((line) => line.cloneNode(true))), 150);
}

// Menus made of <details> close by Escape and by a press elsewhere.
document.addEventListener("keydown", (event) => {
  const open = document.querySelector("details.filter-menu[open]");
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.filter-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A menu that would stand out of the page's end grows towards its beginning.
document.addEventListener("toggle", ({ target }) => {
  if (!target.open || !target.matches?.("details.filter-menu")) return;
  const menu = target.querySelector(".menu");
  menu.classList.remove("is-at-end");
  const { left, right } = menu.getBoundingClientRect();
  menu.classList.toggle("is-at-end", left < 0 || right > document.documentElement.clientWidth);
}, { capture: true });

// Django's select2 gives its combobox no name: borrow the field's label, whenever it appears.
const nameCombos = () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const words = select.labels[0]?.textContent.replace(/:\s*$/, "").trim() || select.dataset.name;
    const parts = select.nextElementSibling?.querySelectorAll(".select2-selection:not([aria-label]), .select2-selection__rendered:not([aria-label])");
    for (const part of parts ?? []) if (words) part.setAttribute("aria-label", words);
  }
};
if (document.querySelector("select.admin-autocomplete")) {
  new MutationObserver(nameCombos).observe(document.body, { childList: true, subtree: true });
  nameCombos();
}
