// Sorts and filters the tables of comparison, and sets what a reader picks side by side.
"use strict";

(() => {
  const made = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // Sorting and filtering.

  const worth = (cell) => {
    const data = cell.querySelector("data");
    if (data) return Number(data.value);
    const text = cell.textContent.trim().replace("−", "-").replace(/,/g, "");
    return text === "—" ? null : parseFloat(text);
  };

  const order = (table, column, isNumber, sign) => {
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row, at) => {
      const cell = row.cells[column];
      return { row, at, key: isNumber ? worth(cell) : cell.textContent.trim() };
    });
    const compare = isNumber ? (a, b) => a - b : (a, b) => a.localeCompare(b, "zh-CN");
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.at - b.at;
      return sign * compare(a.key, b.key) || a.at - b.at;
    });
    body.append(...keyed.map((one) => one.row));
  };

  // Heads are buttons; where they are not shown, on a phone, a list of them does the same.

  const sortable = (table, filters) => {
    const heads = [...table.tHead.rows[0].cells];
    const label = made("label", "排序", { class: "order" });
    const select = made("select");
    const original = [...table.tBodies[0].rows];
    select.append(made("option", "原来的次序", { value: "" }));
    const sort = (column, isDown) => {
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      heads[column].setAttribute("aria-sort", isDown ? "descending" : "ascending");
      order(table, column, heads[column].classList.contains("num"), isDown ? -1 : 1);
      select.value = column;
    };
    heads.forEach((head, column) => {
      const isNumber = head.classList.contains("num");
      const button = made("button", head.textContent, { type: "button" });
      select.append(made("option", head.textContent, { value: column }));
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        sort(column, before ? before === "ascending" : isNumber);
      });
    });
    select.addEventListener("change", () => {
      const column = Number(select.value);
      if (select.value) {
        sort(column, heads[column].classList.contains("num"));
      } else {
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        table.tBodies[0].append(...original);
      }
    });
    label.append(select);
    filters.append(label);
  };

  const filterable = (table, filters) => {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    const rows = [...table.tBodies[0].rows];
    const status = made("p", "", { class: "note", role: "status" });
    const choices = ["类别", "地区"].map((name) => {
      const column = heads.indexOf(name);
      const values = column < 1 ? [] : [...new Set(rows.map((row) => row.cells[column].textContent))];
      if (values.length < 2) return null;
      const label = made("label", name);
      const select = made("select");
      select.append(made("option", `全部${name}`, { value: "" }));
      values.sort((a, b) => a.localeCompare(b, "zh-CN"));
      select.append(...values.map((value) => made("option", value, { value })));
      label.append(select);
      filters.append(label);
      return { column, select };
    }).filter(Boolean);
    if (!choices.length) return;
    filters.addEventListener("change", (event) => {
      if (!choices.some(({ select }) => select === event.target)) return;
      let shown = 0;
      for (const row of rows) {
        row.hidden = choices.some(
          ({ column, select }) => select.value && row.cells[column].textContent !== select.value);
        shown += !row.hidden;
      }
      status.textContent = `显示${shown}个，共${rows.length}个`;
    });
    filters.after(status);
  };

  document.querySelectorAll("table.compare").forEach((table) => {
    if (table.tBodies[0].rows.length < 2) return;
    const filters = made("div", null, { class: "filters" });
    table.closest(".scroll").before(filters);
    filterable(table, filters);
    sortable(table, filters);
  });

  // Picking: what was chosen stands in the address, so that it can be passed on.

  const picker = document.querySelector(".picker");
  if (!picker) return;
  const [input, status, found, chosen, place] =
    ["name", "status", "found", "chosen", "table"].map((id) => document.getElementById(`pick-${id}`));
  const MOST = 5;
  const SHOWN = 12;
  let list = null;
  let picked = [];
  const folder = (one) => `../e/${one.slug}/${one.year}/`;
  const key = (one) => `${one.slug}@${one.year}`;

  const load = async () => {
    if (list) return list;
    const response = await fetch(picker.dataset.list);
    if (!response.ok) throw new Error(response.status);
    const rows = await response.json();
    list = rows.flatMap(([slug, name, area, kind, years]) =>
      years.map((year) => ({ slug, name, area, kind, year, said: `${name} ${area} ${kind} ${year}` })));
    return list;
  };

  const failed = () => { status.textContent = "数据没有取到；从磁盘直接打开的网页不能挑选，请用网址访问。"; };

  const search = async () => {
    const words = input.value.trim().split(/\s+/).filter(Boolean);
    found.replaceChildren();
    if (!words.length) { status.textContent = ""; return; }
    const all = (await load()).filter((one) => words.every((word) => one.said.includes(word)));
    const hits = all.filter((one) => !picked.some((other) => key(other) === key(one)));
    status.textContent = all.length
      ? `找到${all.length}份${hits.length > SHOWN ? `，列出前${SHOWN}份` : ""}` : "没有找到";
    for (const one of hits.slice(0, SHOWN)) {
      const button = made("button", `${one.name} ${one.year}年度`, { type: "button" });
      button.disabled = picked.length >= MOST;
      button.addEventListener("click", () => { choose([...picked, one]); input.focus(); });
      const item = made("li");
      item.append(button);
      found.append(item);
    }
  };

  const choose = (next) => {
    picked = next.slice(0, MOST);
    history.replaceState(null, "", picked.length ? `#${picked.map(key).join(",")}` : location.pathname);
    show().catch(failed);
    search().catch(failed);
  };

  const wan = (value) => (value / 1e6).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const grouped = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? text.replace(/(?<=\d)(?=(?:\d{3})+(?:\.|$))/g, ",") : text);
  const percent = (part, whole) => (whole > 0 ? `${(100 * part / whole).toFixed(1)}%` : "—");
  const yuan = (value) => `${value < 0 ? "-" : ""}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, "0")}`;

  const amountCell = (entry, amount, largest, whole) => {
    const cell = made("td");
    if (!amount) { cell.textContent = "—"; return cell; }
    const data = made("data", grouped(amount.text), { value: yuan(amount.value) });
    if (amount.fact) {
      const id = `f-${amount.fact.replace(/\s/g, encodeURIComponent)}`;
      const mark = id.replace(/[%#[\]{}<>"`|\\^]/g, encodeURIComponent);
      data.setAttribute("data-fact", `e/${entry.slug}/${entry.year}/#${id}`);
      const link = made("a", null, { href: `${folder(entry)}index.html#${mark}` });
      link.append(data);
      cell.append(link);
    } else {
      data.setAttribute("data-sum", "last total");
      cell.append(data, made("span", "（推算）", { class: "soft" }));
    }
    if (whole) cell.append(made("span", ` ${percent(amount.value, whole)}`, { class: "soft" }));
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    Object.entries({ class: "bar", viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" })
      .forEach(([name, value]) => svg.setAttribute(name, value));
    shape.setAttribute("width", largest > 0 ? Math.max(0, 100 * amount.value / largest).toFixed(2) : 0);
    shape.setAttribute("height", 1);
    svg.append(shape);
    cell.append(svg);
    return cell;
  };

  const row = (label, cells) => {
    const line = made("tr");
    line.append(made("th", label, { scope: "row" }), ...cells);
    return line;
  };

  // Bars of one group have one scale, from zero.

  const amounts = (entries, rows, hasShare) => {
    const all = rows.map(([label, amountOf]) => [label, entries.map(amountOf)]);
    const largest = Math.max(0, ...all.flatMap(([, line]) => line.map((one) => (one ? one.value : 0))));
    return all.map(([label, line]) => row(label, entries.map((entry, at) =>
      amountCell(entry, line[at], largest, hasShare && entry.total ? entry.total.value : 0))));
  };

  const group = (label, entries, field) => {
    const labels = new Map();
    entries.forEach((entry) => entry[field].forEach((item) => labels.set(item.key, item.label)));
    if (!labels.size) return [];
    const head = made("tr", null, { class: "group" });
    head.append(made("th", label, { scope: "rowgroup", colspan: entries.length + 1 }));
    const of = (member) => (entry) => (entry[field].find((item) => item.key === member) || {}).amount;
    const members = [...labels];
    if (field === "functions") members.sort(([a], [b]) => (a < b ? -1 : 1));
    return [head, ...amounts(entries, members.map(([member, name]) => [name, of(member)]), true)];
  };

  const people = (entry) => {
    const cell = made("td", entry.headcount ?? "—");
    if (entry.headcount) cell.append(made("span", ` ${entry.headcount_of}`, { class: "soft" }));
    return cell;
  };

  const each = (entry) => {
    const basic = (entry.kinds.find((item) => item.key === "basic") || {}).amount;
    return made("td", basic && entry.headcount > 0 ? wan(basic.value / entry.headcount) : "—");
  };

  const show = async () => {
    chosen.replaceChildren(...picked.map((one) => {
      const item = made("li");
      const button = made("button", `移去 ${one.name} ${one.year}年度`, { type: "button" });
      button.addEventListener("click", () => choose(picked.filter((other) => other !== one)));
      item.append(button);
      return item;
    }));
    if (picked.length < 2) { place.replaceChildren(); return; }
    const wanted = picked.map(key).join();
    const entries = await Promise.all(picked.map(async (one) => {
      const response = await fetch(`${folder(one)}summary.json`);
      if (!response.ok) throw new Error(response.status);
      return response.json();
    }));
    if (wanted !== picked.map(key).join()) return;
    place.replaceChildren(table(entries));
  };

  const table = (entries) => {
    const region = made("div", null, { class: "scroll", role: "region", tabindex: "0", "aria-label": "并排比较" });
    const whole = made("table", null, { class: "list sidebyside" });
    const head = made("tr");
    head.append(made("th", "万元", { scope: "col" }), ...entries.map((entry) => {
      const cell = made("th", null, { scope: "col" });
      cell.append(made("a", entry.name, { href: `${folder(entry)}index.html` }), made("small", `${entry.year}年度`));
      return cell;
    }));
    const body = made("tbody");
    body.append(
      ...amounts(entries, [
        ["支出总计", (entry) => entry.total],
        ["上年支出总计", (entry) => entry.last_total],
      ], false),
      ...group("资金来源", entries, "sources"),
      ...group("支出性质", entries, "kinds"),
      ...group("功能分类", entries, "functions"),
      ...group("“三公”经费", entries, "three_public"),
      row("人数", entries.map(people)),
      row("人均基本支出（万元）", entries.map(each)),
    );
    whole.append(made("caption", "并排比较（占比为占支出总计；每组条形同一比例）"), made("thead"), body);
    whole.tHead.append(head);
    region.append(whole);
    return region;
  };

  const restore = async () => {
    const keys = decodeURIComponent(location.hash.slice(1)).split(",").filter((one) => one.includes("@"));
    if (!keys.length && !picked.length) return;
    const all = await load();
    picked = keys.map((one) => all.find((other) => key(other) === one)).filter(Boolean).slice(0, MOST);
    await show();
  };

  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => search().catch(failed), 120);
  });
  window.addEventListener("hashchange", () => restore().catch(failed));
  picker.hidden = false;
  restore().catch(failed);
})();
