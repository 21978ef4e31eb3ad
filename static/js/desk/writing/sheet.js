// Kicker, headline, deck, dateline: they grow, say how long they are, and Enter goes on to the next. Nothing is saved by surprise.

export function sheet(form) {
  const grows = CSS.supports("field-sizing", "content");
  for (const area of form.querySelectorAll("textarea[data-grow]")) {
    const counter = form.querySelector(`[data-counter="${area.id}"]`);
    const wanted = Number(area.dataset.wanted ?? 0);
    const fit = () => {
      if (/[\r\n]/.test(area.value)) area.value = area.value.replace(/\s*[\r\n]+\s*/g, " "); // one line: pasted breaks are spaces
      if (!grows) {
        area.style.blockSize = "auto";
        area.style.blockSize = `${area.scrollHeight}px`;
      }
      if (!counter || !wanted) return;
      const length = [...area.value].length;
      counter.textContent = `${length} / ${wanted}`;
      counter.classList.toggle("is-long", length > wanted);
    };
    area.addEventListener("input", fit);
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !area.dataset.next) event.preventDefault();
    });
    fit();
  }
  for (const field of form.querySelectorAll("[data-next]")) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const next = document.getElementById(field.dataset.next);
      (next.matches("[data-body]") ? (form.querySelector(".ProseMirror") ?? next) : next).focus();
    });
  }
  // In the rail and elsewhere Enter in a line does nothing: only buttons save.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=submit], [type=button], [type=checkbox])") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
    }
  });
  const headline = document.getElementById("id_headline");
  if (!headline.value && !document.getElementById("problems")) headline.focus({ preventScroll: true });
}
