// The tree of sections: a row is dragged by its handle, to the side to put it inside another, or moved by arrow keys.
// What is done is a form that is sent: without this script its buttons do the same.

const form = document.getElementById("section-tree");
const STEP_PX = 28;
const isRightToLeft = document.documentElement.dir === "rtl";

if (form) {
  document.documentElement.classList.add("has-tree");
  for (const handle of form.querySelectorAll(".tree-handle")) {
    handle.hidden = false;
    handle.addEventListener("keydown", (event) => step(handle, event));
    handle.addEventListener("pointerdown", (event) => drag(handle, event));
  }
  if (/^#section-\d+$/.test(location.hash)) document.querySelector(location.hash)?.focus(); // the row that was moved keeps the focus
}

function step(handle, event) {
  const [inwards, outwards] = isRightToLeft ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  const way = { ArrowUp: "up", ArrowDown: "down", [inwards]: "in", [outwards]: "out" }[event.key];
  if (!way) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(`[name=step][value="${way} ${handle.closest("li").dataset.id}"]`));
}

function drag(handle, start) {
  if (start.button !== 0) return;
  start.preventDefault();
  handle.focus();
  const rows = [...form.querySelectorAll(".tree-row")];
  const first = handle.closest("li");
  const depth = Number(first.dataset.depth);
  const own = [first];
  for (const row of rows.slice(rows.indexOf(first) + 1)) {
    if (Number(row.dataset.depth) <= depth) break;
    own.push(row);
  }
  const others = rows.filter((row) => !own.includes(row));
  let [place, inside] = [null, depth];
  own.forEach((row) => row.classList.add("is-moving"));

  const follow = (event) => {
    const next = others.find((row) => { const box = row.getBoundingClientRect(); return event.clientY < box.top + box.height / 2; });
    if (next) next.before(...own);
    else others.at(-1)?.after(...own);
    const above = first.previousElementSibling;
    const aside = Math.round(((event.clientX - start.clientX) * (isRightToLeft ? -1 : 1)) / STEP_PX);
    const least = next && !own.includes(next) ? Math.max(0, Number(next.dataset.depth) - 1) : 0;
    inside = Math.min(above ? Number(above.dataset.depth) + 1 : 0, Math.max(least, depth + aside));
    own.forEach((row) => {
      const now = Number(row.dataset.depth) - depth + inside;
      row.className = row.className.replace(/depth-\d+/, `depth-${Math.min(now, 9)}`);
    });
    place = next;
  };
  const finish = () => {
    document.removeEventListener("pointermove", follow);
    own.forEach((row) => row.classList.remove("is-moving"));
    if (place !== null) send(first, inside, own, rows);
  };
  // On the document: a row that is moved in the page loses a capture of its own.
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", finish, { once: true });
  document.addEventListener("pointercancel", finish, { once: true });
}

function send(first, depth, own, before) {
  const rows = [...form.querySelectorAll(".tree-row")];
  if (rows.every((row, at) => row === before[at]) && depth === Number(first.dataset.depth)) return;
  const at = rows.indexOf(first);
  const depthOf = (row) => (own.includes(row) ? Infinity : Number(row.dataset.depth));
  const above = rows.slice(0, at).reverse().find((row) => depthOf(row) < depth);
  const below = rows.slice(at + own.length);
  const end = below.findIndex((row) => depthOf(row) < depth);
  const next = (end < 0 ? below : below.slice(0, end)).find((row) => depthOf(row) === depth);
  for (const [name, row] of [["section", first], ["inside", above], ["before", next]]) {
    form.elements[name].disabled = false;
    form.elements[name].value = row?.dataset.id ?? "";
  }
  form.submit();
}
