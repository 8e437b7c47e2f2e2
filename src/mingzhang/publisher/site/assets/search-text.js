/* The words of a search: what a reader types as tokens of the index, taken as search_tokens.py takes
   them from texts; and where a text says them, to be quoted. */
(() => {
  "use strict";

  const LONGEST = 5;
  const LONGEST_CODE = 7;
  const SPREAD = 4;
  const RARE = 0xe000;
  const RARE_SIZE = 0x1100;
  const MOST_TERMS = 8;
  const MOST_SPANS = 40;
  const BEFORE = 30;
  const AFTER = 60; // so much is quoted before and after what was found
  const SIGN = /[a-z0-9]/;
  const LETTER = /[\p{L}\p{N}]/u;
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

  /** The words of a query, without the punctuation around them; each must be in what is found. */
  function termsOf(query) {
    const words = folded(query).split(/\s+/).map((word) => word.replace(AROUND, ""));
    return [...new Set(words)].filter(Boolean).slice(0, MOST_TERMS);
  }

  function stored(character) {
    const code = character.codePointAt(0);
    return code > 0xffff ? String.fromCharCode(RARE + (code % RARE_SIZE)) : character;
  }

  const kindOf = (character) =>
    SIGN.test(character) ? "sign" : LETTER.test(character) ? "letter" : "";

  function runsOf(term) {
    const runs = [];
    let before = "";
    for (const character of term) {
      const kind = kindOf(character);
      if (kind && kind === before) runs[runs.length - 1].push(character);
      else if (kind) runs.push([character]);
      before = kind;
    }
    return runs;
  }

  /** The most of a word that it is found by: five signs, of digits seven. */
  function beginningOf(word) {
    const [digits] = /^[0-9]*/.exec(word.slice(0, LONGEST_CODE));
    return digits.length > LONGEST ? digits : word.slice(0, LONGEST);
  }

  /** What a part must hold to hold the term: names of tokens; ending in * also all that begin so. */
  function tokensOf(term) {
    const runs = runsOf(term);
    return runs.flatMap((run, number) => {
      if (kindOf(run[0]) === "sign") return [beginningOf(run.join(""))];
      const letters = run.map(stored);
      if (letters.length === 1) return [number === runs.length - 1 ? letters[0] + "*" : letters[0]];
      return letters.slice(1).map((letter, at) => letters[at] + letter);
    });
  }

  function shardOf(name, shards) {
    const [first, second] = [name.charCodeAt(0), name.length > 1 ? name.charCodeAt(1) : 0];
    if (SIGN.test(name[0])) return (first * 37 + second) % shards;
    return (first * (SPREAD + 1) + (second % SPREAD)) % shards;
  }

  /** The files that hold the tokens which begin with a character. */
  const shardsOf = (character, shards) =>
    [...new Set([...Array(SPREAD).keys()].map((tail) =>
      shardOf(character + String.fromCharCode(tail), shards)))];

  /** Where a text says one of the terms: [[from, to], …], in order, none within another. */
  function spansOf(text, terms) {
    const [key, spans] = [folded(text), []];
    if (!terms.some((term) => key.includes(term))) return spans;
    const places = placesOf(text);
    for (const term of terms) {
      let at = key.indexOf(term);
      while (at >= 0 && spans.length < MOST_SPANS) {
        spans.push([places[at], Math.max(places[at] + 1, places[at + term.length])]);
        at = key.indexOf(term, at + term.length);
      }
    }
    spans.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    return spans.filter(([from], at) => !spans.slice(0, at).some(([, to]) => from < to));
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

  /** The same of what stands around the first of the terms, within its line; nothing without one. */
  function quoted(text, terms) {
    const spans = spansOf(text, terms);
    if (!spans.length) return [];
    const [from, to] = spans[0];
    const line = text.lastIndexOf("\n", from - 1) + 1;
    const stop = text.indexOf("\n", to);
    const start = from - line > BEFORE ? from - BEFORE : line;
    return pieces(text, spans, start, Math.min(stop < 0 ? text.length : stop, to + AFTER));
  }

  globalThis.Mingzhang = {
    ...globalThis.Mingzhang,
    search: { folded, termsOf, tokensOf, shardOf, shardsOf, marked, quoted },
  };
})();
