// The lead picture: chosen from the library or uploaded there, with the point every crop keeps.
import { choosePicture } from "./library.js";
import { gettext } from "./words.js";

export function leadPicture(box) {
  const field = box.querySelector("input");
  const figure = box.querySelector("figure");
  const image = box.querySelector("[data-whole]");
  const dot = box.querySelector("circle");
  const edit = box.querySelector("[data-edit]");
  field.type = "hidden";
  box.querySelector("[data-plain]").hidden = true;
  box.querySelector("[data-lead-acts]").hidden = false;
  const place = (x, y) => {
    dot.setAttribute("cx", `${x * 100}%`);
    dot.setAttribute("cy", `${y * 100}%`);
  };
  place(Number(dot.dataset.x), Number(dot.dataset.y));
  const show = (picture) => {
    field.value = picture?.id ?? "";
    figure.hidden = box.querySelector("[data-clear]").hidden = edit.hidden = !picture;
    if (picture) {
      Object.assign(image, { width: picture.width, height: picture.height, sizes: "308px", srcset: picture.srcset, src: picture.whole, alt: picture.alt });
      box.querySelector("[data-alt]").textContent = picture.alt;
      box.querySelector("[data-credit]").textContent = picture.credit;
      edit.href = edit.dataset.pattern.replace("/0/", `/${picture.id}/`);
      place(picture.x, picture.y);
    }
    box.querySelector("[data-choose-words]").textContent = picture ? gettext("Change") : gettext("Choose a picture");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choose = box.querySelector("[data-choose]");
  choose.addEventListener("click", async () => {
    const picture = await choosePicture();
    if (picture) show(picture);
    choose.focus();
  });
  box.querySelector("[data-clear]").addEventListener("click", () => {
    show(null);
    choose.focus();
  });
}
