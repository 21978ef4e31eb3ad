// Comments work without this file. With it, the form opens inside the page, what is sent comes back there, and a like is counted at once. It also counts the characters that are left.

const root = document.querySelector("[data-comments]");
const headers = { "X-Fragment": "1" };

async function fragment(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...options, headers });
  if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/html")) throw new Error(answer.statusText);
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return { ok: answer.ok, nodes: [...holder.content.children] };
}

function place(link) {
  return link.closest(".comment")?.querySelector("[data-reply-place]") ?? root.querySelector("[data-comment-place]");
}

function show(where, nodes) {
  for (const there of [...where.children]) if (!there.matches("[data-posted]")) there.remove(); // what was sent before stays
  where.prepend(...nodes);
  for (const field of where.querySelectorAll("textarea")) count(field);
  const first = where.querySelector("[data-errors]") ?? where.querySelector("[data-posted]") ?? where.querySelector("input:not([type=hidden]), textarea");
  first?.focus({ preventScroll: false });
}

// Says how many characters are left; aloud only where they become few.
function count(field) {
  const line = field.closest(".field")?.querySelector("[data-most]");
  if (!line) return;
  const left = Number(line.dataset.most) - [...field.value].length;
  line.hidden = false;
  line.setAttribute("aria-live", left > 200 ? "off" : "polite");
  line.classList.toggle("is-over", left < 0);
  line.textContent = line.dataset.words.replace("#", left.toLocaleString(document.documentElement.lang || undefined));
}

function typedIn(form) {
  return form && [...form.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

async function open(link) {
  const where = place(link);
  const there = where.querySelector("form");
  if (typedIn(there)) return there.querySelector("textarea").focus();
  try {
    const { nodes } = await fragment(link.href);
    for (const other of root.querySelectorAll("[data-comment-send]")) if (!typedIn(other) && !where.contains(other)) other.remove();
    show(where, nodes);
  } catch {
    location.assign(link.href);
  }
}

// Where what was sent will stand: a reply after those that are there, one step in; a comment where it was written.
function last(form) {
  const top = form.closest(".inner > .thread > li");
  if (!top) return form.parentElement;
  let replies = top.querySelector(":scope > .thread");
  if (!replies) {
    replies = document.createElement("ol");
    replies.className = "thread";
    top.querySelector(":scope > .comment").after(replies);
  }
  return replies.appendChild(document.createElement("li"));
}

async function send(form) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const { ok, nodes } = await fragment(form.action, { method: "POST", body: new FormData(form) });
    const where = ok ? last(form) : form.parentElement;
    form.remove();
    show(where, nodes);
    if (ok) where.querySelector("[data-posted]")?.scrollIntoView({ block: "nearest" });
  } catch {
    form.removeAttribute("data-comment-send");
    button.disabled = false;
    form.requestSubmit(button); // the network or the answer is odd: let the browser itself send it and say so
  }
}

function remembered(id, value) {
  try {
    if (value === undefined) return localStorage.getItem(`liked:${id}`) === "1";
    if (value) localStorage.setItem(`liked:${id}`, "1");
    else localStorage.removeItem(`liked:${id}`);
  } catch {
    // The browser keeps nothing: the server counts once all the same.
  }
  return value;
}

async function like(form) {
  const button = form.querySelector("button");
  const id = form.dataset.commentLike;
  const liked = !remembered(id);
  try {
    const answer = await fetch(form.action, { method: "POST", credentials: "same-origin", headers, body: new URLSearchParams({ liked: liked ? "1" : "0" }) });
    if (!answer.ok) throw new Error(answer.statusText);
    const { likes } = await answer.json();
    button.querySelector("[data-likes]").textContent = likes || "";
    button.setAttribute("aria-pressed", String(remembered(id, liked)));
  } catch {
    form.submit();
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) count(event.target);
});
for (const field of document.querySelectorAll(".comment-form textarea")) count(field);

if (root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-comment-form]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
  root.addEventListener("submit", (event) => {
    const act = event.target.matches("[data-comment-send]") ? send : event.target.matches("[data-comment-like]") ? like : null;
    if (!act) return;
    event.preventDefault();
    act(event.target);
  });
  for (const form of root.querySelectorAll("[data-comment-like]")) {
    if (remembered(form.dataset.commentLike)) form.querySelector("button").setAttribute("aria-pressed", "true");
  }
}
