// Many pictures at once: dropped or chosen, each gets a row for its alternative text and a bar for its progress.
// Without this script the page has the link to the form that takes one.

const panel = document.querySelector("[data-upload]");
if (panel) {
  const { address, noAlt, failed, waiting, done, tooLarge } = panel.dataset;
  const [rows, input, send, template] = ["[data-rows]", "input[type=file]", "[data-send]", "template"].map((part) => panel.querySelector(part));
  const token = panel.querySelector("[name=csrfmiddlewaretoken]").value;
  const credit = panel.querySelector("[name=credit]");
  const MOST_AT_ONCE = 2;
  panel.hidden = false;

  const add = (files) => {
    for (const file of files) {
      if (!file.type.startsWith("image/")) continue;
      const row = template.content.firstElementChild.cloneNode(true);
      const preview = row.querySelector("img");
      preview.src = URL.createObjectURL(file);
      preview.addEventListener("load", () => URL.revokeObjectURL(preview.src), { once: true });
      row.querySelector("[data-name]").textContent = file.name;
      const [alt, label] = [row.querySelector("[name=alt]"), row.querySelector("label")];
      alt.id = `alt-${crypto.randomUUID()}`;
      label.htmlFor = alt.id;
      row.querySelector("[data-drop]").addEventListener("click", () => { row.remove(); show(); });
      row.picture = file;
      rows.append(row);
    }
    show();
    rows.querySelector("li:not([data-state]) [name=alt]")?.focus();
  };
  const open = () => [...rows.children].filter((row) => row.dataset.state !== "done" && row.dataset.state !== "sending");
  const show = () => {
    const count = open().length;
    send.hidden = rows.children.length === 0;
    send.disabled = count === 0;
  };
  const say = (row, words, state) => {
    row.dataset.state = state;
    row.querySelector("[data-says]").textContent = words;
  };

  const upload = (row) => new Promise((settled) => {
    const alt = row.querySelector("[name=alt]");
    if (!alt.value.trim()) {
      say(row, noAlt, "refused");
      settled();
      return;
    }
    const body = new FormData();
    body.set("file", row.picture);
    body.set("alt", alt.value);
    body.set("credit", credit.value);
    const request = new XMLHttpRequest(); // fetch tells nothing of an upload's progress
    const bar = row.querySelector("progress");
    bar.hidden = false;
    say(row, waiting, "sending");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("loadend", () => {
      bar.hidden = true;
      finish(row, request);
      settled();
    });
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token);
    request.responseType = "json";
    request.send(body);
  });
  const finish = (row, { status, response }) => {
    if (status === 200 && response?.address) {
      say(row, done, "done");
      const link = document.createElement("a");
      link.href = response.address;
      link.textContent = `${response.alt} (#${response.id})`;
      row.querySelector("[data-name]").replaceChildren(link);
      row.querySelector(".upload-alt").hidden = true;
      row.querySelector("[data-drop]").hidden = true;
    } else if (response?.errors) {
      say(row, Object.values(response.errors).flat().join(" "), "refused");
    } else {
      say(row, status === 413 ? tooLarge : failed, "refused");
    }
  };

  send.addEventListener("click", async () => {
    const queue = open();
    send.disabled = true;
    const work = async () => { while (queue.length) await upload(queue.shift()); };
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
    show();
    (rows.querySelector("[data-state=refused] [name=alt]") ?? send).focus();
  });
  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      panel.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, (event) => { if (kind === "drop" || !event.relatedTarget) panel.classList.remove("is-over"); });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => { if (open().length || rows.querySelector("[data-state=sending]")) event.preventDefault(); });
}
