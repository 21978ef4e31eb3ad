// Sends kept words again with the token of the session that has begun since. Without this module the button works too: the first press
// then brings this page again, with the new token in it.
const form = document.getElementById("kept-typing");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = await freshToken();
  if (token) {
    form.elements.namedItem("csrfmiddlewaretoken").value = token;
    form.submit();
  } else {
    form.querySelector("[data-says]").textContent = form.dataset.stillOut;
  }
});

/** Return the token of a page that only those who are signed in get; null for the others. */
async function freshToken() {
  try {
    const answer = await fetch("/admin/", { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok || new URL(answer.url).pathname !== "/admin/") return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? null;
  } catch {
    return null;
  }
}
