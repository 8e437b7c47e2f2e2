/* The search itself, without a page: the files of the index, and what is found in them.

   It reads the lists that search_index.py writes, and looks into the texts of the first hits, so that
   what is shown as found is really there. `load` gets a file of the site by its path from the root.
   What words are is told by search-text.js. */
(() => {
  "use strict";

  const { folded, termsOf, tokensOf, shardOf, shardsOf, marked, quoted } = globalThis.Mingzhang.search;
  const KINDS = ["projects", "codes", "text", "forms"];
  const NAMES = 2; // so many kinds are names, with a remark instead of a text
  // What passages of each kind are found by; the title of a form is found among the projects.
  const SEARCHED = {
    projects: (title, _, reading) => `${title}\n${reading}`,
    codes: (title, _, reading) => `${title}\n${reading}`,
    text: (title, text) => `${title}\n${text}`,
    forms: (_, text) => text,
  };
  const BATCH = 6;
  const MOST_LOADS = 24;
  const MOST_HELD = 50;
  const BY_AREA = 9; // the rank of what is named by its area or year alone
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

  function readEntities(first) {
    const entities = [];
    let before = [];
    const areas = first.areas.flatMap(([area, count]) => Array(count).fill(area));
    const areaKeys = new Map(first.areas.map(([area]) => [area, folded(area)]));
    first.entities.forEach(([shared, rest, check, years, reading], number) => {
      const name = [...before.slice(0, shared), ...rest];
      before = name;
      const usual = () => name.map((one) => first.readings[one]).filter(Boolean);
      const syllables = reading === undefined ? usual() : reading.split(" ").filter(Boolean);
      const letters = syllables.join("").slice(0, 60);
      const slug = check.endsWith("-") ? check.slice(0, -1) : letters ? `${letters}-${check}` : check;
      const whole = name.join("");
      entities.push({
        number, slug, syllables, name: whole, area: areas[number], years: first.years[years],
        key: folded(whole), areaKey: areaKeys.get(areas[number]),
        initials: syllables.map((one) => one[0]).join(""), spelled: syllables.join(""),
      });
    });
    return entities;
  }

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

  // Names.

  /** Whether the term is what syllables of the name are spelled like, from one of them on. */
  function isSpelled({ spelled, syllables }, term) {
    if (!spelled.includes(term)) return false;
    let start = 0;
    return syllables.some((one) => {
      start += one.length;
      return spelled.startsWith(term, start - one.length);
    });
  }

  function rankOfPinyin(entity, term) {
    const at = entity.initials.indexOf(term);
    if (entity.initials === term) return 4;
    if (at === 0) return 5;
    if (at > 0) return entity.initials.endsWith(term) ? 6 : 7;
    return isSpelled(entity, term) ? 8 : null;
  }

  /** How well a term names an entity, 0 best; null if not at all. */
  function rankOf(entity, term) {
    if (entity.key === term) return 0;
    if (entity.key.startsWith(term)) return 1;
    if (entity.key.endsWith(term)) return 2;
    if (entity.key.includes(term)) return 3;
    const pinyin = /^[a-z]+$/.test(term) ? rankOfPinyin(entity, term) : null;
    if (pinyin !== null) return pinyin;
    return entity.areaKey.includes(term) || entity.years.some((year) => String(year) === term) ? BY_AREA : null;
  }

  const fits = (entity, years, filter) =>
    (!filter.area || entity.area === filter.area) && (!filter.year || years.includes(filter.year));

  function namedEntities(entities, terms, filter) {
    return entities
      .filter((entity) => fits(entity, entity.years, filter))
      .map((entity) => ({ entity, ranks: terms.map((term) => rankOf(entity, term)) }))
      .filter(({ ranks }) => ranks.every((rank) => rank !== null))
      .filter(({ ranks }) => ranks.length === 1 || ranks.some((rank) => rank < BY_AREA))
      .map(({ entity, ranks }) => ({ entity, rank: ranks.reduce((sum, rank) => sum + rank, 0) }))
      .sort((one, other) => one.rank - other.rank || one.entity.name.length - other.entity.name.length ||
        one.entity.number - other.entity.number)
      .map(({ entity }) => entity);
  }

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
    function editionsAbout(terms, filter) {
      const named = first.entities.map((entity) => terms.map((term) =>
        entity.key.includes(term) || entity.areaKey.includes(term)));
      return first.editions.map(({ entity, year }) => (fits(entity, [year], filter)
        ? named[entity.number].map((is, at) => is || String(year) === terms[at]) : null));
    }

    /** The parts that may hold what is looked for, best first; `kinds` are those looked through. */
    async function candidates(terms, filter, kinds) {
      const holding = await Promise.all(terms.map(holders));
      const about = editionsAbout(terms, filter);
      const { kinds: kindOfPart, editions, files } = first.parts;
      const wanted = KINDS.map((kind) => kinds.includes(kind));
      const found = [];
      for (let part = 0; part < editions.length; part += 1) {
        const known = about[editions[part]];
        if (!known || !wanted[kindOfPart[part]]) continue;
        const isHeld = (_, at) => known[at] || holding[at][part];
        if (!terms.some((_, at) => !known[at] && holding[at][part]) || !terms.every(isHeld)) continue;
        found.push({
          ...first.editions[editions[part]], kind: kindOfPart[part], file: files[part], about: known,
        });
      }
      return found;
    }

    const pathOf = (entity, year) => `e/${entity.slug}/${year}/`;

    function addressOf(part, target) {
      const folder = pathOf(part.entity, part.year);
      if (target && !target.startsWith("#")) return `${folder}${target}index.html`;
      return `${folder}index.html${encodeURI(target)}`;
    }

    async function hitsOf(part, terms) {
      const folder = pathOf(part.entity, part.year);
      const passages = await fetched(`${folder}search/${KINDS[part.kind]}-${part.file}.json`);
      const isName = part.kind < NAMES;
      return passages.flatMap(([target, title, text = "", reading = ""]) => {
        const key = folded(SEARCHED[KINDS[part.kind]](title, text, reading));
        const isThere = (term, at) => part.about[at] || key.includes(term);
        const isOwn = (term, at) => !part.about[at] && key.includes(term);
        if (!terms.every(isThere) || !terms.some(isOwn)) return [];
        return [{
          kind: KINDS[part.kind], address: addressOf(part, target), entity: part.entity, year: part.year,
          title: marked(title || "正文", terms), text: isName ? [[text, false]] : quoted(text, terms),
        }];
      });
    }

    /** Entities that the query names; all of them, best first. */
    async function entitiesFor(query, filter = {}) {
      await begin();
      const terms = termsOf(query);
      if (!terms.length) return [];
      return namedEntities(first.entities, terms, filter).map((entity) => ({
        entity, title: marked(entity.name, terms), year: filter.year,
        address: filter.year ? `${pathOf(entity, filter.year)}index.html` : `e/${entity.slug}/index.html`,
      }));
    }

    /** A search through parts of some kinds. `more(count)` looks on until it has so many hits more. */
    async function passagesFor(query, filter, kinds) {
      await begin();
      const terms = termsOf(query);
      const left = terms.length ? await candidates(terms, filter, kinds) : [];
      const editions = new Set(left.map((part) => `${part.entity.number} ${part.year}`)).size;
      const waiting = [];

      async function more(count) {
        let loads = 0;
        while (waiting.length < count && left.length && loads < MOST_LOADS) {
          const batch = left.splice(0, Math.min(BATCH, count - waiting.length));
          loads += batch.length;
          const found = await Promise.all(batch.map((part) => hitsOf(part, terms)));
          waiting.push(...found.flat());
        }
        return { hits: waiting.splice(0, count), isMore: waiting.length > 0 || left.length > 0 };
      }
      return { editions, more };
    }

    /** Terms of the glossary that hold the query in their name or meaning. */
    async function termsFor(query) {
      await begin();
      const terms = termsOf(query);
      if (!terms.length) return [];
      const known = Object.entries(await fetched("glossary/terms.json"));
      return known
        .map(([anchor, [term, text]]) => {
          const [key, whole] = [folded(term), folded(`${term}\n${text}`)];
          return { anchor, term, text, whole, isNamed: terms.some((one) => key.includes(one)) };
        })
        .filter(({ anchor, whole }) =>
          terms.every((term) => whole.includes(term) || anchor.startsWith(term)))
        .sort((one, other) => other.isNamed - one.isNamed)
        .map(({ anchor, term, text }) => ({
          address: `glossary/index.html#${anchor}`, title: marked(term, terms), text: quoted(text, terms),
        }));
    }

    return { begin, entitiesFor, passagesFor, termsFor };
  }

  Object.assign(globalThis.Mingzhang.search, { searchOver, eachPart });
})();
