// The library's door. Its dialog, the focal point's and the questions come once somebody begins on the page, so that it stands sooner;
// not only when they are opened: an upgrade of the site in the meantime takes the files of before away.
import { getJSON } from "./elements.js";

let addresses = {};
export const useLibrary = (places) => (addresses = places);

const library = async () => {
  const part = await import("./library.js");
  part.useLibrary(addresses);
  return part;
};
const question = () => import("./ask.js");
const point = () => import("./focal.js");

/** Open the library; resolves to a picture, or to null when it was closed. */
export const choosePicture = async () => (await library()).choosePicture();

/** Open the library for several pictures; resolves to them in the order they were chosen, or to null. */
export const choosePictures = async () => (await library()).choosePictures();

/** Send a picture to the library; returns it, or throws an Error whose message is a sentence. */
export const upload = async (file, words) => (await library()).upload(file, words);

/** Ask for the focal point of a picture: writing/focal.js. */
export const askFocal = async (picture, places) => (await point()).askFocal(picture, places);

/** Ask something small: writing/ask.js. */
export const ask = async (wanted) => (await question()).ask(wanted);

/** Fetch what is known of pictures by their numbers. */
export async function picturesByNumber(numbers) {
  if (!numbers.length) return [];
  const { results } = await getJSON(addresses.pictures, { ids: numbers.join(",") });
  return results;
}

for (const begins of ["keydown", "pointerdown", "pointermove"]) {
  addEventListener(begins, () => [library, question, point].forEach((part) => part().catch(() => {})), { once: true });
}
