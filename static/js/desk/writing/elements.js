// Elements without strings of HTML: nothing typed by a person is ever parsed.
const sprite = document.querySelector('meta[name="desk-icons"]')?.content ?? "";
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** make("button", { class: "x", "aria-label": "y", onclick }, child, …) */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export async function getJSON(address, parameters = {}) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  return answer.json();
}

/** Run once things have been quiet for so long. `now()` runs at once what still waits, `stop()` forgets it. */
export function later(milliseconds, run) {
  let timer = null;
  const wait = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      run(...values);
    }, milliseconds);
  };
  wait.stop = () => {
    clearTimeout(timer);
    timer = null;
  };
  wait.now = () => {
    if (timer === null) return;
    wait.stop();
    run();
  };
  return wait;
}

export const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

/** Let one of several elements be reached by Tab, and the arrows lead to the others. */
export function roving(bar, elements, { vertical = false } = {}) {
  const [back, on] = vertical ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  bar.addEventListener("keydown", (event) => {
    const all = elements().filter((element) => !element.hidden);
    const here = all.indexOf(event.target.closest("button"));
    if (here < 0) return;
    const forward = getComputedStyle(bar).direction === "rtl" && !vertical ? -1 : 1;
    const next = { [on]: here + forward, [back]: here - forward, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = all.at(next % all.length);
    for (const element of elements()) element.tabIndex = element === target ? 0 : -1;
    target.focus();
  });
}
