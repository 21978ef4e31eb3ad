// Ctrl/⌘-K: one field that leads to stories, sections, authors, pictures and acts. “?”: the sheet of keys.
// A single key can be turned off on the sheet (it would disturb who speaks to their computer).

const palette = document.getElementById("palette");
const sheet = document.getElementById("shortcuts");
const [input, list, says] = ["input", "#palette-list", ".palette-says"].map((part) => palette.querySelector(part));
const sprite = document.querySelector("meta[name=desk-icons]").content;
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const SINGLE = "desk-single-keys";
let [asked, waiting] = [0, null];

for (const key of document.querySelectorAll("[data-modifier]")) key.textContent = isMac ? "⌘ K" : "Ctrl K";
for (const opener of document.querySelectorAll("[data-opens=palette]")) {
  opener.hidden = false;
  opener.addEventListener("click", open);
}
const single = sheet.querySelector("[data-single-keys]");
single.checked = localStorage.getItem(SINGLE) !== "off";
single.addEventListener("change", () => localStorage.setItem(SINGLE, single.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if ((isMac ? event.metaKey : event.ctrlKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (palette.open) palette.close();
    else open();
  } else if (event.key === "?" && single.checked && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    sheet.showModal();
  }
});

// A dialog's field keeps the focus until the frame after it has closed: a key then is for the page.
const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable=true], [role=textbox]")?.checkVisibility());

function open() {
  if (document.querySelector("dialog[open]")) return; // one question at a time
  input.value = "";
  list.replaceChildren();
  palette.showModal();
  input.focus();
  ask();
}

async function ask() {
  const mine = ++asked;
  let groups = [];
  let words = "";
  try {
    const response = await fetch(`${palette.dataset.address}?${new URLSearchParams({ q: input.value })}`, { headers: { Accept: "application/json" }, redirect: "error" });
    groups = (await response.json()).groups;
    words = groups.length ? "" : palette.dataset.nothing;
  } catch {
    words = palette.dataset.failed;
  }
  if (mine !== asked) return; // an answer to what is no longer there
  says.textContent = words;
  draw(groups);
}

function draw(groups) {
  let number = 0;
  list.replaceChildren(...groups.map(({ words, items }) => {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words);
    const head = document.createElement("span");
    head.textContent = words;
    head.setAttribute("aria-hidden", "true");
    group.append(head, ...items.map((item) => option(item, number++)));
    return group;
  }));
  choose(list.querySelector("[role=option]"));
}

function option({ words, icon, address, detail }, number) {
  const link = document.createElement("a");
  [link.id, link.href, link.tabIndex] = [`palette-${number}`, address, -1];
  link.setAttribute("role", "option");
  const sign = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  sign.setAttribute("class", "icon");
  sign.setAttribute("aria-hidden", "true");
  sign.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  sign.firstChild.setAttribute("href", `${sprite}#${icon}`);
  const [name, more] = [document.createElement("b"), document.createElement("small")];
  [name.textContent, more.textContent, name.dir] = [words, detail, "auto"];
  link.append(sign, name, ...(detail ? [more] : []));
  link.addEventListener("pointermove", () => choose(link));
  return link;
}

function choose(chosen) {
  for (const other of list.querySelectorAll("[role=option]")) other.setAttribute("aria-selected", String(other === chosen));
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

input.addEventListener("input", () => {
  clearTimeout(waiting);
  asked += 1; // what is under way answers an older word
  waiting = setTimeout(() => { waiting = null; ask(); }, 120);
});
input.addEventListener("keydown", async (event) => {
  const options = [...list.querySelectorAll("[role=option]")];
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(options.at((at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length));
  } else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    if (waiting) { // a fast typist's Enter means the word that is there now
      clearTimeout(waiting);
      waiting = null;
      await ask();
    }
    const chosen = list.querySelector("[aria-selected=true]");
    if (!chosen) return;
    palette.close();
    if (event.ctrlKey || event.metaKey) window.open(chosen.href);
    else location.assign(chosen.href);
  }
});
palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); }); // its backdrop
