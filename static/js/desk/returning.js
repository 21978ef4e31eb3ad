// Runs before the page is drawn: one that comes back from a save of its own is shown once its place is found (writing/place.js), not before.
{
  const kept = JSON.parse(sessionStorage.getItem("desk.place") ?? "null");
  if (kept && document.referrer.endsWith(kept.path)) {
    document.documentElement.classList.add("is-returning");
    setTimeout(() => document.documentElement.classList.remove("is-returning"), 1500); // whatever happens to the modules
  }
}
