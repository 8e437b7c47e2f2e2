"""What was changed on a page beside its figures, as far as the scheme tells what should stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from mingzhang.catalog.names import folded
from mingzhang.model import Disclosure, Table
from mingzhang.reader.page.difference import Difference
from mingzhang.reader.page.own import OwnPage, text_of
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import HeaderCell
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.view import BoundRow, bind
from mingzhang.scheme.words import filled, long_date
from mingzhang.sentence import match_section

__all__ = ["ChangedText", "changed_frames", "changed_texts"]


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A text that is not as the scheme has it; `mended` is the disclosure with it put right."""

    where: str
    displayed: str
    expected: str | None = None
    mended: Disclosure | None = None


def changed_texts(scheme: Scheme, disclosure: Disclosure) -> Iterator[ChangedText]:
    """Texts of a disclosure that the scheme has otherwise: terms, titles, labels, sentences."""
    words = _words(scheme, disclosure)
    yield from _terms(scheme, disclosure)
    for number, table in enumerate(disclosure.tables):
        for changed, where in _table(scheme, disclosure, table, words):
            displayed, expected, new = changed
            tables = [*disclosure.tables]
            tables[number] = new
            mended = structs.replace(disclosure, tables=tuple(tables)) if expected else None
            yield ChangedText(where, displayed, expected, mended)
    for section in disclosure.narrative:
        definition = scheme.section(section.id)
        own = {one.key for one in definition.figures}
        said = {key: word for key, word in words.items() if key not in own}
        if match_section(scheme, definition, said, section.text) is None:
            yield ChangedText(f"{definition.ordinal}、{section.title}", section.text)


def _words(scheme: Scheme, disclosure: Disclosure) -> dict[str, str]:
    year = disclosure.fiscal_year
    counted = next((one.as_of for one in disclosure.registers if one.as_of), None)
    return {
        "year": str(year),
        "last_year": str(year - 1),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
        "as_of": long_date(date.fromisoformat(counted)) if counted else "",
        "area": "",
        **disclosure.settings,
    }


def _terms(scheme: Scheme, disclosure: Disclosure) -> Iterator[ChangedText]:
    for number, (term, known) in enumerate(
        zip(disclosure.glossary, scheme.glossary.terms, strict=False)
    ):
        for key in ("term", "text"):
            said, expected = getattr(term, key), getattr(known, key)
            if said != expected:
                terms = [*disclosure.glossary]
                terms[number] = structs.replace(term, **{key: expected})
                mended = structs.replace(disclosure, glossary=tuple(terms))
                yield ChangedText(f"名词解释“{known.term}”", said, expected, mended)


_Change = tuple[str, str | None, Table]


def _table(
    scheme: Scheme, disclosure: Disclosure, table: Table, words: Mapping[str, str]
) -> Iterator[tuple[_Change, str]]:
    definition = scheme.table(table.id)
    where = f"表{definition.ordinal}"
    for key, expected in (
        ("title", filled(definition.title, dict(words))),
        ("unit", definition.unit),
    ):
        said = getattr(table, key)
        if said != expected:
            yield (said, expected, structs.replace(table, **{key: expected})), where
    units = [unit.name for unit in disclosure.units] or [disclosure.entity.name]
    rows = bind(scheme, space_of(scheme, disclosure), table, words, units)
    for bound in (row for _, side in rows for row in side):
        name = _name(scheme, bound)
        if bound.rule is None:
            yield (bound.row.label, None, table), f"{where}的行"
        elif name is not None and folded(name) != folded(bound.row.label):
            mended = [
                structs.replace(row, label=name) if row is bound.row else row for row in table.rows
            ]
            new = structs.replace(table, rows=tuple(mended))
            yield (bound.row.label, name, new), f"{where} {bound.row.code} 的名称"


def _name(scheme: Scheme, bound: BoundRow) -> str | None:
    """What the code list calls the row of a code; None where the row has none."""
    rule, code = bound.rule, bound.row.code
    if rule is None or rule.each is None or not rule.coded or not code or rule.label != "{name}":
        return None
    return scheme.member_title(rule.each, code)


def changed_frames(page: OwnPage, disclosure: Disclosure) -> Iterator[Difference]:
    """Headers of tables and the name on the cover, which no checksum covers."""
    words = _words(page.scheme, disclosure)
    cover = page.root.find(".//h1/span[@class='entity']")
    if cover is not None and text_of(cover) != page.block.entity.name:
        yield _framed("封面", text_of(cover), page.block.entity.name, cover.sourceline)
    for definition in page.scheme.tables.tables:
        grid = page.root.find(f".//div[@id='table-{definition.id}']")
        if grid is None:
            continue
        expected = [
            filled(cell.text if isinstance(cell, HeaderCell) else cell, words)
            for row in definition.header
            for cell in row
        ]
        cells = grid.xpath(".//thead//*[self::th or self::td]")
        for cell, text in zip(cells, expected, strict=False):
            if text_of(cell) != text:
                where = f"表{definition.ordinal}的表头"
                yield _framed(where, text_of(cell), text, cell.sourceline)


def _framed(where: str, displayed: str, expected: str, line: int | None) -> Difference:
    message = f"{where}（网页第 {line} 行）：写作“{displayed}”，应为“{expected}”"
    return Difference(message, where, None, line, displayed, expected)
