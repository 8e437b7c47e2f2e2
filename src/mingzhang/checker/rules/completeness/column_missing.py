"""表头缺少一栏或栏名有误。

查什么：各表表头应有的栏目是否都在，栏名有无错字。
为什么：缺一栏，数字就落到别的栏下；栏名错了口径就错了。
依据：省级方案规定的表头。
错例：支出表的表头没有“项目支出”一栏。
改法：按表样恢复表头。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.header_rows import joined_rows
from mingzhang.checker.rules.completeness.headings import likeness
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines
from mingzhang.checker.rules.identity.years import years_in
from mingzhang.scheme.definition import TableDefinition
from mingzhang.scheme.words import filled

RULE = Rule(
    code="STR110",
    name="column-missing",
    title="表头与样式不符",
    severity="warning",
    message="{where}{what}",
)

_NEAR: Final = 0.6
_FEW: Final = 2


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Header words of a table that its header does not have, as often as it should."""
    headers: dict[str, list[FrameLine]] = {}
    for line in frame_lines(document):
        if line.kind == "header":
            headers.setdefault(line.owner, []).append(line)
    for table, lines in headers.items():
        definition = document.scheme.table(table)
        wanted = _wanted(definition)
        cells = {filled(cell, dict(document.words)) for cell in _cells(definition)}
        rows = joined_rows([line.text for line in lines], cells)
        given = _given(rows)
        lost = wanted - _found_in(folded("".join(given)), wanted)
        if lost.total() * 2 > wanted.total():
            yield Unchecked(f"表{definition.ordinal}表头", "没有读全表头")
            continue
        for word, number in lost.items():
            near = _near(word, given, wanted)
            for _ in range(number):
                yield _found(document, definition, lines, word, near)
        dated = sum("{year}" in cell for cell in _cells(definition))
        if sum(1 for row in rows for _ in years_in(row)) < dated:
            yield _found(document, definition, lines, f"{document.words['year']}年", None)


def _cells(definition: TableDefinition) -> Iterator[str]:
    for cell in (cell for row in definition.header for cell in row):
        yield cell if isinstance(cell, str) else cell.text


def _wanted(definition: TableDefinition) -> Counter[str]:
    """The words of the header without years, and how often each stands in it."""
    texts = (cell.replace("{year}", "") for cell in _cells(definition))
    words = (folded(text).removeprefix("年") for text in texts)
    return Counter(word for word in words if word)


def _given(rows: list[str]) -> list[str]:
    """The words between blanks, without years."""
    words: list[str] = []
    for text in rows:
        for year in reversed(list(years_in(text))):
            text = text[: year.start] + text[year.end :].removeprefix("年")
        words.extend(text.split())
    return words


def _found_in(text: str, wanted: Counter[str]) -> Counter[str]:
    """How often each word stands in the header; long ones first, since short ones lie in them."""
    found: Counter[str] = Counter()
    for word in sorted(wanted, key=len, reverse=True):
        found[word] = min(text.count(word), wanted[word])
        text = text.replace(word, "|", found[word])
    return found


def _near(word: str, given: list[str], wanted: Counter[str]) -> str | None:
    """A word of the header that may be a slip of this one."""
    strange = [one for one in given if folded(one) not in wanted and len(one) >= _FEW]
    best = max(strange, key=lambda one: likeness(folded(one), word), default=None)
    return best if best and likeness(folded(best), word) >= _NEAR else None


def _found(
    document: Examined,
    definition: TableDefinition,
    lines: list[FrameLine],
    word: str,
    near: str | None,
) -> Found:
    line = next((one for one in lines if near and near in one.text), lines[0])
    at = line.text.find(near) if near else 0
    span = (at, at + len(near)) if near else (0, len(line.text))
    where = f"表{definition.ordinal}表头"
    return Found(
        subject=(f"tables.{definition.id}.header", word),
        where=where,
        position=f"tables.{definition.id}",
        values={
            "where": where,
            "what": f"的“{near}”应为“{word}”" if near else f"没有“{word}”一栏",
        },
        stated=near,
        expected=word,
        evidence=document.evidence(line.path, *span),
        severity=None if near or _has_figures(document, definition.id) else "info",
    )


def _has_figures(document: Examined, table_id: str) -> bool:
    """Whether a column less leaves figures without a head."""
    table = document.disclosure.table(table_id)
    return table is not None and any(any(row.cells.values()) for row in table.rows)
