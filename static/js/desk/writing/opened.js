// The door to what is opened later: library, focal point, questions. They come once somebody begins on the page, so that it stands sooner;
// not only when they are opened: an upgrade of the site in the meantime takes the files of before away.
import { getJSON } from "./elements.js";

const fetching = { library: () => import("./library.js"), ask: () => import("./ask.js"), focal: () => import("./focal.js") };
const there = {};
const fetched = async (name) => (there[name] ??= await fetching[name]());

/** At once where it is there already: the next key belongs to what opens. */
const using = (name, act) => (there[name] ? act(there[name]) : fetched(name).then(act));

let addresses = {};
export const useLibrary = (places) => (addresses = places);
const inLibrary = (act) =>
  using("library", (library) => {
    library.useLibrary(addresses);
    return act(library);
  });

/** Open the library; resolves to a picture, or to null when it was closed. */
export const choosePicture = () => inLibrary((library) => library.choosePicture());

/** Open the library for several pictures; resolves to them in the order they were chosen, or to null. */
export const choosePictures = () => inLibrary((library) => library.choosePictures());

/** Send a picture to the library; returns it, or throws an Error whose message is a sentence. */
export const upload = (file, words) => inLibrary((library) => library.upload(file, words));

/** Ask for the focal point of a picture: writing/focal.js. */
export const askFocal = (picture, places) => using("focal", (part) => part.askFocal(picture, places));

/** Ask something small: writing/ask.js. */
export const ask = (wanted) => using("ask", (part) => part.ask(wanted));

/** Fetch what is known of pictures by their numbers. */
export async function picturesByNumber(numbers) {
  if (!numbers.length) return [];
  const { results } = await getJSON(addresses.pictures, { ids: numbers.join(",") });
  return results;
}

for (const begins of ["keydown", "pointerdown", "pointermove"]) {
  addEventListener(begins, () => Object.keys(fetching).forEach((name) => fetched(name).catch(() => {})), { once: true });
}
