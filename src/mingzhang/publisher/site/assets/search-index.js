/* The search itself, without a page: the files of the index, and what is found in them.

   It reads the lists that search_index.py writes, and looks into the texts of the first hits, so that
   what is shown as found is really there. `load` gets a file of the site by its path from the root.
   What words are is told by search-text.js, what names are by search-names.js. */
(() => {
  "use strict";

  const {
    folded, strictly, loosely, isNumber, tokensOf, shardOf, shardsOf, says, begins, marked, quoted,
    readEntities, entitiesNamed, fits, inOrder,
  } = globalThis.Mingzhang.search;
  const KINDS = ["projects", "codes", "text", "forms", "figures"];
  const ROWS = ["projects", "codes", "figures"]; // their text is a table, an amount and its unit
  const BATCH = 6;
  const MOST_LOADS = 24;
  const MOST_HELD = 50;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const digitOf = new Map([...DIGITS].map((one, value) => [one, value]));

  /** Calls `see` with the number of each part in a list. */
  function eachPart(list, see) {
    let [at, next] = [0, 0];
    const read = () => {
      let [value, shift, digit] = [0, 0, 32];
      for (; digit & 32; shift += 5) {
        digit = digitOf.get(list[at]);
        at += 1;
        value += (digit & 31) * 2 ** shift;
      }
      return value;
    };
    while (at < list.length) {
      const step = read();
      let part = next + Math.floor(step / 2);
      next = part + (step % 2 ? read() + 2 : 1);
      for (; part < next; part += 1) see(part);
    }
  }

  // What is loaded first: the names of all entities, and which parts there are.

  function readEditions(first, entities) {
    const years = [...new Set(first.years.flat())].sort((one, other) => other - one);
    return years.flatMap((year) =>
      entities.filter((one) => one.years.includes(year)).map((entity) => ({ entity, year })));
  }

  /** For the number of each part its kind, its edition, and which file of that kind it is. */
  function readParts(first) {
    const shapes = first.parts.map((shape) => first.shapes[shape]);
    const [kinds, editions, files] = [[], [], []];
    KINDS.forEach((_, kind) => {
      const most = Math.max(0, ...first.shapes.map((shape) => shape[kind]));
      for (let file = 1; file <= most; file += 1) {
        for (let edition = 0; edition < shapes.length; edition += 1) {
          if (shapes[edition][kind] >= file) kinds.push(kind), editions.push(edition), files.push(file);
        }
      }
    });
    return { kinds, editions, files };
  }

  // What is looked for in a passage.

  const amountOf = (text) => text.split(" ").slice(-2).join(" ");

  /** What says whether a passage holds a term; the title of a form is found among the projects. */
  function holderOf(kind, title, text, reading) {
    if (!ROWS.includes(kind)) {
      const key = folded(kind === "forms" ? text : `${title}\n${text}`);
      return (term) => says(key, term);
    }
    const [name, amount] = [folded(`${title}\n${reading}`), folded(amountOf(text))];
    if (kind === "figures") return (term) => says(isNumber(term) ? amount : name, term);
    const isNamed = kind === "codes" ? (term) => begins(name, term) : () => false;
    return (term) => isNamed(term) || says(name, term) || (isNumber(term) && says(amount, term));
  }

  /** The title of a passage; of a code also its beginning is marked. */
  function shownTitle(kind, title, terms) {
    const begun = kind === "codes" && terms.find((term) => /^[0-9]+$/.test(term) && title.startsWith(term));
    return begun ? [[begun, true], ...marked(title.slice(begun.length), terms)] : marked(title || "正文", terms);
  }

  /** The text of a passage as it is shown: a row with its amount, a text around what was found. */
  function shownText(kind, text, terms) {
    if (!ROWS.includes(kind)) return quoted(text, terms);
    const amount = amountOf(text);
    return [[text.slice(0, text.length - amount.length), false], ...marked(amount, terms.filter(isNumber))];
  }

  const isMet = (needs, is) => needs.every((some) => some.some(is));

  // The search.

  function searchOver(load) {
    let first = null;
    let beginning = null;
    const files = new Map();
    const held = new Map();

    async function fetched(path) {
      if (!files.has(path)) {
        const promise = load(`${path}?v=${first.version}`);
        promise.catch(() => files.delete(path));
        files.set(path, promise);
      }
      return files.get(path);
    }

    async function readFirst() {
      const loaded = await load("search/index.json");
      const entities = readEntities(loaded);
      first = { ...loaded, entities, editions: readEditions(loaded, entities), parts: readParts(loaded) };
    }

    function begin() {
      beginning = beginning || readFirst();
      beginning.catch(() => { beginning = null; });
      return beginning;
    }

    const shard = (number) => fetched(`search/tokens/${number}.json`);

    async function listsOf(token) {
      if (!token.endsWith("*")) {
        const held = await shard(shardOf(token, first.shards));
        return Object.prototype.hasOwnProperty.call(held, token) ? [held[token]] : [];
      }
      const [begun] = token;
      const some = await Promise.all(shardsOf(begun, first.shards).map(shard));
      return some.flatMap((held) =>
        Object.keys(held).filter((one) => one.startsWith(begun)).map((one) => held[one]));
    }

    /** For each part whether it may hold the term: 1 or 0. */
    async function lookUp(term) {
      const tokens = [...new Set(tokensOf(term))];
      const lists = await Promise.all(tokens.map(listsOf));
      const counts = new Uint8Array(first.parts.kinds.length);
      lists.forEach((some, number) => {
        const count = (part) => { if (counts[part] === number) counts[part] += 1; };
        for (const list of some) eachPart(list, count);
      });
      return counts.map((count) => (count === tokens.length ? 1 : 0));
    }

    function holders(term) {
      if (!held.has(term)) {
        if (held.size > MOST_HELD) held.clear();
        const promise = lookUp(term);
        promise.catch(() => held.delete(term));
        held.set(term, promise);
      }
      return held.get(term);
    }

    /** For each edition which terms its name, area or year says; null if the filter leaves it out. */
    function editionsAbout({ terms, origins }, filter) {
      const named = first.entities.map((entity) => terms.map((term, at) =>
        entity.key.includes(term) || entity.areaKey.includes(term) ||
        (origins[at] !== term && Boolean(inOrder(entity, origins[at])))));
      return first.editions.map(({ entity, year }) => (fits(entity, [year], filter)
        ? named[entity.number].map((is, at) => is || String(year) === terms[at]) : null));
    }

    /** The parts that may hold what is looked for, best first; `kinds` are those looked through. */
    async function candidates(question, filter, kinds) {
      const { terms, needs } = question;
      const holding = await Promise.all(terms.map(holders));
      const about = editionsAbout(question, filter);
      const { kinds: kindOfPart, editions, files } = first.parts;
      const wanted = KINDS.map((kind) => kinds.includes(kind));
      const found = [];
      for (let part = 0; part < editions.length; part += 1) {
        const known = about[editions[part]];
        if (!known || !wanted[kindOfPart[part]]) continue;
        const isHeld = (at) => known[at] || holding[at][part];
        const own = terms.filter((_, at) => !known[at] && holding[at][part]).length;
        if (!own || !isMet(needs, isHeld)) continue;
        found.push({
          ...first.editions[editions[part]], kind: kindOfPart[part], file: files[part], about: known, own,
        });
      }
      return terms === question.origins ? found : found.sort((one, other) => other.own - one.own);
    }

    const pathOf = (entity, year) => `e/${entity.slug}/${year}/`;

    function addressOf(part, target) {
      const folder = pathOf(part.entity, part.year);
      if (target && !target.startsWith("#")) return `${folder}${target}index.html`;
      return `${folder}index.html${encodeURI(target)}`;
    }

    async function hitsOf(part, { terms, needs }) {
      const folder = pathOf(part.entity, part.year);
      const passages = await fetched(`${folder}search/${KINDS[part.kind]}-${part.file}.json`);
      const kind = KINDS[part.kind];
      return passages.flatMap(([target, title, text = "", reading = ""]) => {
        const holds = holderOf(kind, title, text, reading);
        const own = terms.map((term, at) => !part.about[at] && holds(term));
        const isThere = (at) => part.about[at] || own[at];
        if (!own.some(Boolean) || !isMet(needs, isThere)) return [];
        if (kind === "figures" && !terms.some((term, at) => isNumber(term) && own[at])) return [];
        return [{
          kind, address: addressOf(part, target), entity: part.entity, year: part.year,
          title: shownTitle(kind, title, terms), text: shownText(kind, text, terms),
        }];
      });
    }

    /** Entities that the query names, or nearly names (`isNear`); all of them, best first. */
    async function entitiesFor(query, filter = {}) {
      await begin();
      const { isNear, found } = entitiesNamed(first.entities, query, filter);
      const hits = found.map(({ entity, title }) => ({
        entity, title, year: filter.year,
        address: filter.year ? `${pathOf(entity, filter.year)}index.html` : `e/${entity.slug}/index.html`,
      }));
      return { isNear, hits };
    }

    /** A search through parts of some kinds, if loose for parts of the words. `more(count)` looks on until it has so many hits more. */
    async function passagesFor(query, filter, kinds, isLoose = false) {
      await begin();
      const question = isLoose ? loosely(query) : strictly(query);
      const left = question && question.terms.length ? await candidates(question, filter, kinds) : [];
      const editions = new Set(left.map((part) => `${part.entity.number} ${part.year}`)).size;
      const waiting = [];

      async function more(count) {
        let loads = 0;
        while (waiting.length < count && left.length && loads < MOST_LOADS) {
          const batch = left.splice(0, Math.min(BATCH, count - waiting.length));
          loads += batch.length;
          const found = await Promise.all(batch.map((part) => hitsOf(part, question)));
          waiting.push(...found.flat());
        }
        return { hits: waiting.splice(0, count), isMore: waiting.length > 0 || left.length > 0 };
      }
      return { editions, more };
    }

    /** Terms of the glossary that hold the query in their name or meaning. */
    async function termsFor(query, isLoose = false) {
      await begin();
      const question = isLoose ? loosely(query) : strictly(query);
      if (!question || !question.terms.length) return [];
      const { terms, needs } = question;
      const known = Object.entries(await fetched("glossary/terms.json"));
      return known
        .map(([anchor, [term, text]]) => {
          const [key, whole] = [folded(term), folded(`${term}\n${text}`)];
          return { anchor, term, text, whole, isNamed: terms.some((one) => says(key, one)) };
        })
        .filter(({ anchor, whole }) =>
          isMet(needs, (at) => says(whole, terms[at]) || anchor.startsWith(terms[at])))
        .sort((one, other) => other.isNamed - one.isNamed)
        .map(({ anchor, term, text }) => ({
          address: `glossary/index.html#${anchor}`, title: marked(term, terms), text: quoted(text, terms),
        }));
    }

    return { begin, entitiesFor, passagesFor, termsFor };
  }

  Object.assign(globalThis.Mingzhang.search, { searchOver, eachPart });
})();
