"""A document of any format -> a disclosure, with the place of everything that was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec.structs import replace

from mingzhang.cube import Evidence, Fact
from mingzhang.model import Attachment, Disclosure, Entity, Form, Placed, PlacedPiece
from mingzhang.reader.recognise.doubts import settle
from mingzhang.reader.recognise.forms import read_form, split_forms
from mingzhang.reader.recognise.identity import identity_of
from mingzhang.reader.recognise.narrative import ReadSection, attachments, glossary, sections
from mingzhang.reader.recognise.outline import Outline, outline_of
from mingzhang.reader.recognise.placing import beside, kept, placed
from mingzhang.reader.recognise.statements import registers_stated, statements
from mingzhang.reader.recognise.strips import blocks_of
from mingzhang.reader.recognise.tables import ReadTables, Tables
from mingzhang.reader.recognise.units import units_listed
from mingzhang.reader.recognise.vocabulary import Vocabulary, vocabulary
from mingzhang.reader.source import Block, Document, Grid, Line, Passage, ReadError, joined
from mingzhang.scheme import Scheme, SchemeError, available_schemes, load_scheme
from mingzhang.scheme.form_facts import form_keys, funding_address
from mingzhang.scheme.view import known_facts
from mingzhang.scheme.words import filled

__all__ = ["read_document"]

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)\s*年")
_FINAL_ACCOUNTS: Final = re.compile(r"决\s*算(?:公开|报告|说明|$)")
_ENOUGH: Final = 3


def read_document(document: Document) -> Disclosure:
    """Read a department's or unit's budget from its document.

    Nothing is dropped: what belongs to no part stands in `places` as unplaced.1, unplaced.2 and
    so on.

    Raises:
        ReadError: the document is no budget disclosure of a scheme that this program knows.
    """
    scheme, outline = _recognised(document)
    words = vocabulary(scheme)
    identity = identity_of(outline, words)
    year = identity.year or scheme.head.first_year
    try:
        load_scheme(scheme.name, year)
    except SchemeError as error:
        raise ReadError(str(error)) from error
    draft = Disclosure(
        scheme=scheme.name,
        fiscal_year=year,
        entity=Entity(name=identity.entity or "", level=identity.level),
    )
    tables = Tables(outline, words)
    read = tables.read(year)
    if tables.doubtful:
        settle(scheme, read, replace(draft, tables=tuple(read.tables)))
        read = tables.read(year)
    return _Reading(words, outline, read, draft).disclosure()


def _recognised(document: Document) -> tuple[Scheme, Outline]:
    """The scheme whose titles the document has most of, and its outline by them."""
    lines = [block.text for block in document.blocks if isinstance(block, Line)]
    years = Counter(_YEAR.findall("\n".join(lines)))
    year = int(years.most_common(1)[0][0]) if years else 0
    found = []
    for name, begun in available_schemes().items():
        scheme = load_scheme(name, max(year, begun[0]))
        outline = outline_of(document, vocabulary(scheme))
        found.append((_parts_found(outline), scheme, outline))
    parts, scheme, outline = max(found, key=lambda one: one[0])
    final = sum(bool(_FINAL_ACCOUNTS.search(strip.text)) for strip in outline.cover)
    if final:
        raise ReadError("这是决算公开，不是预算公开；本程序只读部门（单位）预算")
    if parts < _ENOUGH:
        raise ReadError("没有认出部门预算公开的表和说明，请检查是否选错了文件")
    return scheme, outline


def _parts_found(outline: Outline) -> int:
    titles = {hit.names for hit in outline.hits.values() if hit.kind == "table"}
    return len(titles) + len(outline.sections) + len(outline.overview)


class _Reading:
    """Puts what was recognised together."""

    def __init__(
        self, words: Vocabulary, outline: Outline, tables: ReadTables, draft: Disclosure
    ) -> None:
        self.scheme = words.scheme
        self.words = words
        self.outline = outline
        self.tables = tables
        self.draft = draft
        self.places: list[Placed] = []
        self.loose: list[Passage] = [*tables.loose]

    def disclosure(self) -> Disclosure:
        """The disclosure with its facts and the places of everything."""
        publication, narrative = self.scheme.publication, self.scheme.narrative
        self._frame()
        overview = self._sections("overview", {one.id: one.title for one in publication.overview})
        self.places.extend(self.tables.places)
        sections = self._sections("narrative", {one.id: one.title for one in narrative.sections})
        attached = self._attachments([*overview, *sections])
        forms = self._forms()
        terms, places = glossary(self.outline.glossary, self.words)
        self.places.extend(places)
        self.loose.extend(strip.passage for strip in self.outline.loose)
        self.places.extend(kept("unplaced", self.loose))
        read = replace(
            self.draft,
            overview=tuple(one.section for one in overview),
            tables=tuple(self.tables.tables),
            narrative=tuple(one.section for one in sections),
            forms=tuple(forms),
            attachments=tuple(attached),
            glossary=tuple(terms),
        )
        read = replace(read, units=units_listed(self.scheme, read))
        read = replace(read, facts=tuple(self._facts(read)))
        self.places.extend(self._unbound(read.facts))
        return replace(self._stated(read, sections), places=tuple(self.places))

    def _stated(self, read: Disclosure, found: Iterable[ReadSection]) -> Disclosure:
        """With what the sentences state; words that no template reads are named as unread."""
        stated = []
        for one in found:
            name = one.section.id
            said = statements(self.scheme, read, name, one.passage)
            stated.append(said)
            for number, evidence in enumerate(said.unread, 1):
                path = f"narrative.{name}.unread.{number}"
                self.places.append(Placed(path, (PlacedPiece(0, evidence),), evidence.text))
        return replace(
            read,
            facts=(*read.facts, *(fact for one in stated for fact in one.facts)),
            registers=registers_stated(self.scheme, stated),
            settings={key: word for one in stated for key, word in one.options.items()},
        )

    def _attachments(self, found: Iterable[ReadSection]) -> list[Attachment]:
        attached: list[Attachment] = []
        for one in found:
            lists, places, loose = attachments(one, self.words)
            attached.extend(lists)
            self.places.extend(places)
            self.loose.extend(loose)
        return attached

    def _frame(self) -> None:
        """Cover, contents, marks and the titles of parts."""
        outline = self.outline
        self.places.extend(kept("cover", (strip.passage for strip in outline.cover)))
        self.places.extend(kept("contents", (strip.passage for strip in outline.contents)))
        self.places.extend(kept("marks", outline.marks))
        for name, strips in outline.parts.items():
            self.places.extend(kept(f"parts.{name}", (strip.passage for strip in strips)))

    def _sections(
        self, kind: Literal["overview", "narrative"], titles: dict[str, str]
    ) -> list[ReadSection]:
        outline = self.outline
        chapters = outline.overview if kind == "overview" else outline.sections
        level = {"level": self.scheme.level_word(self.draft.entity.level)}
        named = {name: filled(title, level) for name, title in titles.items()}
        found = list(sections(chapters, named, self.words))
        for one in found:
            path = f"{kind}.{one.section.id}"
            self.places.append(placed(f"{path}.title", one.title))
            self.places.append(placed(path, one.passage))
            self.loose.extend(strip.passage for strip in chapters[one.section.id].title[1:])
        return found

    def _forms(self) -> list[Form]:
        """The forms; their labels are kept with them, what stands before them is loose."""
        forms: list[Form] = []
        parts, others = split_forms(self.scheme, blocks_of(self.outline.forms))
        for number, part in enumerate(parts, 1):
            found = read_form(part, number)
            rest = beside(_passages(part.blocks), found.passages)
            self.places.extend(found.placed)
            self.places.append(placed(f"forms.{number}.labels", joined(rest, " "), with_text=True))
            forms.append(found.form)
        self.loose.extend(_passages(others))
        return forms

    def _facts(self, read: Disclosure) -> Iterator[Fact]:
        """Figures of tables and forms, each with its place."""
        cells = dict(self.tables.cells)
        pieces = {place.path: place.pieces for place in self.places if place.pieces}
        for number, (key, form) in enumerate(
            zip(form_keys(read.forms), read.forms, strict=True), 1
        ):
            for one in form.funding:
                found = pieces.get(f"forms.{number}.funding.{one.horizon}.{one.source}")
                if found:
                    cells[funding_address(key, one.horizon, one.source)] = found[0].evidence
        for fact in known_facts(self.scheme, read):
            yield _with_evidence(fact, cells.get(fact.address))

    def _unbound(self, facts: Iterable[Fact]) -> Iterator[Placed]:
        """Figures of rows that no rule of the scheme explains."""
        known = {fact.address for fact in facts}
        for address, evidence in self.tables.cells.items():
            if address not in known:
                table, _, cell = address.partition(".")
                yield Placed(f"tables.{table}.rows.{cell}", (PlacedPiece(0, evidence),))


def _passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.passage
        elif isinstance(block, Grid):
            yield from (one.passage for row in block.rows for one in row if one.text.strip())


def _with_evidence(fact: Fact, evidence: Evidence | None) -> Fact:
    return replace(fact, evidence=(evidence,)) if evidence else fact
