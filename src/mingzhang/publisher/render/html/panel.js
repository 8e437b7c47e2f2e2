/* The viewer panel: select a figure to see what it is, how it adds up and where else it stands.

   It reads what the page says of its figures, the data elements and the block of facts, and shows
   it as text. Without scripts nothing of it is there, and the page is complete. */
(() => {
  "use strict";

  const block = JSON.parse(document.getElementById("facts").textContent);
  const root = document.documentElement;
  const main = document.querySelector(".publication");
  const textOf = (element) => (element ? element.textContent.trim() : "");

  /** An element: make("p.note", { title: "…" }, …), attributes or none, children as nodes or text. */
  function make(kind, ...children) {
    const [tag, ...classes] = kind.split(".");
    const element = document.createElement(tag);
    const attributes = children[0] && children[0].constructor === Object ? children.shift() : {};
    for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
    if (classes.length) element.className = classes.join(" ");
    element.append(...[].concat(...children).filter((child) => child != null && child !== ""));
    return element;
  }

  const button = (act, label) => make("button", { type: "button", "data-act": act }, label);

  // Decimals are pairs of a BigInt and its number of decimals; no amount ever is a float.

  const ten = (power) => BigInt(10) ** BigInt(power);

  function decimal(text) {
    const plain = (text || "").normalize("NFKC").replace(/−/g, "-").replace(/,/g, "").trim();
    const found = /^([+-]?\d+)(?:\.(\d+))?$/.exec(plain);
    return found && [BigInt(found[1].replace("+", "") + (found[2] || "")), (found[2] || "").length];
  }

  function plus(one, other) {
    const decimals = Math.max(one[1], other[1]);
    return [one[0] * ten(decimals - one[1]) + other[0] * ten(decimals - other[1]), decimals];
  }

  const minus = (one, other) => plus(one, [-other[0], other[1]]);
  const total = (amounts) => amounts.reduce(plus, [BigInt(0), 0]);
  const isZero = (amount) => amount[0] === BigInt(0);

  function written([digits, decimals]) {
    const plain = String(digits).replace("-", "").padStart(decimals + 1, "0");
    const cut = plain.length - decimals;
    const whole = plain.slice(0, cut).replace(/\B(?=(\d{3})+$)/g, ",");
    return (digits < 0 ? "−" : "") + whole + (decimals ? "." + plain.slice(cut) : "");
  }

  const inWanYuan = ([digits, decimals]) => written([digits, decimals + 4]).replace(/\.?0+$/, "");

  function percentage(part, whole) {
    const [over, under] = [part[0] * ten(whole[1] + 6), whole[0] * ten(part[1])];
    return under > 0 && over >= 0 ? written([(over * BigInt(2) + under) / (under * BigInt(2)), 4]) : null;
  }

  // Facts, as the block says them, with their places on the page.

  const UNFIT = /[\0-\x20\x7f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufffe\uffff]/g;
  const RATIO = /^(share|rate|change)\((.*)\)$/;

  function readFacts() {
    const inFull = block.coordinates.map((text) =>
      text.replace(/([(,])(\d+)(?=[,)])/g, (_, mark, number) => mark + block.members[number]));
    let head = "";
    return block.facts.map(([short, coordinate = 0, unit = 0, derivation = "", evidence = [], label = ""]) => {
      const address = short.startsWith(".") ? head + short : short;
      head = address.slice(0, Math.max(0, address.lastIndexOf(".")));
      const ratio = RATIO.exec(derivation);
      const known = inFull[coordinate];
      return {
        address, label, evidence, derivation, unit: block.units[unit], coordinate: known,
        id: "f-" + address.replace(UNFIT, encodeURIComponent),
        ratio: ratio && { kind: ratio[1], of: ratio[2].split(/,(?=\w+(?:[+-]\d+)?\()/) },
        key: known + (ratio ? derivation : ""),
        sums: ratio ? [] : (derivation.match(/\d[\d,]*/g) || []).map((list) => list.split(",").map(Number)),
        places: [], wholes: [],
      };
    });
  }

  const facts = readFacts();
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const factAt = new Map();
  const places = [...main.querySelectorAll('[id^="f-"], data[data-fact]')];
  for (const place of places) {
    const fact = byId.get(place.dataset.fact || place.id);
    if (fact) factAt.set(place, fact), fact.places.push(place);
  }
  const shown = facts.filter((fact) => fact.places.length);
  for (const fact of facts) for (const parts of fact.sums) for (const part of parts) facts[part].wholes.push(fact);

  const worth = (fact) => decimal(fact.places[0] && fact.places[0].getAttribute("value"));
  const isMoney = (fact) => fact.unit.endsWith("元") && !/^(share|rate)/.test(fact.derivation);
  const display = (fact) => textOf(fact.places[0]) + fact.unit;
  const at = (coordinate) => shown.find((fact) => fact.coordinate === coordinate && !fact.ratio);
  const placesOf = (key) => [...factAt.keys()].filter((place) => factAt.get(place).key === key);

  const baseUnit = (fact) => (isMoney(fact) ? "元" : fact.unit);

  function amount(fact) {
    const value = worth(fact);
    return value ? `${written(value)} ${baseUnit(fact)}` : "";
  }

  function precision(fact) {
    const value = worth(fact);
    if (!value) return "不是数字";
    if (isMoney(fact)) return value[1] === 2 ? "精确到分" : "只知显示数，更细的位数未公布";
    return fact.ratio ? "按显示位数四舍五入" : block.exact ? "确数" : "按显示数";
  }

  // Where a figure stands in its table, and what its headers and its sentence call it.

  const layouts = new WeakMap();

  function layoutOf(table) {
    if (layouts.has(table)) return layouts.get(table);
    const rows = [...table.rows].map(() => []);
    const spots = new Map();
    [...table.rows].forEach((row, y) => {
      let x = 0;
      for (const cell of row.cells) {
        while (rows[y][x]) x += 1;
        spots.set(cell, [x, y]);
        for (let down = 0; down < cell.rowSpan && rows[y + down]; down += 1) {
          for (let right = 0; right < cell.colSpan; right += 1) rows[y + down][x + right] = cell;
        }
      }
    });
    layouts.set(table, { rows, spots });
    return layouts.get(table);
  }

  function rowName(cell, { rows, spots }) {
    const [x, y] = spots.get(cell);
    const before = rows[y].slice(0, x).reverse();
    const named = before.slice(Math.max(0, before.findIndex((one) => !one.matches(".number"))));
    const end = named.findIndex((one) => one.matches(".number"));
    return [...new Set(end < 0 ? named : named.slice(0, end))].reverse().map(textOf).filter(Boolean).join(" ");
  }

  function columnName(cell, { rows, spots }) {
    const heads = rows.map((row) => row[spots.get(cell)[0]]).filter((one) => one && one.matches("thead th"));
    return [...new Set(heads)].map(textOf).filter(Boolean).join(" ") || topName(rows, ...spots.get(cell));
  }

  /** What the figures of a form without a head stand below: the name beside the topmost. */
  function topName(rows, x, y) {
    let top = y;
    while (top && rows[top - 1][x] && rows[top - 1][x].matches(".number")) top -= 1;
    return top < y ? textOf(rows[top][x - 1]) : "";
  }

  function around(place, before, after) {
    const range = document.createRange();
    range.selectNodeContents(place.closest("p, dd, td, li") || place.parentNode);
    const rest = range.cloneRange();
    range.setEndBefore(place);
    rest.setStartAfter(place);
    return [before.exec(String(range))[0], textOf(place), after.exec(String(rest))[0]];
  }

  const phrase = (place) => around(place, /[^，。；：]*$/, /^[^，。；]*/).join("");
  const KINDS = { share: "占比", rate: "增减幅度", change: "比上年增减" };

  function labelInText(fact, place) {
    const same = fact.ratio && shown.find((one) => fact.address.startsWith(one.address + ".") && !one.ratio);
    if (same && !fact.label) return nameOf(same).label;
    return fact.label || around(place, /[^，。；：、（）,;:()%\d\s]*$/, /^/)[0].replace(/^(万|亿)?元/, "") || "文中数字";
  }

  /** What a figure is called: where it stands, by row and column or by its label. */
  function nameOf(fact) {
    if (fact.name) return fact.name;
    const place = fact.places[0];
    const table = place.closest("table");
    const section = place.closest("section");
    if (table) {
      const [cell, layout] = [place.closest("td, th"), layoutOf(table)];
      const [row, column] = [rowName(cell, layout), columnName(cell, layout)];
      const mark = textOf((table.closest(".figures") || section || main).querySelector(".mark"));
      const isSheet = table.closest(".figures");
      const where = [isSheet ? mark || textOf(section && section.querySelector(".mark")) : "", textOf(table.caption)];
      fact.name = { where: where.filter(Boolean).join(" "), row, column, label: [row, column].filter(Boolean).join("，") };
    } else {
      const label = labelInText(fact, place) + (fact.ratio ? "（" + KINDS[fact.ratio.kind] + "）" : "");
      const where = textOf(section && section.querySelector("h2, h3, h4, h5, h6"));
      fact.name = { where, row: label, column: label, label };
    }
    return fact.name;
  }

  // The panel.

  const panel = make("div.viewer", { role: "dialog", "aria-labelledby": "viewer-title", hidden: "" });
  let current = null;

  const link = (fact, text, place) =>
    make("a", { href: "#" + encodeURI(fact.id), "data-place": places.indexOf(place || fact.places[0]) }, text);
  const sign = (kind) => (kind ? make("span.viewer-sign." + kind, { "aria-hidden": "true" }, "0") : null);
  const section = (title, kind, ...content) =>
    content.length ? make("section", make("h3", sign(kind), title), ...content) : null;
  const list = (items) => (items.length ? [make("ul", items.map((item) => make("li", item)))] : []);
  const line = (fact, text) => make("tr", make("th", { scope: "row" }, link(fact, text)), make("td", amount(fact)));

  function facets(fact) {
    const value = worth(fact);
    const year = /^\w+?([+-]\d+)\(/.exec(fact.coordinate);
    const rows = [
      ["数值", value && amount(fact)],
      ["折合", value && isMoney(fact) && inWanYuan(value) + " 万元"],
      ["精度", precision(fact)],
      ["年度", year ? `${block.fiscal_year + Number(year[1])}年` : `${block.fiscal_year}年（年初预算）`],
      ["部门", block.entity.name],
    ];
    return make("dl", rows.filter((row) => row[1]).map(([name, said]) =>
      make("div", make("dt", name), make("dd", said))));
  }

  function meaning({ ratio }) {
    const whole = ratio.kind === "share" && at(ratio.of[1]);
    return (whole ? nameOf(whole).row + "的" : "") + KINDS[ratio.kind];
  }

  function compared(fact) {
    const ratios = shown.filter((one) => one.ratio && one.coordinate === fact.coordinate && one !== fact);
    const prior = at(fact.coordinate.replace("(", "-1("));
    const said = ratios.map((one) => [link(one, phrase(one.places[0])), make("small", meaning(one))]);
    return section("占比和增减", "", ...list(prior ? [["上年 ", link(prior, display(prior))], ...said] : said));
  }

  /** How a share, rate or change follows from other figures. */
  function derived(fact) {
    if (!fact.ratio) return null;
    const [first, second] = fact.ratio.of.map(at);
    const named = (one) => (one ? [link(one, nameOf(one).label), " " + display(one)] : ["（本页没有列出的数字）"]);
    const change = shown.find((one) => one.coordinate === fact.coordinate && one.ratio && one.ratio.kind === "change");
    const exact = first && second && worth(first) && worth(second) && percentage(worth(first), worth(second));
    const said = {
      share: [...named(first), " ÷ ", ...named(second), exact ? ` = ${exact}%` : ""],
      change: [...named(first), " 与上年同口径数之差"],
      rate: [...(change ? named(change) : named(first)), change ? " ÷ 上年同口径数" : " 比上年的增减 ÷ 上年数"],
    };
    return section("怎么算出来", "", make("p", said[fact.ratio.kind]));
  }

  function sumOf(fact, numbers) {
    const parts = numbers.map((number) => facts[number]).filter((part) => part.places.length);
    const row = fact.places[0].closest("tr");
    const isAlong = row && parts.every((part) => row.contains(part.places[0]));
    const said = (part) => (isAlong ? nameOf(part).column : nameOf(part).row) || nameOf(part).label;
    const caption = row ? (isAlong ? "按行：同一行各栏相加" : "按列：下列各行相加") : "各部分相加";
    return make("div", make("table", make("caption", caption),
      make("tbody", parts.map((part) => line(part, said(part)))),
      make("tfoot", make("tr", make("th", { scope: "row" }, "合计"), make("td", amount(fact))))),
    tail(fact, parts));
  }

  /** What is left between a total and its parts: of what is exact, else of what is displayed. */
  function tail(fact, parts) {
    const off = (amounts, whole) => whole && amounts.every(Boolean) && minus(whole, total(amounts));
    const real = off(parts.map(worth), worth(fact));
    if (real && !isZero(real)) return make("p.note", `各部分之和与此数相差 ${written(real)} ${baseUnit(fact)}。`);
    const seen = off(parts.map((part) => decimal(textOf(part.places[0]))), decimal(textOf(fact.places[0])));
    if (!seen || isZero(seen) || parts.some((part) => part.unit !== fact.unit)) return null;
    return make("p.note", `显示的各数相加与显示的合计相差 ${written(seen)} ${fact.unit}，是四舍五入的尾差。`);
  }

  function elsewhere(fact, place) {
    const all = placesOf(fact.key);
    const here = all.indexOf(place);
    const others = all.filter((one) => one !== place).map((one) => {
      const other = factAt.get(one);
      const text = one.closest("table") ? nameOf(other).label : phrase(one);
      return make("div", link(other, text, one), make("small", nameOf(other).where));
    });
    if (!others.length) return null;
    const step = (act, label, by) => {
      const made = button(act, label);
      made.dataset.to = places.indexOf(all[(here + by + all.length) % all.length]);
      return made;
    };
    const steps = make("p.steps", step("previous", "上一处", -1),
      `第 ${here + 1} 处，共 ${all.length} 处`, step("next", "下一处", 1));
    return section("还出现在", "viewer-repeat", steps, ...list(others));
  }

  function sources(fact) {
    const known = [fact, ...shown.filter((one) => one.key === fact.key)].find((one) => one.evidence.length);
    const cells = known ? known.evidence.map((number) => block.evidence[number]) : [];
    const said = cells.filter((one) => one.cell || one.page).map((one) =>
      [one.cell ? `${one.sheet}!${one.cell}` : `第 ${one.page} 页`, make("small", one.text)]);
    const file = block.source && said.length ? [make("p.note", block.source.name)] : [];
    return section("数据来源", "", ...list(said), ...file);
  }

  const permalink = (fact) => location.href.split("#")[0] + "#" + encodeURI(fact.id);

  function citation(fact) {
    const name = nameOf(fact);
    const exact = worth(fact) && isMoney(fact) ? `（${amount(fact)}）` : "";
    return `${block.entity.name}《${textOf(document.querySelector("h1 .title"))}》，${name.where}，${name.label}：` +
      `${display(fact)}${exact}。${permalink(fact)}`;
  }

  function fill(fact, place) {
    const name = nameOf(fact);
    panel.textContent = "";
    panel.append(
      make("div.head", make("p.where", name.where),
        make("h2", { id: "viewer-title", tabindex: "-1" }, name.label || fact.address),
        make("div.tools", button("list", "数字清单"), button("close", "关闭"))),
      make("div.body", ...[
        make("p.worth", make("strong", textOf(place)), " " + fact.unit),
        facets(fact),
        derived(fact),
        compared(fact),
        section("怎么加起来", "viewer-part", ...fact.sums.map((numbers) => sumOf(fact, numbers))),
        section("计入", "viewer-whole", ...list(fact.wholes.filter((one) => one.places.length)
          .map((one) => [link(one, nameOf(one).label), make("small", display(one))]))),
        elsewhere(fact, place),
        sources(fact),
        section("引用", "", make("p.address", link(fact, "#" + fact.id)),
          make("p.tools", button("link", "复制链接"), button("cite", "复制引用"), make("span", { role: "status" }))),
      ].filter(Boolean)));
    panel.scrollTop = 0;
  }

  // Selecting.

  function mark(kind, marked) {
    for (const place of main.querySelectorAll("." + kind)) place.classList.remove(kind);
    for (const place of marked) place.classList.add(kind);
  }

  const allPlaces = (some) => [].concat(...some.map((fact) => fact.places));

  function highlight(fact, place) {
    mark("viewer-part", fact ? allPlaces([].concat(...fact.sums).map((number) => facts[number])) : []);
    mark("viewer-whole", fact ? allPlaces(fact.wholes) : []);
    mark("viewer-repeat", fact ? placesOf(fact.key).filter((one) => one !== place) : []);
    mark("viewer-selected", fact ? [place] : []);
  }

  function remember(fact, isStep) {
    try {
      history[isStep ? "pushState" : "replaceState"](null, "", "#" + encodeURI(fact.id));
    } catch (_) { /* A page opened from a file may not be allowed to. */ }
  }

  /** Select a figure; `isJump` says that it is not where the reader is looking. */
  function select(place, isJump) {
    const fact = factAt.get(place);
    current = place;
    panel.hidden = false;
    root.classList.add("viewing");
    fill(fact, place);
    highlight(fact, place);
    rove(place);
    reveal(place, isJump ? "center" : "nearest");
  }

  /** Bring a figure into view, beside the names of rows that stay at the left of a table. */
  function reveal(place, where) {
    const frame = place.closest(".figures .scroll");
    const names = frame ? [...place.closest("tr").querySelectorAll('th[scope="row"]')] : [];
    if (frame) frame.style.scrollPaddingLeft = Math.max(0, ...names.map((name) => name.offsetWidth)) + 8 + "px";
    place.scrollIntoView({ block: where, inline: where });
  }

  function close() {
    panel.hidden = true;
    root.classList.remove("viewing");
    highlight(null);
    if (current) current.focus();
    current = null;
  }

  const enter = () => document.getElementById("viewer-title").focus({ preventScroll: true });

  function go(place) {
    remember(factAt.get(place), true);
    select(place, true);
    enter();
  }

  function follow() {
    const raw = location.hash.slice(1);
    let said = raw;
    try { said = decodeURIComponent(raw); } catch (_) { /* Not written as an address. */ }
    const fact = byId.get(said) || byId.get(raw);
    if (fact && fact.places.length && factAt.get(current) !== fact) select(fact.places[0], true);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (_) {
      const field = make("textarea.visually-hidden", { readonly: "" });
      field.value = text;
      panel.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    panel.querySelector('[role="status"]').textContent = "已复制";
  }

  // The keyboard: Tab comes to the figures of a table or section once, arrows go on within.

  const groupOf = (place) => place.closest("table") || place.closest("section") || main;

  function rove(place) {
    for (const one of groupOf(place).querySelectorAll('[tabindex="0"][role="button"]')) {
      if (groupOf(one) === groupOf(place)) one.tabIndex = -1;
    }
    place.tabIndex = 0;
  }

  const figureIn = (cell) => cell && (factAt.has(cell) ? cell : [...cell.children].find((one) => factAt.has(one)));

  function nextInTable(place, right, down) {
    const { rows, spots } = layoutOf(place.closest("table"));
    let [x, y] = spots.get(place.closest("td, th"));
    for (;;) {
      x += right;
      y += down;
      if (!rows[y] || !rows[y][x]) return null;
      const found = figureIn(rows[y][x]);
      if (found && found !== place) return found;
    }
  }

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function neighbour(place, [right, down]) {
    if (place.closest("table")) return nextInTable(place, right, down);
    const group = places.filter((one) => factAt.has(one) && groupOf(one) === groupOf(place));
    return group[group.indexOf(place) + right + down];
  }

  function onKey(event) {
    if (event.key === "Escape" && current && !listing.open) return close();
    if (!factAt.has(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      select(event.target);
      remember(factAt.get(event.target));
      enter();
    } else if (STEPS[event.key]) {
      const next = neighbour(event.target, STEPS[event.key]);
      if (next) rove(next), next.focus();
    } else return;
    event.preventDefault();
  }

  // The list of all figures, for screen readers and for finding one by its name.

  const listing = make("dialog.viewer-list", { "aria-labelledby": "viewer-list-title" });

  function listed(fact) {
    const name = nameOf(fact);
    return make("tr", make("th", { scope: "row" }, link(fact, name.label || fact.address), make("small", name.where)),
      make("td", textOf(fact.places[0])), make("td", fact.unit), make("td", amount(fact)));
  }

  function buildList() {
    const filter = make("input", { type: "search", id: "viewer-filter", autocomplete: "off", autofocus: "" });
    const count = make("p", { role: "status" });
    const rows = shown.map(listed);
    const texts = rows.map((row) => row.textContent.replace(/,/g, "") + row.textContent);
    const narrow = () => {
      const words = filter.value.trim().split(/\s+/);
      rows.forEach((row, number) => { row.hidden = !words.every((word) => texts[number].includes(word)); });
      count.textContent = `${rows.filter((row) => !row.hidden).length} 个数字`;
    };
    filter.addEventListener("input", narrow);
    const heads = ["数字", "显示", "单位", "精确值"].map((head) => make("th", { scope: "col" }, head));
    listing.append(
      make("div.head", make("h2", { id: "viewer-list-title" }, "数字清单"), button("close-list", "关闭"),
        make("p", make("label", { for: filter.id }, "筛选"), filter), count),
      make("div.body", { tabindex: "0", role: "region", "aria-labelledby": "viewer-list-title" },
        make("table", make("thead", make("tr", heads)), make("tbody", rows))));
    narrow();
  }

  function openList() {
    if (!listing.firstChild) buildList();
    listing.showModal();
  }

  // Numbers of the text that are no facts, but for those that count nothing.

  const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?/g;
  const NO_AMOUNT = new RegExp([
    "《[^》]*》", // a law or a document by its name
    "[A-Za-z][\\w.-]*\\d[\\w.-]*", "\\d[\\w.-]*[A-Za-z][\\w.-]*", // an identifier
    "\\d{4}\\s*(?:[-—–~～至、]\\s*\\d{4}\\s*)*年", "\\d{1,2}\\s*月(?:份|底|末)?", "\\d{1,2}\\s*[日号](?![楼院])",
    "\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}", "\\d{1,2}[:：]\\d{2}",
    "[〔\\[［（(]\\d{4}[〕\\]］）)]\\s*第?\\s*\\d+\\s*号", "第?\\s*\\d+\\s*号", "第\\s*\\d+",
    "(?:附件|附表|附图|(?:^|[^代发])[表图])\\s*\\d+(?:-\\d+)?",
    "[（(]\\d{1,2}[）)]", "(?:^|[\\s。；：])\\d{1,2}[、.．）)](?!\\d)", // numbering
    "0\\d{2,3}-\\d{7,8}", "1[3-9]\\d{9}", "邮编\\S?\\s*\\d{6}", "电话\\S?\\s*[\\d-]+", // whom to call
  ].join("|"), "g");

  const spans = (text, pattern) => {
    const found = [];
    text.replace(pattern, (match, ...rest) => { found.push([rest.find(Number.isInteger), match.length]); return match; });
    return found;
  };

  function unbound(text) {
    const excluded = spans(text, NO_AMOUNT);
    return spans(text, NUMBER).filter(([start, length]) =>
      !excluded.some(([from, size]) => start < from + size && from < start + length));
  }

  function markUnbound() {
    for (const paragraph of main.querySelectorAll("p, dd, .figures td.number")) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) if (!factAt.has(walker.currentNode.parentNode)) nodes.push(walker.currentNode);
      for (const node of nodes) {
        for (const [start, length] of unbound(node.data).reverse()) {
          const rest = node.splitText(start);
          rest.splitText(length);
          const marked = make("mark.viewer-unbound", { title: "未绑定数字" });
          rest.replaceWith(marked);
          marked.append(rest);
        }
      }
    }
  }

  function unmark() {
    for (const marked of main.querySelectorAll(".viewer-unbound")) {
      const parent = marked.parentNode;
      marked.replaceWith(...marked.childNodes);
      parent.normalize();
    }
  }

  function toggleUnbound(pressed) {
    const isOn = pressed.getAttribute("aria-pressed") !== "true";
    pressed.setAttribute("aria-pressed", String(isOn));
    unmark();
    if (isOn) markUnbound();
    const count = main.querySelectorAll(".viewer-unbound").length;
    pressed.nextSibling.textContent = isOn ? `正文中有 ${count} 处数字不是由数据生成` : "";
  }

  // Everything that is clicked.

  const ACTS = {
    close,
    list: openList,
    "close-list": () => listing.close(),
    link: () => copy(permalink(factAt.get(current))),
    cite: () => copy(citation(factAt.get(current))),
    unbound: toggleUnbound,
  };

  function onLink(event, target) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (listing.open) listing.close();
    go(places[target.dataset.place]);
  }

  function onClick(event) {
    const target = event.target.closest("[data-place], [data-act]");
    if (target && target.dataset.place) return onLink(event, target);
    if (target && target.dataset.to) {
      const act = target.dataset.act;
      go(places[target.dataset.to]);
      return panel.querySelector(`[data-act="${act}"]`).focus();
    }
    if (target) return ACTS[target.dataset.act](target);
    const place = placeOf(event.target);
    if (!place || !getSelection().isCollapsed) return;
    place.focus({ preventScroll: true });
    select(place);
    remember(factAt.get(place));
    if (event.detail === 0) enter();
  }

  function placeOf(target) {
    const near = target.closest('data, td, th, span[id^="f-"]');
    return near && main.contains(near) && (factAt.has(near) ? near : figureIn(near));
  }

  function start() {
    const met = new Set();
    for (const place of factAt.keys()) {
      place.setAttribute("role", "button");
      place.tabIndex = met.has(groupOf(place)) ? -1 : 0;
      met.add(groupOf(place));
    }
    const tools = make("div.viewer-tools", make("p", "点选任一数字，可看它的来历"),
      button("list", "数字清单"), button("unbound", "未绑定数字"), make("span", { role: "status" }));
    tools.querySelector('[data-act="unbound"]').setAttribute("aria-pressed", "false");
    const contents = document.querySelector(".contents h2");
    if (contents) contents.after(tools);
    else main.prepend(tools);
    document.body.append(panel, listing);
    root.classList.add("viewer-on");
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    main.addEventListener("focusin", (event) => {
      if (current && current !== event.target && factAt.has(event.target)) select(event.target);
    });
    window.addEventListener("hashchange", follow);
    follow();
  }

  start();
})();
