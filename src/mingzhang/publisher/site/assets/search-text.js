/* The words of a search: what a reader types as tokens of the index, taken as search_tokens.py takes
   them from texts; and where a text says them, to be quoted. */
(() => {
  "use strict";

  const LONGEST = 5;
  const LONGEST_CODE = 7;
  const MOST_PLACES = 8;
  const SPREAD = 4;
  const RARE = 0xe000;
  const RARE_SIZE = 0x1100;
  const MOST_TERMS = 8;
  const MOST_SPANS = 40;
  const BEFORE = 30;
  const AFTER = 60; // so much is quoted before and after what was found
  const SIGN = /[a-z0-9]/;
  const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
  const QUOTES = /["'“”‘’「」『』《》〈〉]/g;
  const GROUPED = /([0-9]),(?=[0-9]{3})/g;

  /** A text as it is compared: width, case, quotation marks and commas in numbers do not count. */
  const folded = (text) =>
    text.normalize("NFKC").toLowerCase().replace(QUOTES, "").replace(GROUPED, "$1");

  /** For each place in the text as it is compared, the place in the text that it comes from. */
  function placesOf(text) {
    const [signs, places] = [[], []];
    let place = 0;
    for (const character of text) {
      for (const sign of character.normalize("NFKC").toLowerCase().replace(QUOTES, "")) {
        for (const unit of sign.split("")) signs.push(unit), places.push(place);
      }
      place += character.length;
    }
    const whole = signs.join("");
    const groups = new Set([...whole.matchAll(GROUPED)].map((found) => found.index + 1));
    return [...places.filter((_, at) => !groups.has(at)), text.length];
  }

  // A point before a year belongs to a numbering: 1.2024年.
  const DECIMALS = "\\.(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]";
  const YEAR = /^(?:19|20)[0-9]{2}(?![0-9])/;
  const SPACED_UNIT = /([0-9])\s+(?=[万亿]?元)/g;
  const RUN = new RegExp(`[0-9]+${DECIMALS}+|[a-z0-9]+|(?:(?![a-z0-9])[\\p{L}\\p{N}])+`, "gu");

  /** The words of a query, without the punctuation around them; each must be in what is found. */
  function termsOf(query) {
    const words = folded(query).replace(SPACED_UNIT, "$1").split(/\s+/);
    return [...new Set(words.map((word) => word.replace(AROUND, "")))].filter(Boolean).slice(0, MOST_TERMS);
  }

  const isNumber = (term) => /^[0-9]/.test(term);

  /** What is looked for: `needs` lists, for all that must be there, the terms that serve for it. */
  function strictly(query) {
    const terms = termsOf(query);
    return { terms, origins: terms, needs: terms.map((_, at) => [at]) };
  }

  /** The same with less asked: each character must stand in a pair that is there; null if not less. */
  function loosely(query) {
    const [terms, origins, needs] = [[], [], []];
    const add = (term, origin) => origins.push(origin) && terms.push(term) - 1;
    for (const origin of termsOf(query)) {
      for (const run of origin.match(RUN) || []) {
        const signs = [...run];
        if (SIGN.test(run[0]) || signs.length < 3) needs.push([add(run, origin)]);
        else {
          const pairs = signs.slice(1).map((sign, at) => add(signs[at] + sign, origin));
          needs.push(...signs.map((_, at) => pairs.slice(Math.max(0, at - 1), at + 1)));
        }
      }
    }
    return terms.length > termsOf(query).length ? { terms, origins, needs } : null;
  }

  const stored = (character) => {
    const code = character.codePointAt(0);
    return code > 0xffff ? String.fromCharCode(RARE + (code % RARE_SIZE)) : character;
  };

  /** What a word or number is found by: five signs, of digits seven; of decimals the hundredths. */
  function beginningOf(word) {
    const [whole, decimals] = word.split(".");
    if (decimals) return `#${Number(`${whole}${decimals.padEnd(2, "0").slice(0, 2)}`.slice(-MOST_PLACES))}`;
    const [digits] = /^[0-9]*/.exec(word.slice(0, LONGEST_CODE));
    return digits.length > LONGEST ? digits : word.slice(0, LONGEST);
  }

  /** What a part must hold to hold the term: names of tokens; ending in * also all that begin so. */
  function tokensOf(term) {
    const runs = term.match(RUN) || [];
    return runs.flatMap((run, number) => {
      if (SIGN.test(run[0])) return [beginningOf(run)];
      const letters = [...run].map(stored);
      if (letters.length === 1) return [number === runs.length - 1 ? letters[0] + "*" : letters[0]];
      return letters.slice(1).map((letter, at) => letters[at] + letter);
    });
  }

  function shardOf(name, shards) {
    if (name[0] === "#") return Number(name.slice(1)) % shards;
    const [first, second] = [name.charCodeAt(0), name.length > 1 ? name.charCodeAt(1) : 0];
    if (SIGN.test(name[0])) return (first * 37 + second) % shards;
    return (first * (SPREAD + 1) + (second % SPREAD)) % shards;
  }

  /** The files that hold the tokens which begin with a character. */
  const shardsOf = (character, shards) =>
    [...new Set([...Array(SPREAD).keys()].map((tail) =>
      shardOf(character + String.fromCharCode(tail), shards)))];

  // Where a text says a term. Numbers are whole: 15 is in 15 and 15.00, not in 3.15 or 150.

  const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

  function numberPattern(number) {
    const [whole, decimals] = number.split(".");
    if (!decimals) return `${whole}(?:\\.0+)?`;
    const kept = decimals.replace(/0+$/, "");
    return kept ? `${whole}\\.${kept}0*` : `${whole}\\.0+`;
  }

  function patternOf(term) {
    const source = term.split(/([0-9]+(?:\.[0-9]+)?)/)
      .map((piece, at) => (at % 2 ? numberPattern(piece) : escaped(piece)))
      .filter(Boolean).join("\\s*");
    return new RegExp(source + (/[0-9]$/.test(term) ? `(?![0-9]|${DECIMALS})` : ""), "g");
  }

  const patterns = new Map();

  /** Where a folded text says a term: [[from, to], …]. */
  function foundIn(key, term) {
    const found = [];
    if (!/[0-9]/.test(term)) {
      for (let at = key.indexOf(term); at >= 0 && found.length < MOST_SPANS; at = key.indexOf(term, at + term.length)) {
        found.push([at, at + term.length]);
      }
      return found;
    }
    if (patterns.size > MOST_SPANS) patterns.clear();
    if (!patterns.has(term)) patterns.set(term, patternOf(term));
    for (const { 0: said, index } of key.matchAll(patterns.get(term))) {
      const before = key.slice(Math.max(0, index - 2), index);
      const isWithin = isNumber(term) && (/[a-z0-9]$/.test(before) || (/[0-9]\.$/.test(before) && !YEAR.test(term)));
      if (!isWithin && found.length < MOST_SPANS) found.push([index, index + said.length]);
    }
    return found;
  }

  /** Whether a folded text says a term. */
  const says = (key, term) => (/[0-9]/.test(term) ? foundIn(key, term).length > 0 : key.includes(term));

  /** Whether a word of a folded text begins with a term. */
  const begins = (key, term) => key.split(/\s+/).some((word) => word.startsWith(term));

  /** Where a text says one of the terms: [[from, to], …], in order; those that touch are one. */
  function spansOf(text, terms) {
    const key = folded(text);
    const found = terms.flatMap((term) => foundIn(key, term));
    if (!found.length) return [];
    const places = placesOf(text);
    const spans = [];
    for (const [from, to] of found.sort((one, other) => one[0] - other[0])) {
      const last = spans[spans.length - 1];
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else spans.push([from, to]);
    }
    return spans.map(([from, to]) => [places[from], Math.max(places[from] + 1, places[to])]);
  }

  function pieces(text, spans, start, end) {
    const made = [[start && text[start - 1] !== "\n" ? "…" : "", false]];
    let done = start;
    for (const [from, to] of spans) {
      if (from < done || to > end) continue;
      made.push([text.slice(done, from), false], [text.slice(from, to), true]);
      done = to;
    }
    made.push([text.slice(done, end), false], [end < text.length && text[end] !== "\n" ? "…" : "", false]);
    return made.filter(([piece]) => piece);
  }

  /** A text in pieces, those that are one of the terms marked: [[piece, isMarked], …]. */
  const marked = (text, terms) => pieces(text, spansOf(text, terms), 0, text.length);

  /** The spans from one on that can be quoted with it say so many different words. */
  const richness = (text, spans, at) => new Set(spans.slice(at)
    .filter(([, to]) => to <= spans[at][1] + AFTER && !text.slice(spans[at][0], to).includes("\n"))
    .map(([from, to]) => text.slice(from, to))).size;

  /** The same of what stands around the place that says most of the terms, within its line. */
  function quoted(text, terms) {
    const spans = spansOf(text, terms);
    if (!spans.length) return [];
    const rich = spans.map((_, at) => richness(text, spans, at));
    const [from, to] = spans[rich.indexOf(Math.max(...rich))];
    const line = text.lastIndexOf("\n", from - 1) + 1;
    const stop = text.indexOf("\n", to);
    const start = from - line > BEFORE ? from - BEFORE : line;
    return pieces(text, spans, start, Math.min(stop < 0 ? text.length : stop, to + AFTER));
  }

  globalThis.Mingzhang = {
    ...globalThis.Mingzhang,
    search: {
      folded, placesOf, termsOf, strictly, loosely, isNumber, tokensOf, shardOf, shardsOf, says, begins, pieces,
      marked, quoted,
    },
  };
})();
