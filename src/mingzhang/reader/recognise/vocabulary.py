"""The words by which a scheme's parts, tables, sections and forms are known in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

from mingzhang.catalog.names import folded
from mingzhang.reader.recognise.shapes import shapes
from mingzhang.reader.recognise.strips import Strip, worded
from mingzhang.reader.recognise.wordings import (
    chart_lines,
    form_words,
    heading_pattern,
    line_opening,
    row_words,
    sentence_pattern,
    term_pattern,
    titles_of_scheme,
    whole_sentences,
    wordings,
)
from mingzhang.scheme import Scheme
from mingzhang.scheme.words import filled

__all__ = ["Hit", "Kind", "Vocabulary", "vocabulary"]

Kind = Literal[
    "part", "overview", "table", "mark", "section", "inside", "form", "contents", "cover"
]

_NUMERAL: Final = "一二三四五六七八九十"
_ORDINAL: Final = re.compile(rf"^\W*(?:第?[{_NUMERAL}]{{1,3}}[章节]?|\d{{1,2}})[、.．:：，,）)\s]+")
_PART: Final = re.compile(rf"^第[{_NUMERAL}]部分\s*")
_TABLE_NUMBER: Final = re.compile(rf"^附?表(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})")
_YEAR_FIRST: Final = re.compile(r"\s*20\d\d\s*年")
_ASIDE: Final = re.compile(r"[（(][^（()）]*[)）]")
_CODE: Final = re.compile(r"\d{3}(?:\d{2}){0,2}(?![\d.．,，年])")
_DECIMAL: Final = re.compile(r"\d\s*[.．]\s*\d")
_WORDS: Final = re.compile(r"[^\W\d_]")
_FAR: Final = 80
_FEW: Final = 3
_NEAR: Final = 0.84
_LESS_NEAR: Final = 0.7
_FAR_TITLE: Final = 0.6
_LONG_TITLE: Final = 8
_MOST_LETTERS: Final = 0.8
_SOME_LETTERS: Final = 0.6
_SAME: Final = 0.02
_REMEMBERED: Final = 8192
"""So many lines are remembered with what they are: each is asked for several times."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a line is the title of: tables, sections and forms by their ids.

    A part is named by what it holds; a heading inside a section by the section. Titles that several
    things share name them all; `is_exact` is false where letters differ.
    """

    kind: Kind
    names: tuple[str, ...]
    is_exact: bool = True


class Vocabulary:
    """The titles of one scheme, to compare lines with."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._titles: dict[str, Hit] = {}
        self._stems = {re.sub(r"\d+$", "", folded(table.mark)) for table in scheme.tables.tables}
        self._add_all()
        self._prefixes = {key[:size] for key in self._titles for size in range(1, len(key))}
        self._by_size: dict[int, list[str]] = {}
        for key in self._titles:
            self._by_size.setdefault(len(key), []).append(key)
        self._longest = max(map(len, self._titles))
        self._set_words()
        self._set_patterns()
        self._hits = lru_cache(maxsize=_REMEMBERED)(self._find_hit)

    def _set_words(self) -> None:
        """What single lines and cells are known by."""
        scheme, publication = self.scheme, self.scheme.publication
        self._form_words = set(form_words(scheme))
        openings = (worded(form.year_line.partition("{")[0]) for form in scheme.forms)
        self._ordinals = {one.id: one.ordinal for one in scheme.narrative.sections}
        self._form_names = [(str(form.kind), worded(form.name)) for form in scheme.forms]
        names = [name for _, name in self._form_names]
        ends = {name[at:] for name in names for at in range(1, len(name) - 1)}
        self._form_ends = ends.difference(names)
        self._form_openings = tuple(filter(None, openings))
        self._row_words = set(row_words(scheme))
        self.watermark = folded(publication.watermark)
        self.owner = line_opening(scheme, scheme.tables.owner_line, "entity")
        self.unit = line_opening(scheme, scheme.tables.unit_line, "unit")
        self.note = line_opening(scheme, scheme.tables.note_line, "note")
        self.chart_head, self.caption = chart_lines(scheme)
        self.heading_lines = re.compile(f"{self.owner.pattern}|{self.unit.pattern}")
        self.terms = {worded(term.term): term.term for term in scheme.glossary.terms}
        self.empty_notes = {worded(table.empty_note) for table in scheme.tables.tables}
        self._project_fields = {
            worded(one.project_field) for one in scheme.forms if one.project_field
        }
        self.by_level = [
            title.replace("{entity}", "")
            for title in titles_of_scheme(scheme)
            if "{level}" in title
        ]
        self.shapes = shapes(scheme)
        self._labels = frozenset[str]().union(
            *(labels for one in self.shapes.values() for labels in (*one.labels, one.government))
        )
        self._headers = frozenset[str]().union(*(one.header for one in self.shapes.values()))

    def _set_patterns(self) -> None:
        """What sentences and longer lines are known by."""
        scheme = self.scheme
        self._headings = heading_pattern(scheme)
        self._terms = term_pattern(self.terms)
        self._sections = {
            f"s{number}": one.id for number, one in enumerate(scheme.narrative.sections)
        }
        self._sentences = sentence_pattern(scheme)
        self._whole = whole_sentences(scheme)
        self._openings = re.compile(
            rf"\s*(?P<year>\d{{4}})\s*年度?(?P<entity>\S{{2,60}}?)(?:{self._sentences.pattern})"
        )
        covers = wordings(scheme, scheme.publication.cover)
        self._cover = re.compile(
            "|".join(re.escape(one).replace("2000", r"\d{4}") for one in covers)
        )
        stems = "|".join(map(re.escape, self._stems))
        self._before_title = re.compile(
            rf"\s*(?:(?:{stems})\s*\d{{1,2}}\s*)?(?:附?表\s*(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})[\s、.．:：]*"
            rf"|[（(]?(?:[{_NUMERAL}]{{1,3}}|\d{{1,2}})[)）]?[、.．:：)）]\s*)?"
        )

    def _add(self, kind: Kind, name: str, title: str) -> None:
        for words in wordings(self.scheme, title):
            for key in dict.fromkeys((worded(words), worded(_ASIDE.sub("", words)))):
                known = self._titles.get(key)
                if known is None:
                    self._titles[key] = Hit(kind, (name,))
                elif known.kind == kind and name not in known.names:
                    self._titles[key] = Hit(kind, (*known.names, name))

    def _add_all(self) -> None:
        publication = self.scheme.publication
        self._add("contents", "contents", publication.contents)
        self._add("cover", "cover", publication.cover)
        for part in publication.parts:
            self._add("part", part.holds, part.title)
            bare = _PART.sub("", part.title)
            if len(bare) > _FEW:
                self._add("part", part.holds, bare)
        for one in publication.overview:
            self._add("overview", one.id, one.title)
        for table in self.scheme.tables.tables:
            self._add("table", table.id, table.title)
        for section in self.scheme.narrative.sections:
            self._add("section", section.id, section.title)
            for paragraph in section.paragraphs:
                if paragraph.kind in {"subheading", "chart"}:
                    self._add("inside", section.id, paragraph.text)
        for form in self.scheme.forms:
            self._add("form", str(form.kind), form.name)
            self._add("form", str(form.kind), filled(form.title, {"area": ""}))

    @staticmethod
    def key(text: str) -> str:
        """A text as titles are compared."""
        return worded(text)

    def is_form_word(self, text: str) -> bool:
        """Whether a text is a label, level or year line of a form."""
        word = worded(text)
        return word in self._form_words or word.startswith(self._form_openings)

    def is_row_label(self, text: str) -> bool:
        """Whether a text is a fixed label, a header or the note of some table."""
        return worded(text) in self._row_words or self.note.match(text) is not None

    def leading(self, text: str) -> int:
        """Where a heading ends that the text goes on after, one without number with a year."""
        number = _ORDINAL.match(text)
        found = self._headings.match(text, number.end() if number else 0)
        if found is None or (number is None and not _YEAR_FIRST.match(text, found.end())):
            return 0
        return found.end() if _WORDS.search(text, found.end()) else 0

    def said_in(self, text: str) -> str | None:
        """The section that this sentence begins, known by the words before its first figure."""
        found = self._sentences.search(text, 0, _FAR)
        if found:
            return self._sections[found.lastgroup or ""]
        return self._whole.get(worded(text)) if len(text) < _FAR else None

    def opening_of(self, text: str) -> re.Match[str] | None:
        """Year and entity of a sentence that begins a section."""
        return self._openings.match(text)

    def cover_name(self, text: str) -> str | None:
        """The entity of a title that names it before the year: X2025年度部门预算公开."""
        found = self._cover.search(text)
        return text[: found.start()].strip() or None if found else None

    def term_of(self, text: str) -> tuple[str, int] | None:
        """The term that a glossary entry explains, and where its explanation begins."""
        found = self._terms.match(text)
        return (self.terms[worded(found[1])], found.end()) if found else None

    def begins_form(self, strip: Strip) -> bool:
        """Whether a row names the project of a form."""
        return worded(strip.filled[0].passage.text) in self._project_fields and not self.is_header(
            strip
        )

    def is_header(self, strip: Strip) -> bool:
        """Whether most cells of a row are header words of one table, two of them at least."""
        cells = [word for cell in strip.filled if (word := worded(cell.passage.text))]
        if sum(word in self._headers for word in cells) < _FEW - 1 or any(
            _DECIMAL.search(cell.passage.text) for cell in strip.filled
        ):
            return False
        most = max(sum(word in shape.header for word in cells) for shape in self.shapes.values())
        return most >= 2 and most * 3 >= len(cells) * 2

    def is_body(self, strip: Strip) -> bool:
        """Whether a row has an amount, a code, or nothing but labels of rows."""
        texts = [cell.passage.text for cell in strip.filled]
        if _CODE.match(texts[0]) or any(_DECIMAL.search(text) for text in texts):
            return True
        keys = list(filter(None, map(worded, texts)))
        if not keys or not self._labels.issuperset(keys):
            return False
        return len(keys) == 1 or not self._headers.issuperset(keys)

    def names_column(self, strip: Strip) -> bool:
        """Whether a cell of the row is a header word."""
        return any(worded(cell.passage.text) in self._headers for cell in strip.filled)

    def is_header_only(self, key: str) -> bool:
        """Whether this is a header word and no label of a row."""
        return key in self._headers and key not in self._labels

    def may_begin(self, text: str, key: str) -> bool:
        """Whether some title begins with this text, which may be its year alone, and goes on."""
        bare = worded(_ORDINAL.sub("", text))
        if _ORDINAL.fullmatch(text):
            return True
        if len(text.strip()) < _FEW:
            return False
        return not key or not {key, bare, self._without_number(key)}.isdisjoint(self._prefixes)

    def may_end(self, key: str) -> bool:
        """Whether some title ends with these letters."""
        return any(title.endswith(key) for title in self._titles)

    def may_end_form(self, key: str) -> bool:
        """Whether these letters end the name of some form and are none themselves."""
        return key in self._form_ends

    def hit(self, text: str, key: str) -> Hit | None:
        """What a line with this text is the title of."""
        if len(key) > self._longest + 16 or len(key) < 2:
            return None
        return self._hits(text, key)

    def _find_hit(self, text: str, key: str) -> Hit | None:
        exact = self._titles.get(key) or self._mark(text)
        if exact:
            return exact
        for shorter in self._bare(text, key):
            if found := self._titles.get(shorter):
                return found
        return self._form(key) or self._near(text, key)

    def before_title(self, title: str) -> int:
        """Where a table's title begins behind the number or mark before it."""
        found = self._before_title.match(title)
        return found.end() if found else 0

    def _without_number(self, key: str) -> str:
        return _TABLE_NUMBER.sub("", key)

    def _bare(self, text: str, key: str) -> Iterator[str]:
        yield self._without_number(key)
        stripped = _ORDINAL.sub("", text)
        if len(stripped) < len(text):
            yield worded(stripped)
        if marked := self._after_mark(key):
            yield marked
        yield worded(_ASIDE.sub("", text))

    def _mark(self, text: str) -> Hit | None:
        """A line such as 预算公开表3, letters of the stem misprinted or not."""
        short = folded(text)
        for stem in self._stems:
            if len(short) > len(stem) + 2 or len(short) <= len(stem):
                continue
            same = sum(a == b for a, b in zip(short, stem, strict=False))
            number = short[len(stem) :]
            if same * 5 >= len(stem) * 3 and number.isdigit():
                return Hit("mark", self._numbered(int(number)))
        return None

    def _numbered(self, number: int) -> tuple[str, ...]:
        ids = self.scheme.table_ids
        return ids[number - 1 : number] if number else ()

    def _after_mark(self, key: str) -> str | None:
        for stem in self._stems:
            if found := re.match(re.escape(worded(stem)) + r"\d{1,2}(?=\D)", key):
                return key[found.end() :]
        return None

    def _form(self, key: str) -> Hit | None:
        """A form's title with the name of the area before it."""
        names = self._form_names
        return next((Hit("form", (kind,)) for kind, name in names if key.endswith(name)), None)

    def _near(self, text: str, key: str) -> Hit | None:
        """The title that the line comes close to, or several of one kind."""
        if len(key) < 5 or text[-1:] in "。；，、;,":
            return None
        bare = next(self._bare(text, key), key)
        number = _ORDINAL.match(text)
        if number:
            bare = worded(text[number.end() :])
        letters = set(bare)
        is_likely = number is not None or _YEAR_FIRST.match(text) is not None
        share = _SOME_LETTERS if is_likely else _MOST_LETTERS
        near: list[tuple[float, str]] = []
        for size in range(max(4, len(bare) - 3), len(bare) + 4):
            for title in self._by_size.get(size, ()):
                if len(letters.intersection(title)) >= len(letters) * share:
                    ratio = SequenceMatcher(None, bare, title, autojunk=False).ratio()
                    near.append((ratio, title))
        best = max(near, default=(0.0, ""))
        if best[0] < _NEAR and not (is_likely and self._is_where_expected(best, number)):
            return None
        found = [self._titles[title] for ratio, title in near if ratio > best[0] - _SAME]
        if len({hit.kind for hit in found}) > 1:
            return None
        names = dict.fromkeys(name for hit in found for name in hit.names)
        return Hit(found[0].kind, tuple(names), is_exact=False)

    def _is_where_expected(self, best: tuple[float, str], number: re.Match[str] | None) -> bool:
        """Whether a title with more letters misread is told by its number, or is a long one."""
        ratio, title = best
        hit = self._titles.get(title)
        if hit is None or ratio < _FAR_TITLE:
            return False
        if number is not None:
            numeral = number[0].strip(" 、.．:：，,（(）)\t\u3000第章节")
            return hit.kind == "section" and self._ordinals[hit.names[0]] == numeral
        return hit.kind == "table" and len(title) >= _LONG_TITLE and ratio >= _LESS_NEAR


_KNOWN: Final[dict[int, tuple[Scheme, Vocabulary]]] = {}


def vocabulary(scheme: Scheme) -> Vocabulary:
    """The vocabulary of a scheme, made once."""
    known = _KNOWN.get(id(scheme))
    if known is None:
        known = _KNOWN[id(scheme)] = (scheme, Vocabulary(scheme))
    return known[1]
