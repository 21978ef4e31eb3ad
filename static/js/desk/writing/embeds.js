// The services whose cards readers can open in the page, as the server lists them (articles/embeds.py) for the text areas of bodies.
import { filled, gettext } from "./words.js";

const area = document.querySelector("textarea[data-services]");
const SERVICES = JSON.parse(area?.dataset.services ?? "{}"); // host: name

/** Return the name of the service of an address's host or of a domain above it; null for the others. */
export function serviceOf(url) {
  const parts = URL.canParse(url) ? new URL(url).hostname.split(".") : [];
  for (let first = 0; first < parts.length; first += 1) {
    const name = SERVICES[parts.slice(first).join(".")];
    if (name) return name;
  }
  return null;
}

/** Say what readers will find at an address. */
export function whatReadersGet(url) {
  if (!/^https:\/\/[\w-]+(\.[\w-]+)+/.test(url)) return gettext("Readers see a card and are asked before anything is loaded.");
  const name = serviceOf(url);
  if (name) return filled(gettext("{name}: readers see a card and are asked before anything is loaded."), { name });
  const names = [...new Set(Object.values(SERVICES))].join(", ");
  return filled(gettext("Readers get a link: of the services, only these are known here: {names}."), { names });
}
