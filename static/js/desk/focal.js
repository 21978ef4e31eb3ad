// The focal point of a picture: a button on it, moved by mouse, touch or arrow keys (Shift: ten times as far), with every crop beside it.
// focal(box, { src, x, y, onChange, words }): x and y from 0 to 1, from the left and the top; `words` as below, for the user's language.
// Twin of the crops: articles/renditions/sizes.py, crop_box.

const RATIOS = [[3, 2], [16, 9], [1, 1], [4, 5], [40, 21]];
const clamp = (value) => Math.min(1, Math.max(0, value));

const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

export const focal = (box, { src, x, y, onChange, words }) => {
  const picture = make("img", { src, alt: "", draggable: "false" });
  const point = make("button", { type: "button", class: "focal-point", role: "slider", "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": words.label });
  const stage = make("div", { class: "focal-stage" }, picture, point);
  const crops = RATIOS.map(([across, down]) => ({ ratio: across / down, image: make("img", { src, alt: "", class: `ratio-${across}-${down}` }), name: `${across}:${down}` }));
  const figures = crops.map(({ image, name }) => make("figure", {}, image, make("figcaption", {}, name)));
  box.replaceChildren(stage, make("div", { class: "focal-crops" }, ...figures));

  const set = (newX, newY, { tell = true } = {}) => {
    [x, y] = [clamp(newX), clamp(newY)];
    point.style.left = `${x * 100}%`;
    point.style.top = `${y * 100}%`;
    point.setAttribute("aria-valuenow", String(Math.round(x * 100)));
    point.setAttribute("aria-valuetext", words.value.replace("{x}", Math.round(x * 100)).replace("{y}", Math.round(y * 100)));
    for (const { ratio, image } of crops) image.style.objectPosition = place(picture, ratio, x, y);
    if (tell) onChange(Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000);
  };
  const follow = (event) => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    set((event.clientX - left) / width, (event.clientY - top) / height);
  };
  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    follow(event);
    point.focus({ preventScroll: true }); // else a dialog scrolls under the finger, and the point runs away from it
    stage.addEventListener("pointermove", follow);
    stage.addEventListener("lostpointercapture", () => stage.removeEventListener("pointermove", follow), { once: true });
  });
  point.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!way) return;
    event.preventDefault();
    set(x + way[0], y + way[1]);
  });
  picture.addEventListener("load", () => set(x, y, { tell: false }));
  set(x, y, { tell: false });
  return { set, focus: () => point.focus() };
};

// The object-position that shows what the server will cut out.
const place = ({ naturalWidth: width, naturalHeight: height }, ratio, x, y) => {
  if (!width || !height) return "50% 50%";
  const [boxWidth, boxHeight] = width / height < ratio ? [width, width / ratio] : [height * ratio, height];
  const share = (focus, whole, part) => {
    const room = whole - part;
    return room < 1 ? 50 : (Math.min(Math.max(focus * whole - part / 2, 0), room) / room) * 100;
  };
  return `${share(x, width, boxWidth)}% ${share(y, height, boxHeight)}%`;
};

// On the picture's own page the point writes into its two number fields, which stay for who has no script.
const box = document.querySelector("[data-focal]");
if (box) {
  const [across, down] = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id));
  if (across && down) {
    document.documentElement.classList.add("has-focal");
    const { src, label, value } = box.dataset;
    const both = focal(box, {
      src, x: Number(across.value) || 0, y: Number(down.value) || 0, words: { label, value },
      onChange: (x, y) => { [across.value, down.value] = [x, y]; },
    });
    for (const field of [across, down]) field.addEventListener("input", () => both.set(Number(across.value), Number(down.value), { tell: false }));
  }
}
