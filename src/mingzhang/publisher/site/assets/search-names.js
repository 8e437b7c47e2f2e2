/* The names of all entities, and which of them a query means: written out, in part, in pinyin; or,
   where no name says it as typed, those that hold its characters in order. */
(() => {
  "use strict";

  const { folded, placesOf, termsOf, marked, pieces } = globalThis.Mingzhang.search;
  const BY_AREA = 9; // the rank of what is named by its area or year alone
  const LEAST_LOOSE = 3; // of fewer characters too many names hold all
  const MORE_RUNS = 1;

  /** The entities as search_names.py writes them. */
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

  // Names that hold the characters in order.

  function isSubsequence(text, signs) {
    let at = -1;
    return signs.every((sign) => (at = text.indexOf(sign, at + 1)) >= 0);
  }

  /** For each sign the fewest runs to each place of a text, and from which place before. */
  function waysThrough(text, signs) {
    const ways = [];
    signs.forEach((sign, number) => {
      const before = ways[number - 1];
      let best = -1;
      const way = text.map((one, at) => {
        if (before && at && (best < 0 || before[at - 1].runs < before[best].runs)) best = at - 1;
        if (one !== sign) return { runs: Infinity };
        if (!before) return { runs: 1, from: -1 };
        if (best < 0) return { runs: Infinity };
        const touching = before[at - 1].runs;
        return touching <= before[best].runs + 1 ? { runs: touching, from: at - 1 }
          : { runs: before[best].runs + 1, from: best };
      });
      ways.push(way);
    });
    return ways;
  }

  /** The places of a term's characters in a text, in as few runs as there are; null if not in order. */
  function placesInOrder(text, term) {
    const signs = [...term];
    if (signs.length < LEAST_LOOSE || !isSubsequence(text, signs)) return null;
    const letters = [...text];
    const ways = waysThrough(letters, signs);
    const last = ways[ways.length - 1];
    let at = last.reduce((best, { runs }, place) => (runs < last[best].runs ? place : best), 0);
    const { runs } = last[at];
    if (runs >= signs.length) return null; // no two of them stand together
    const places = [];
    for (let sign = signs.length - 1; sign >= 0; sign -= 1) places.unshift(at), at = ways[sign][at].from;
    return { runs, places: places.map((place) => letters.slice(0, place).join("").length) };
  }

  /** How a name, or its area and name, hold a term in order: the runs, and the places in the name. */
  function inOrder({ key, areaKey }, term) {
    const own = placesInOrder(key, term);
    const whole = own || !areaKey ? null : placesInOrder(areaKey + key, term);
    if (!whole) return own;
    const places = whole.places.map((place) => place - areaKey.length).filter((place) => place >= 0);
    return places.length ? { runs: whole.runs, places } : null;
  }

  function markedAt(name, found) {
    const places = placesOf(name);
    const spans = [];
    for (const place of [...new Set(found)].sort((one, other) => one - other)) {
      const [from, to] = [places[place], places[place + 1]];
      if (spans.length && spans[spans.length - 1][1] === from) spans[spans.length - 1][1] = to;
      else spans.push([from, to]);
    }
    return pieces(name, spans, 0, name.length);
  }

  function nearlyNamed(entities, terms, filter) {
    const found = entities
      .filter((entity) => fits(entity, entity.years, filter))
      .map((entity) => ({ entity, ways: terms.map((term) => inOrder(entity, term)) }))
      .filter(({ ways }) => ways.every(Boolean))
      .map(({ entity, ways }) => ({
        entity, runs: ways.reduce((sum, { runs }) => sum + runs, 0),
        title: markedAt(entity.name, ways.flatMap(({ places }) => places)),
      }));
    const fewest = Math.min(...found.map(({ runs }) => runs));
    return found
      .filter(({ runs }) => runs <= fewest + MORE_RUNS)
      .sort((one, other) => one.runs - other.runs || one.entity.name.length - other.entity.name.length ||
        one.entity.number - other.entity.number);
  }

  /** The entities that a query names, best first; if none, those nearly so named, as `isNear` says. */
  function entitiesNamed(entities, query, filter) {
    const terms = termsOf(query);
    if (!terms.length) return { isNear: false, found: [] };
    const named = namedEntities(entities, terms, filter);
    if (!named.length) return { isNear: true, found: nearlyNamed(entities, terms, filter) };
    return { isNear: false, found: named.map((entity) => ({ entity, title: marked(entity.name, terms) })) };
  }

  Object.assign(globalThis.Mingzhang.search, { readEntities, entitiesNamed, fits, inOrder });
})();
