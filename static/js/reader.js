// The page works without this file. It adds: share and copy, print, embeds on demand, a strip pushed by whole pictures, a remembered text size.

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
for (const button of document.querySelectorAll("[data-share]")) button.hidden = !navigator.share;

const address = location.href.split("#")[0];
const acts = {
  share: (button) => navigator.share({ title: button.dataset.share, url: address }).catch(() => {}),
  print: () => window.print(),
  async copy(button) {
    await navigator.clipboard.writeText(address);
    button.textContent = button.dataset.done;
  },
  loadEmbed(button) {
    const card = button.closest("[data-embed]");
    const frame = document.createElement("iframe");
    frame.src = button.dataset.loadEmbed;
    frame.title = card.dataset.embed;
    frame.allow = "fullscreen; encrypted-media; picture-in-picture";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation");
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    card.replaceChildren(frame);
    frame.focus();
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const act = button && Object.keys(acts).find((name) => name in button.dataset);
  if (act) acts[act](button);
});

const ways = { ArrowLeft: -1, ArrowRight: 1 };
document.addEventListener("keydown", (event) => {
  const way = ways[event.key];
  if (!way || event.altKey || event.ctrlKey || event.metaKey || !("strip" in event.target.dataset)) return;
  const [first, second] = event.target.querySelectorAll("li");
  if (!second) return;
  event.preventDefault();
  event.target.scrollBy({ left: way * Math.abs(second.offsetLeft - first.offsetLeft) });
});

const sizes = document.querySelectorAll("[name=text-size]");
try {
  const kept = localStorage.getItem("text-size");
  for (const radio of sizes) {
    if (radio.value === kept) radio.checked = true;
    radio.addEventListener("change", () => localStorage.setItem("text-size", radio.value));
  }
} catch {
  // The browser keeps nothing: the choice lasts for this page.
}
