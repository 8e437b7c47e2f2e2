"""What happens to headers and titles of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from tools.unseen.changes import HEADS, lines_changed, rows_changed, with_rows
from tools.unseen.pages import Item, Kind, Line, Rows

__all__ = [
    "all_on_one_line",
    "headers_as_lines",
    "headers_lost",
    "headers_merged",
    "headers_misread",
    "headers_split",
    "marks_wrong",
    "names_lost",
    "names_on_one_line",
    "notes_lost",
    "titles_below",
    "titles_cut",
    "titles_in_grid",
    "titles_lost",
    "titles_numbered",
    "titles_of_last_year",
    "titles_spaced",
    "titles_without_year",
]

_MISREAD: Final = str.maketrans(
    {"科": "料", "预": "顶", "政": "致", "拨": "拔", "未": "末", "项": "顶"}
)


def headers_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def lose(rows: Rows) -> Rows:
        kept = random.choice((0, 1, rows.header))
        first = rows.header - min(kept, rows.header)
        return with_rows(rows, rows.rows[first:], rows.header - first)

    return rows_changed(items, lambda rows: rows if rows.is_form else lose(rows))


def headers_merged(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The lines of a header become one."""

    def merge(rows: Rows) -> Rows:
        head = ["".join(texts) for texts in zip(*rows.rows[: rows.header], strict=True)]
        return with_rows(rows, (tuple(head), *rows.rows[rows.header :]), 1)

    return rows_changed(
        items, lambda rows: merge(rows) if rows.header > 1 and not rows.is_form else rows
    )


def headers_split(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Words of a header stand in as many lines as their narrow cells need."""

    def split(rows: Rows) -> Rows:
        found: list[tuple[str, ...]] = []
        for row in rows.rows[: rows.header]:
            width = random.choice((3, 4, 5))
            parts = [
                [text[at : at + width] for at in range(0, len(text), width)] or [""] for text in row
            ]
            for line in range(max(map(len, parts))):
                found.append(tuple(part[line] if line < len(part) else "" for part in parts))
        return with_rows(rows, (*found, *rows.rows[rows.header :]), len(found))

    return rows_changed(items, lambda rows: rows if rows.is_form else split(rows))


def headers_misread(items: Sequence[Item], random: Random) -> Sequence[Item]:
    found = lines_changed(
        items, HEADS, lambda text: text.translate(_MISREAD) if random.random() < 0.4 else text
    )
    return rows_changed(found, lambda rows: with_rows(rows, [
        tuple(text.translate(_MISREAD) if random.random() < 0.4 else text for text in row)
        if number < rows.header else row for number, row in enumerate(rows.rows)]))  # fmt: skip


def headers_as_lines(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Each cell of a header is a line of its own above the rows."""

    def drop(rows: Rows) -> Rows | list[Item]:
        if rows.is_form:
            return rows
        words = [text for row in rows.rows[: rows.header] for text in row if text]
        return [
            *(Line("note", text) for text in words),
            with_rows(rows, rows.rows[rows.header :], 0),
        ]

    return rows_changed(items, drop)


def _around(items: Sequence[Item], change: Callable[[list[Line], Rows], list[Item]]) -> list[Item]:
    """The lines right above a table changed together with it."""
    found: list[Item] = []
    above: list[Line] = []
    for item in items:
        if isinstance(item, Line) and item.kind in {"mark", "table", "left", "right"}:
            above.append(item)
            continue
        if isinstance(item, Rows) and above:
            found += change(above, item)
        else:
            found += [*above, item]
        above = []
    return found + above


def names_on_one_line(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def change(above: list[Line], rows: Rows) -> list[Item]:
        names = [line.text for line in above if line.kind in {"left", "right"}]
        kept: list[Item] = [line for line in above if line.kind in {"mark", "table"}]
        return [*kept, Line("left", random.choice((" ", "　　", "\t")).join(names)), rows]

    return _around(items, change)


def names_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return [item for item in items if not (
        isinstance(item, Line) and item.kind in {"left", "right", "mark"} and random.random() < 0.6)]  # fmt: skip


def all_on_one_line(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Mark, title and names of a table stand in one line."""
    return _around(items, lambda above, rows: [
        Line("table", random.choice((" ", "  ", "　")).join(line.text for line in above)), rows])  # fmt: skip


def titles_in_grid(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Title and names are the first rows of the table."""

    def change(above: list[Line], rows: Rows) -> list[Item]:
        width = len(rows.rows[0])
        lines = [(line.text, *("",) * (width - 1)) for line in above if line.kind != "mark"]
        marks: list[Item] = [line for line in above if line.kind == "mark"]
        return [*marks, with_rows(rows, (*lines, *rows.rows), rows.header + len(lines))]

    return _around(items, change)


def titles_below(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The mark stands below the title, or after the names."""

    def change(above: list[Line], rows: Rows) -> list[Item]:
        marks = [line for line in above if line.kind == "mark"]
        others = [line for line in above if line.kind != "mark"]
        at = random.randrange(1, len(others) + 1) if others else 0
        return [*others[:at], *marks, *others[at:], rows]

    return _around(items, change)


def titles_cut(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return _cut(items, random, (*HEADS, "left", "form"))


def _cut(items: Sequence[Item], random: Random, kinds: tuple[Kind, ...]) -> list[Item]:
    found: list[Item] = []
    for item in items:
        if (
            isinstance(item, Line)
            and item.kind in kinds
            and len(item.text) > 6
            and random.random() < 0.5
        ):
            at = random.randrange(3, len(item.text) - 1)
            found += [Line(item.kind, item.text[:at] + "\n" + item.text[at:])]
        else:
            found.append(item)
    return found


def titles_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return [item for item in items if not (
        isinstance(item, Line) and item.kind == "table" and random.random() < 0.4)]  # fmt: skip


def titles_without_year(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return lines_changed(items, ("table", "form"), lambda text: re.sub(r"^\d{4}年度?", "", text))


def titles_of_last_year(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def older(text: str) -> str:
        return (
            re.sub(r"^\d{4}", lambda year: str(int(year[0]) - 1), text)
            if random.random() < 0.3
            else text
        )

    return lines_changed(items, ("table",), older)


def titles_numbered(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Titles with 表一、 or 附表1 before them."""
    numbers: Iterator[int] = iter(range(1, 99))
    style = random.choice(("表{0}：", "附表{0} ", "表{1}、", "{1}、", "（{1}）", "{0}."))
    signs = "一二三四五六七八九十"

    def numbered(text: str) -> str:
        number = next(numbers)
        words = signs[number - 1] if number < 11 else "十" + signs[number - 11]
        return style.format(number, words) + text

    return lines_changed(items, ("table",), numbered)


def titles_spaced(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return lines_changed(
        items, HEADS, lambda text: " ".join(text) if random.random() < 0.4 else text
    )


def marks_wrong(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return lines_changed(items, ("mark",), lambda text: re.sub(
        r"\d+", str(random.randrange(1, 14)), text) if random.random() < 0.4 else text)  # fmt: skip


def notes_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return [item for item in items if not (isinstance(item, Line) and item.kind == "note")]
