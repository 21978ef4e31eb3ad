// Says what happened to whoever does not see it: one quiet region for the whole page.
const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("role", "status");
region.style.insetBlockStart = 0; // at its own place below everything it would make the page a line longer
document.body.append(region);

/** Say it, also when the same was said before. */
export function say(words) {
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 100); // a reader notices what changes, not what stands there
}
