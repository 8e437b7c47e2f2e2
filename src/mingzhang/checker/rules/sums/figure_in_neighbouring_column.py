"""数字填错了栏。

查什么：合计与分项、前后两处不符，而把一个数字移到本行另一个空栏就全部相符；数字印在填文字的栏里。
为什么：录入或复制时错开一格，数字本身没有错，单看数字看不出来。
依据：省级方案中各栏的坐标定义；公开的数据应当真实、准确。
错例：差旅费的合计栏空白，人员经费 1.00、公用经费 1.00；人员经费栏的 1.00 应在合计栏。
改法：把数字移到它应在的栏。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec import structs

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, side_of
from mingzhang.cube import Evidence, Fact, Identity
from mingzhang.model import Severity
from mingzhang.scheme.labels import column_titles
from mingzhang.scheme.words import filled

RULE = Rule(
    code="SUM105",
    name="figure-in-neighbouring-column",
    title="数字填错了栏",
    severity="error",
    message="{figure} 印在“{stands}”，{reason}“{belongs}”",
)

_NAMED: Final = 3
"""More places than this are not named."""


def check(document: Examined) -> Iterator[Found]:
    """Figures printed where words belong, and figures that in another cell of their row fit."""
    shifted = list(_shifted(document))
    if shifted:
        rows = _rows(document)
        for one in shifted:
            yield _found_shifted(document, one, rows[one.row])
    for fault in document.faults:
        if fault.belongs is not None:
            yield _found_beside(document, fault.suspect, fault.belongs, fault.broken)


@dataclass(slots=True)
class _Row:
    """The amounts of one row from the left, and the sums among them."""

    figures: list[Fact] = field(default_factory=list)
    sums: list[Identity] = field(default_factory=list)

    def holds(self, texts: Mapping[str, str | None] | None = None) -> bool:
        """Whether its sums come out, with other texts in some cells."""
        given = texts or {}

        def printed(fact: Fact) -> Fact:
            return structs.replace(fact, text=given.get(fact.address, fact.text))

        return all(
            Identity(printed(one.whole), tuple(map(printed, one.parts))).holds()
            for one in self.sums
        )

    def fits(self, figure: Fact, place: Fact) -> bool:
        """Whether the row would come out with the figure in another cell."""
        return self.holds({figure.address: place.text, place.address: figure.text})


def _is_nothing(fact: Fact) -> bool:
    return fact.text is None or not fact.text.strip("0.,")


def _rows(document: Examined) -> Mapping[str, _Row]:
    rows: dict[str, _Row] = defaultdict(_Row)
    for fact, _ in document.amounts:
        if document.labels.is_cell(fact.address):
            rows[_row_of(fact)].figures.append(fact)
    for one in document.sums:
        paths = {_row_of(fact) for fact in (one.whole, *one.parts)}
        if len(paths) == 1 and (path := paths.pop()) in rows:
            rows[path].sums.append(one)
    return rows


def _row_of(fact: Fact) -> str:
    return fact.address.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class _Shifted:
    """A figure that stands in the cell of this number, from 1, and was read in another column."""

    row: str
    column: str
    cell: int
    evidence: tuple[Evidence, ...]


def _shifted(document: Examined) -> Iterator[_Shifted]:
    for place in document.disclosure.places:
        head, moved, tail = place.path.partition(".moved.")
        if moved and head.startswith("tables."):
            table, _, key = head.removeprefix("tables.").partition(".rows.")
            column, _, cell = tail.rpartition(".")
            evidence = document.evidence(place.path)
            yield _Shifted(f"{table}.{key}", column, int(cell), evidence)


def _found_shifted(document: Examined, one: _Shifted, row: _Row) -> Found:
    table = document.scheme.table(one.row.partition(".")[0])
    address = f"{one.row}.{one.column}"
    belongs = document.labels.of(address)
    figure = "".join(piece.text for piece in one.evidence)
    is_sure = _is_only_place(row, address)
    return Found(
        subject=(address, str(one.cell)),
        where=belongs,
        position=address,
        values={
            "figure": figure,
            "stands": filled(column_titles(table)[one.cell - 1], dict(document.words)),
            "reason": "按本行的合计与分项，应在" if is_sure else "可能应在",
            "belongs": belongs,
        },
        stated=figure,
        expected=belongs,
        evidence=one.evidence,
        severity=_severity(row, address, is_sure=is_sure),
    )


def _severity(row: _Row, address: str, *, is_sure: bool) -> Severity | None:
    """An error if the row proves it; little is lost where the row has this one column for figures.

    It can belong nowhere else then, and a transcription that miscounted cells looks the same.
    """
    if is_sure:
        return None
    is_only_column = [one.address for one in row.figures] == [address]
    return "info" if is_only_column else "warning"


def _is_only_place(row: _Row, address: str) -> bool:
    """Whether the sums of the row come out with the figure in this column and in no other."""
    figure = _at(row.figures, address)
    if figure is None or not row.holds() or not _is_summed(row.sums, figure):
        return False
    others = (one for one in row.figures if one is not figure and _is_nothing(one))
    return not any(row.fits(figure, one) for one in others)


def _at(figures: Iterable[Fact], address: str) -> Fact | None:
    return next((one for one in figures if one.address == address), None)


def _is_summed(sums: Iterable[Identity], figure: Fact) -> bool:
    return any(figure is one.whole or figure in one.parts for one in sums)


def _found_beside(
    document: Examined, figure: Fact, place: Fact, broken: Sequence[Identity]
) -> Found:
    stands, belongs = document.labels.of(figure.address), document.labels.of(place.address)
    cells = (document.cell(figure), document.cell(place))
    return Found(
        subject=(figure.address, place.address),
        where=stands,
        position=figure.address,
        values={
            "figure": f"{figure.text}{figure.unit}",
            "stands": stands,
            "reason": f"{_contradicted(document, place, broken)}；它应在本行的",
            "belongs": belongs,
        },
        sides=(side_of(document, figure), side_of(document, place)),
        cells=tuple(filter(None, cells)),
        stated=figure.text,
        expected=belongs,
        evidence=figure.evidence,
    )


def _contradicted(document: Examined, place: Fact, broken: Sequence[Identity]) -> str:
    """What does not come out with the figure where it stands."""
    wholes = dict.fromkeys(one.whole.address for one in broken if one.whole is not place)
    named = "、".join(f"“{document.labels.of(address)}”" for address in [*wholes][:_NAMED])
    return f"与{named}{'等' if len(wholes) > _NAMED else ''}不符" if named else "与别处不符"
