/* The page of the search: shows while one types what search-index.js finds, keeps the query in the
   address, and can be used by keyboard alone. */
(() => {
  "use strict";

  const form = document.getElementById("search");
  const results = document.getElementById("search-results");
  const count = document.getElementById("search-count");
  const browse = document.getElementById("search-browse");
  const { q: query, year, area } = form.elements;
  const TITLE = document.title;
  const ROOT = "../";
  const PAUSE = 150;
  const PAGE = 20;
  const GROUPS = [
    { key: "entities", title: "部门和单位", few: 8 },
    { key: "terms", title: "名词", few: 3 },
    { key: "projects", title: "项目", few: 6, kinds: ["projects"] },
    { key: "codes", title: "科目", few: 4, kinds: ["codes"] },
    { key: "text", title: "正文", few: 5, kinds: ["text", "forms"] },
    { key: "figures", title: "表中数字", few: 5, kinds: ["figures"] },
  ];

  async function load(path) {
    const answer = await fetch(ROOT + path, path.includes("?") ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  const search = globalThis.Mingzhang.search.searchOver(load);

  function make(kind, ...children) {
    const [tag, ...classes] = kind.split(".");
    const element = document.createElement(tag);
    if (classes.length) element.className = classes.join(" ");
    element.append(...children);
    return element;
  }

  const pieces = (some) => some.map(([text, isMarked]) => (isMarked ? make("mark", text) : text));

  function linkTo(hit) {
    const link = make("a", ...pieces(hit.title));
    link.href = ROOT + hit.address;
    return link;
  }

  function item(hit) {
    const line = make("li", linkTo(hit));
    const said = hit.text && hit.text.length ? make("p", ...pieces(hit.text)) : "";
    const { entity } = hit;
    const years = hit.year ? [hit.year] : (entity || { years: [] }).years;
    const where = entity ? [hit.kind ? entity.name : entity.area, years.map((one) => `${one}年`).join("、")] : [];
    line.append(said, entity ? make("p.where", where.filter(Boolean).join(" · ")) : "");
    return line;
  }

  const keyOf = () => new FormData(form).get("kind") || "";

  function asked() {
    return {
      text: query.value.trim(), kind: keyOf(),
      filter: { year: Number(year.value) || 0, area: area.value },
    };
  }

  // Results: a list for each kind; one list alone can be made longer.

  async function sourceOf(group, { text, filter }, isLoose) {
    if (group.kinds) return search.passagesFor(text, filter, group.kinds, isLoose);
    const { hits, isNear } = group.key === "terms"
      ? { hits: await search.termsFor(text, isLoose).catch(() => []), isNear: false }
      : await search.entitiesFor(text, filter);
    const total = hits.length;
    return { total, isNear, more: async (some) => ({ hits: hits.splice(0, some), isMore: hits.length > 0 }) };
  }

  async function groupOf(group, question, isLoose) {
    const source = await sourceOf(group, question, isLoose);
    const size = question.kind ? PAGE : group.few;
    const { hits, isMore } = await source.more(size);
    return { group, source, hits, isMore, isLoose };
  }

  const isExact = ({ hits, source }) => hits.length > 0 && !source.isNear;

  /** What is found as typed; where that is nowhere, what holds parts of the words. */
  async function foundFor(question) {
    const groups = GROUPS.filter((one) => !question.kind || one.key === question.kind);
    const found = await Promise.all(groups.map((one) => groupOf(one, question, false)));
    if (found.some(isExact)) return found;
    return Promise.all(found.map(async (one) => {
      if (one.group.key === "entities") return one;
      const loose = await groupOf(one.group, question, true);
      return loose.hits.length ? loose : one;
    }));
  }

  function moreButton(found, list, isAlone) {
    const button = make("button", isAlone ? "再列一些" : `更多${found.group.title}`);
    button.type = "button";
    button.addEventListener("click", async () => {
      if (!isAlone) {
        form.elements.kind.value = found.group.key;
        remember(true);
        await show();
        const next = results.querySelectorAll("li a")[found.hits.length] || results.querySelector("li a");
        if (next) next.focus();
        return;
      }
      const { hits, isMore } = await found.source.more(PAGE);
      const items = hits.map(item);
      list.append(...items);
      if (items.length) items[0].querySelector("a").focus();
      else count.textContent = isMore ? "又查了一些，没有找到，还可以继续。" : "没有更多了。";
      if (!isMore) button.remove();
    });
    return button;
  }

  function section(found, isAlone) {
    const title = make("h2", found.source.isNear ? `名称相近的${found.group.title}` : found.group.title);
    title.id = `found-${found.group.key}`;
    const list = make("ol", ...found.hits.map(item));
    const made = make("section", title, list);
    made.setAttribute("aria-labelledby", title.id);
    if (found.isMore) made.append(make("p.more", moreButton(found, list, isAlone)));
    return made;
  }

  /** How much there is; of what lies in more publications than were opened, in about how many. */
  function amount({ group, source, hits, isMore }) {
    if (!group.kinds) return `${group.title} ${source.total} 个`;
    return isMore ? `${group.title}（约 ${source.editions} 份公开中有）` : `${group.title} ${hits.length} 条`;
  }

  function hint({ text, kind, filter }) {
    const ways = ["换一个说法，少打几个字，或者用空格把词隔开"];
    if (/[0-9]/.test(text)) ways.push("数字要打完整，如 15.00");
    if (kind || filter.year || filter.area) ways.push("上面的范围可以放宽到“全部”");
    return `可以${ways.join("；")}。`;
  }

  function told(found, question) {
    const some = found.filter((one) => one.hits.length);
    const isNothingExact = !some.some((one) => isExact(one) && !one.isLoose);
    if (some.length) {
      const lead = isNothingExact ? `没有完整的“${question.text}”，以下包含其中的词。` : "";
      return `${lead}找到${some.map(amount).join("，")}。`;
    }
    if (found.some((one) => one.isMore)) return `最可能的几处没有“${question.text}”，可以在下面继续找。`;
    return `没有找到“${question.text}”。${hint(question)}`;
  }

  let turn = 0;

  async function show() {
    const question = asked();
    const own = (turn += 1);
    const isAsked = globalThis.Mingzhang.search.termsOf(question.text).length > 0;
    if (browse) browse.hidden = isAsked;
    document.title = isAsked ? `${question.text} · ${TITLE}` : TITLE;
    if (!isAsked) {
      results.replaceChildren();
      count.textContent = question.text ? "请输入文字或数字。" : "";
      return;
    }
    results.setAttribute("aria-busy", "true");
    const started = performance.now();
    try {
      const found = await foundFor(question);
      if (own !== turn) return;
      const some = found.filter((one) => one.hits.length || one.isMore);
      results.replaceChildren(...some.map((one) => section(one, Boolean(question.kind))));
      count.textContent = told(found, question);
      if (browse) browse.hidden = some.length > 0;
      performance.measure("search", { start: started });
    } catch (_) {
      if (own === turn) count.textContent = "检索用的文件没有取到，请检查网络后再试。";
    } finally {
      if (own === turn) results.removeAttribute("aria-busy");
    }
  }

  // The address.

  function remember(isStep) {
    const { text, kind, filter } = asked();
    const said = new URLSearchParams();
    const asking = { q: text, kind, year: filter.year || "", area: filter.area };
    for (const [name, value] of Object.entries(asking)) {
      if (value) said.set(name, value);
    }
    const address = location.pathname + (String(said) ? `?${said}` : "");
    if (address === location.pathname + location.search) return;
    history[isStep ? "pushState" : "replaceState"](null, "", address);
  }

  function recall() {
    const said = new URLSearchParams(location.search);
    query.value = said.get("q") || "";
    for (const [field, name] of [[year, "year"], [area, "area"], [form.elements.kind, "kind"]]) {
      field.value = said.get(name) || "";
    }
    if (!keyOf()) form.elements.kind.value = "";
    for (const select of [year, area]) if (select.selectedIndex < 0) select.value = "";
  }

  // While one types; but not within a word that an input method is still composing.

  let pause = 0;
  let isChanged = false;
  let isComposing = false;

  /** Search at once, then again after a pause if more was typed in it. */
  function typed() {
    isChanged = true;
    if (pause) return;
    isChanged = false;
    remember(false);
    show();
    pause = setTimeout(() => { pause = 0; if (isChanged) typed(); }, PAUSE);
  }

  query.addEventListener("compositionstart", () => { isComposing = true; });
  query.addEventListener("compositionend", () => { isComposing = false; typed(); });
  query.addEventListener("input", () => { if (!isComposing) typed(); });
  form.addEventListener("change", (event) => {
    if (event.target === query) return;
    remember(true);
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isChanged = false;
    remember(true);
    show();
  });
  addEventListener("popstate", () => { recall(); show(); });

  const isTyping = (element) => element.matches("input:not([type=radio]), select, textarea");

  function walk(event, step) {
    const links = [...results.querySelectorAll("li a")];
    const at = links.indexOf(document.activeElement);
    if (!links.length || (at < 0 && document.activeElement !== query)) return;
    if (at < 0 && step < 0) return;
    event.preventDefault();
    const next = at + step;
    (next < 0 ? query : links[Math.min(next, links.length - 1)]).focus();
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !isTyping(event.target)) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "ArrowDown") walk(event, 1);
    else if (event.key === "ArrowUp") walk(event, -1);
  });

  form.querySelector(".filters").hidden = false;
  recall();
  search.begin().catch(() => {}); // so that the first answer is as quick as the others
  show();
  if (!query.value) query.focus({ preventScroll: true });
})();
