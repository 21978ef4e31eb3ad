// The lead picture: chosen from the library or uploaded there, with the point every crop keeps.
import { say } from "../said.js";
import { askFocal, choosePicture } from "./opened.js";
import { filled, gettext } from "./words.js";

export function leadPicture(box, { focal }) {
  const field = box.querySelector("input");
  const figure = box.querySelector("figure");
  const image = box.querySelector("[data-whole]");
  const dot = box.querySelector("circle");
  const cut = box.querySelector("[data-focal-point]"); // who may not change pictures has none
  field.type = "hidden";
  box.querySelector("[data-plain]").hidden = true;
  box.querySelector("[data-lead-acts]").hidden = false;
  const place = (x, y) => {
    dot.setAttribute("cx", `${x * 100}%`);
    dot.setAttribute("cy", `${y * 100}%`);
  };
  let lead = { id: field.value, whole: cut?.dataset.src, x: Number(dot.dataset.x), y: Number(dot.dataset.y) };
  place(lead.x, lead.y);
  const show = (picture) => {
    field.value = picture?.id ?? "";
    figure.hidden = box.querySelector("[data-clear]").hidden = !picture;
    if (cut) cut.hidden = !picture?.whole;
    if (picture) {
      lead = picture;
      Object.assign(image, { width: picture.width, height: picture.height, sizes: "308px", srcset: picture.srcset, src: picture.whole, alt: picture.alt });
      box.querySelector("[data-alt]").textContent = picture.alt;
      box.querySelector("[data-credit]").textContent = picture.credit;
      place(picture.x, picture.y);
    }
    box.querySelector("[data-choose-words]").textContent = picture ? gettext("Change") : gettext("Choose a picture");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choose = box.querySelector("[data-choose]");
  choose.addEventListener("click", async () => {
    const picture = await choosePicture();
    if (picture) {
      show(picture);
      say(filled(gettext("Lead picture: {words}"), { words: picture.alt }));
    }
    choose.focus();
  });
  cut?.addEventListener("click", async () => {
    const picture = await askFocal(lead, { address: focal });
    if (picture) {
      lead = picture;
      place(picture.x, picture.y);
      say(gettext("The focal point is saved."));
    }
    cut.focus();
  });
  box.querySelector("[data-clear]").addEventListener("click", () => {
    show(null);
    say(gettext("No lead picture."));
    choose.focus();
  });
}
