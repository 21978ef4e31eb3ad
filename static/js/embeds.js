// An embed comes from its service only when a reader asks for it. Without this module the card's link leads there.
for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-frame]");
  if (!button) return;
  const frame = document.createElement("iframe");
  frame.src = button.dataset.frame;
  frame.title = button.dataset.title;
  frame.allow = "fullscreen; encrypted-media; picture-in-picture";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation");
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  button.closest("[data-embed]").replaceChildren(frame);
  frame.focus();
});
