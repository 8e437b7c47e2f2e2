/* The meaning of a term where it stands: shown when its link is pointed at, reached by keyboard or
   touched; Escape closes it. Without scripts, and at a second touch, the link leads to the glossary. */
(() => {
  "use strict";

  const DELAY = 200;
  const GAP = 8;
  const LONGEST = 240;
  const known = new Map();
  const bubble = document.createElement("div");
  bubble.className = "meaning";
  bubble.id = "term-meaning";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  (document.querySelector("main") || document.body).append(bubble);

  let shown = null;
  let waiting = 0;

  const termOf = (target) => (target instanceof Element ? target.closest("a.term") : null);

  /** The meanings are one file beside the page of the glossary, fetched when first asked for. */
  function meanings(link) {
    const address = new URL("terms.json", link.href).href;
    if (!known.has(address)) {
      const asked = fetch(address).then((answer) => (answer.ok ? answer.json() : {}));
      known.set(address, asked.catch(() => ({})));
    }
    return known.get(address);
  }

  function place(link) {
    const [own, around] = [link.getClientRects()[0] || link.getBoundingClientRect(), document.documentElement];
    const { offsetWidth: width, offsetHeight: height } = bubble;
    const left = Math.max(GAP, Math.min(own.left, around.clientWidth - width - GAP));
    const isBelow = own.bottom + GAP + height <= around.clientHeight || own.top < height + GAP;
    const base = (bubble.offsetParent || around).getBoundingClientRect();
    bubble.style.left = `${left - base.left}px`;
    bubble.style.top = `${(isBelow ? own.bottom + GAP : own.top - GAP - height) - base.top}px`;
  }

  async function show(link) {
    clearTimeout(waiting);
    if (shown === link) return;
    hide();
    shown = link;
    const all = await meanings(link);
    const found = all[decodeURIComponent(link.hash.slice(1))];
    if (shown !== link || !found) return;
    const [term, text] = found;
    const name = document.createElement("strong");
    name.textContent = term;
    bubble.replaceChildren(name, " ", text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
    bubble.hidden = false;
    link.setAttribute("aria-describedby", bubble.id);
    place(link);
  }

  function hide() {
    clearTimeout(waiting);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    bubble.hidden = true;
  }

  const later = (act) => { clearTimeout(waiting); waiting = setTimeout(act, DELAY); };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = termOf(event.target);
    if (link) later(() => show(link));
    else if (bubble.contains(event.target)) clearTimeout(waiting);
    else if (shown && shown !== document.activeElement) later(hide);
  });
  document.addEventListener("focusin", (event) => {
    const link = termOf(event.target);
    if (!link) return hide();
    if (link.matches(":focus-visible")) show(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bubble.hidden) hide();
  });

  let isTouch = false;
  document.addEventListener("pointerdown", (event) => {
    isTouch = event.pointerType === "touch";
    if (isTouch && !termOf(event.target) && !bubble.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = termOf(event.target);
    if (!link || !isTouch || (shown === link && !bubble.hidden)) return;
    event.preventDefault();
    show(link);
  });
})();
