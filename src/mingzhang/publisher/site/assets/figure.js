/* Figures of a publication answer when asked. What they mean lies in a file of its own, and the
   panel that shows it in another; both are fetched when a reader first asks for a figure. Without
   this script every figure is there and can be linked to. */
(() => {
  "use strict";

  const beside = (name) => new URL(name, document.currentScript.src).href;
  const [script, sheet] = [beside("panel.js"), beside("panel.css")];
  const publication = document.querySelector(".publication[data-facts]");
  const figures = [...publication.querySelectorAll("data[id], data[data-fact]")];
  const groupOf = (place) => place.closest("table") || place.closest("section") || publication;
  let loading = null;

  function element(tag, attributes) {
    return Object.assign(document.createElement(tag), attributes);
  }

  /** Puts an element that loads a file into the page, and waits for the file. */
  function arrived(made) {
    return new Promise((done, failed) => {
      made.onload = done;
      made.onerror = () => { made.remove(); failed(new Error(made.src || made.href)); };
      document.head.append(made);
    });
  }

  async function load() {
    const answer = await fetch(publication.dataset.facts);
    if (!answer.ok) throw new Error(answer.statusText);
    const facts = await answer.text();
    await arrived(element("link", { rel: "stylesheet", href: sheet }));
    const block = element("script", { type: "application/json", id: "facts", textContent: facts });
    document.body.append(block);
    await arrived(element("script", { src: script })).catch((error) => { block.remove(); throw error; });
    publication.removeEventListener("click", onClick);
    publication.removeEventListener("keydown", onKey);
  }

  /** Load once; what could not be loaded is asked for again the next time. */
  function loaded() {
    loading = loading || load().catch((error) => { loading = null; throw error; });
    return loading;
  }

  const figureAt = (target) => {
    const near = target.closest("data, td, th");
    return near && (figures.includes(near) ? near : [...near.children].find((one) => figures.includes(one)));
  };

  async function ask(place, detail) {
    try {
      await loaded();
      place.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
    } catch (_) {
      location.hash = place.dataset.fact || place.id;
    }
  }

  function onClick(event) {
    const place = figureAt(event.target);
    if (place && !event.target.closest("a") && getSelection().isCollapsed) ask(place, event.detail);
  }

  function onKey(event) {
    if (!figures.includes(event.target) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    ask(event.target, 0);
  }

  const follow = () => {
    if (location.hash.startsWith("#f-")) loaded().catch(() => {});
  };

  const met = new Set();
  for (const place of figures) {
    place.setAttribute("role", "button");
    place.tabIndex = met.has(groupOf(place)) ? -1 : 0;
    met.add(groupOf(place));
  }
  publication.addEventListener("click", onClick);
  publication.addEventListener("keydown", onKey);
  publication.addEventListener("focusin", (event) => {
    if (figures.includes(event.target)) loaded().catch(() => {});
  });
  addEventListener("hashchange", follow);
  follow();
})();
