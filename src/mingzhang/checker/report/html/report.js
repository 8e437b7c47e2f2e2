/* The report's own script: it only moves between what is there. Without it every link still works,
   and with it links are left to the browser, so that going back leads back.

   A finding is current when it was chosen by a link, a click or a key; its marks are then set off.
   While the document is scrolled, the list follows. */
(() => {
  "use strict";

  document.documentElement.classList.add("scripted");
  const list = document.getElementById("findings");
  const paper = document.getElementById("paper");
  const tools = document.querySelector(".tools");
  const cards = [...document.querySelectorAll(".card")];
  const byNumber = new Map(cards.map((card) => [card.id.slice(1), card]));
  const marks = new Map(cards.map((card) => [card.id.slice(1), []]));
  for (const mark of paper.querySelectorAll("mark")) {
    for (const number of mark.dataset.f.split(" ")) marks.get(number).push(mark);
  }
  const wide = matchMedia("(min-width: 64rem)");
  let current = null;

  const marksOf = (card) => marks.get(card.id.slice(1));
  const linkOf = (card) => card.querySelector(".where a, .face a") || card.querySelector("summary");

  function choose(card, { shows = null, moves = false } = {}) {
    if (current) {
      current.classList.remove("current");
      for (const mark of marksOf(current)) mark.classList.remove("current");
    }
    current = card;
    card.classList.add("current");
    for (const mark of marksOf(card)) mark.classList.add("current");
    if (moves) card.scrollIntoView({ block: "nearest" });
    if (shows && (wide.matches || !moves)) shows.scrollIntoView({ block: "center", inline: "nearest" });
  }

  const chiefOf = (card) => {
    const link = card.querySelector(".where a");
    return (link && document.getElementById(link.hash.slice(1))) || marksOf(card)[0];
  };

  // From a card to the document.

  list.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card || event.target.closest("summary, button")) return;
    if (event.target.closest("a")) choose(card);
    else if (!String(getSelection())) choose(card, { shows: wide.matches ? chiefOf(card) : null });
  });

  // From the document to a card; where several findings meet, each click leads to the next.

  paper.addEventListener("click", (event) => {
    const link = event.target.closest("sup a");
    const mark = event.target.closest("mark");
    if (!link && (!mark || String(getSelection()))) return;
    const numbers = link ? [link.hash.slice(2)] : mark.dataset.f.split(" ");
    const shown = numbers.filter((number) => !byNumber.get(number).hidden);
    if (!shown.length) return;
    const at = current ? shown.indexOf(current.id.slice(1)) : -1;
    const card = byNumber.get(shown[(at + 1) % shown.length]);
    choose(card, { moves: !link });
  });

  // Keys: j and k, or the arrows while a finding has the focus.

  function step(by) {
    const shown = cards.filter((card) => !card.hidden);
    if (!shown.length) return;
    const at = current ? shown.indexOf(current) : -1;
    const card = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))];
    choose(card, { shows: chiefOf(card), moves: true });
    linkOf(card)?.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select")) return;
    const inCard = event.target.closest(".card");
    const by = { j: 1, k: -1 }[event.key] || (inCard && { ArrowDown: 1, ArrowUp: -1 }[event.key]);
    if (!by) return;
    event.preventDefault();
    step(by);
  });

  // Filters.

  function filter() {
    const looks = new Set([...tools.querySelectorAll("fieldset input:checked")].map((box) => box.value));
    const family = tools.querySelector("select").value;
    for (const card of cards) {
      card.hidden = !looks.has(card.dataset.look) || (family !== "" && card.dataset.family !== family);
    }
    for (const mark of paper.querySelectorAll("mark")) {
      mark.classList.toggle("off", mark.dataset.f.split(" ").every((one) => byNumber.get(one).hidden));
    }
    for (const link of paper.querySelectorAll("sup a")) link.hidden = byNumber.get(link.hash.slice(2)).hidden;
    const count = cards.filter((card) => !card.hidden).length;
    tools.querySelector("output").textContent = `显示 ${count} 条，共 ${cards.length} 条`;
  }

  if (tools) {
    tools.hidden = false;
    tools.addEventListener("change", filter);
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button) step(Number(button.dataset.step));
    });
    tools.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  // The list follows the document while somebody scrolls it.

  const seen = new Set();
  let byHand = false;
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    paper.addEventListener(kind, () => { byHand = true; }, { passive: true });
    list.addEventListener(kind, () => { byHand = false; }, { passive: true });
  }

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    }
    const near = new Set([...seen].flatMap((mark) => mark.dataset.f.split(" ")));
    for (const card of cards) card.classList.toggle("near", near.has(card.id.slice(1)));
    const first = byHand && wide.matches && cards.find((card) => card.classList.contains("near") && !card.hidden);
    if (first) list.scrollTo({ top: list.scrollTop + first.getBoundingClientRect().top - list.getBoundingClientRect().top - 96 });
  }, { root: wide.matches ? paper : null, rootMargin: "-10% 0px -50% 0px" });
  for (const mark of paper.querySelectorAll("mark.chief")) observer.observe(mark);

  // What the address names, at first and after going back.

  function follow() {
    const named = document.getElementById(location.hash.slice(1));
    if (!named || named === current) return;
    if (named.matches(".card")) choose(named, { shows: wide.matches ? chiefOf(named) : null });
    if (!named.matches("mark") || (current && marksOf(current).includes(named))) return;
    choose(byNumber.get(named.dataset.f.split(" ")[0]), { moves: wide.matches });
  }

  addEventListener("hashchange", follow);
  follow();
})();
