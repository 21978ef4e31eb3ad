// The queue by keyboard. The keys act only while an item of the queue has the focus (WCAG 2.1.4); without this file the buttons do.

const queue = document.querySelector("[data-queue]");
const left = document.querySelector("[data-left]");
const next = document.querySelector("[data-next]");
const last = [];

const items = () => [...queue.querySelectorAll("[data-comment]")];

function focusOn(item) {
  if (!item) return;
  if (item.matches("[data-comment]")) for (const other of items()) other.tabIndex = other === item ? 0 : -1;
  item.focus();
  item.scrollIntoView({ block: "nearest" });
}

function open(from, step) {
  const all = items();
  for (let place = all.indexOf(from) + step; all[place]; place += step) if (!all[place].classList.contains("is-decided")) return all[place];
  return null;
}

async function post(action, data) {
  const answer = await fetch(action, { method: "POST", body: data, headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (told.waiting !== undefined) left.textContent = told.waiting;
  return { ok: answer.ok, ...told };
}

async function decide(item, button) {
  const form = item.querySelector("form");
  const outcome = item.querySelector(".outcome");
  if (item.dataset.busy) return;
  item.dataset.busy = "1";
  const data = new FormData(form);
  data.set("decision", button.value);
  focusOn(open(item, 1) ?? open(item, -1) ?? item);
  try {
    const told = await post(form.action, data);
    outcome.textContent = told.words;
    item.classList.add("is-decided");
    item.querySelector("[data-undo]").hidden = !told.ok;
    if (told.ok) {
      item.dataset.undo = told.undo;
      last.push(item);
    }
    if (!open(item, 1) && !open(item, -1)) focusOn(next);
  } catch {
    outcome.textContent = queue.dataset.failed;
    focusOn(item);
  }
  delete item.dataset.busy;
}

async function undo(item) {
  const outcome = item.querySelector(".outcome");
  const data = new FormData(item.querySelector("form"));
  try {
    const told = await post(item.dataset.undo, data);
    outcome.textContent = told.ok ? "" : told.words;
    if (!told.ok) return;
    item.classList.remove("is-decided");
    item.querySelector("[data-undo]").hidden = true;
    item.querySelector("[name=seen]").value = told.state;
    last.splice(last.indexOf(item), 1);
    focusOn(item);
  } catch {
    outcome.textContent = queue.dataset.failed;
  }
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const item = event.target.closest("[data-comment]");
  const key = event.key.toLowerCase();
  if (["j", "k", "arrowdown", "arrowup"].includes(key)) {
    event.preventDefault();
    focusOn(open(item, key === "j" || key === "arrowdown" ? 1 : -1));
  } else if (key === "u") {
    event.preventDefault();
    if (last.length) undo(last.at(-1));
  } else {
    const button = item?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button || item.classList.contains("is-decided")) return;
    event.preventDefault();
    if (button.matches("a")) button.click();
    else decide(item, button);
  }
}

if (queue) {
  queue.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.value) decide(event.target.closest("[data-comment]"), event.submitter);
  });
  queue.addEventListener("click", (event) => {
    if (event.target.closest("[data-undo]")) undo(event.target.closest("[data-comment]"));
  });
  queue.addEventListener("keydown", press);
  next?.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "u" && last.length) undo(last.at(-1));
  });
  focusOn(items()[0]);
}
