"""What happens to the rows of tables and forms."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tools.unseen.changes import AMOUNT, map_rows, rows_changed, with_rows
from tools.unseen.pages import Item, Line, Rows

__all__ = [
    "a_blank_lost",
    "blanks_lost",
    "cells_gained",
    "cells_spaced",
    "cells_split",
    "figures_otherwise",
    "form_blanks_lost",
    "form_spans_wrong",
    "leading_lost",
    "names_indented",
    "names_with_codes",
    "paragraph_tags",
    "rows_run_on",
    "spanned_repeated",
    "table_leading_lost",
    "table_spans_wrong",
    "tables_run_on",
    "totals_in_second_column",
    "totals_last",
    "trailing_lost",
    "zeros_shown",
]


def trailing_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def cut(row: tuple[str, ...]) -> tuple[str, ...]:
        while row and not row[-1]:
            row = row[:-1]
        return row or ("",)

    return rows_changed(items, lambda rows: with_rows(rows, [cut(row) for row in rows.rows]))


def leading_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Some rows of forms have lost the empty cells before their first word."""

    def change(row: tuple[str, ...]) -> tuple[str, ...]:
        filled = next((at for at, text in enumerate(row) if text), 0)
        if not filled or random.random() < 0.6:
            return row
        lost = random.randrange(1, filled + 1)
        return (*row[lost:], *("",) * lost)

    return rows_changed(
        items, lambda rows: with_rows(rows, map_rows(rows, change)) if rows.is_form else rows
    )


def a_blank_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Some rows of tables have lost one of their empty cells, and what follows moved left."""

    def change(row: tuple[str, ...]) -> tuple[str, ...]:
        empty = [at for at, text in enumerate(row) if not text]
        if not empty or random.random() < 0.85:
            return row
        at = random.choice(empty)
        return (*row[:at], *row[at + 1 :])

    return rows_changed(
        items, lambda rows: rows if rows.is_form else with_rows(rows, map_rows(rows, change))
    )


def blanks_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Rows hold only their filled cells."""
    return rows_changed(items, lambda rows: with_rows(rows, [
        tuple(filter(None, row)) or ("",) for row in rows.rows]))  # fmt: skip


def form_blanks_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return rows_changed(items, lambda rows: with_rows(rows, [
        tuple(filter(None, row)) or ("",) for row in rows.rows]) if rows.is_form else rows)  # fmt: skip


def spanned_repeated(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """A cell that spans columns or rows gives its text in each of them, as some tools do."""
    return rows_changed(
        items, lambda rows: with_rows(rows, _repeated(rows)) if rows.spans else rows
    )


def _repeated(rows: Rows) -> list[tuple[str, ...]]:
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows.spans):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    taken[number + down, column + right] = cell.text
            column += cell.colspan
    return [tuple(taken.get((number, at), "") for at in range(len(row)))
            for number, row in enumerate(rows.rows)]  # fmt: skip


def cells_split(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Long words of a row stand in two lines: the rest below, alone in its column."""

    def split(rows: Rows) -> Rows:
        found: list[tuple[str, ...]] = []
        for row in rows.rows:
            long = [
                at for at, text in enumerate(row) if 7 < len(text) < 60 and not AMOUNT.match(text)
            ]
            if not long or random.random() < (0.97 if rows.is_form else 0.85):
                found.append(row)
                continue
            at = random.choice(long)
            middle = len(row[at]) // 2 + 1
            found.append((*row[:at], row[at][:middle], *row[at + 1 :]))
            found.append(tuple(row[at][middle:] if one == at else "" for one in range(len(row))))
        return with_rows(rows, found)

    return rows_changed(items, split)


def cells_spaced(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Blanks and marks of breaks within cells."""

    def spaced(text: str) -> str:
        if len(text) < 5 or AMOUNT.match(text) or random.random() < 0.8:
            return text
        middle = random.randrange(2, len(text) - 1)
        return text[:middle] + random.choice((" ", "　", "<br>", "\u00a0", "<br/>")) + text[middle:]

    return rows_changed(
        items, lambda rows: with_rows(rows, [tuple(map(spaced, row)) for row in rows.rows])
    )


def paragraph_tags(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Remains of markup in cells."""

    def tagged(text: str) -> str:
        return f"<p>{text}</p>" if text and random.random() < 0.04 else text

    return rows_changed(
        items, lambda rows: with_rows(rows, [tuple(map(tagged, row)) for row in rows.rows])
    )


def figures_otherwise(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def written(text: str) -> str:
        if not AMOUNT.match(text) or "." not in text or random.random() < 0.7:
            return text
        wide = text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
        thousands = f"{float(text.replace(',', '')):,.2f}"
        return random.choice(
            (f" {text} ", wide, thousands, text.replace(".", ". "), f"{text}\u3000")
        )

    return rows_changed(items, lambda rows: rows if rows.is_form else with_rows(rows, map_rows(
        rows, lambda row: tuple(map(written, row)))))  # fmt: skip


def zeros_shown(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Dashes where cells are empty."""
    mark = random.choice(("-", "—", "——", "／"))
    return rows_changed(items, lambda rows: rows if rows.is_form else with_rows(rows, map_rows(
        rows, lambda row: tuple(text or mark if at > 1 else text for at, text in enumerate(row)))))  # fmt: skip


def _laid(spans: Sequence[Sequence[tuple[str, int, int]]]) -> list[tuple[str, ...]]:
    """Cells with their spans (down, right) as a grid, the way tools write them that believe spans."""
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate(spans):
        column = 0
        for text, down, right in row:
            while (number, column) in taken:
                column += 1
            for below in range(down):
                for beside in range(right):
                    taken.setdefault((number + below, column + beside), "")
            taken[number, column] = text
            column += right
    width = max((at for _, at in taken), default=0) + 1
    return [
        tuple(taken.get((number, at), "") for at in range(width)) for number in range(len(spans))
    ]


def _respanned(rows: Rows, random: Random, share: float) -> Rows:
    """Some spans are taken for one row or column too many or too few."""
    if not rows.spans:
        return rows
    spans: list[list[tuple[str, int, int]]] = []
    for row in rows.spans:
        cells = []
        for cell in row:
            down, right = cell.rowspan, cell.colspan
            if random.random() < share and down > 1:
                down = max(1, down + random.choice((-2, -1, 1)))
            if random.random() < share and right > 1:
                right = max(1, right + random.choice((-1, 1)))
            cells.append((cell.text, down, right))
        spans.append(cells)
    found = _laid(spans)
    return with_rows(rows, found)


def form_spans_wrong(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return rows_changed(items, lambda rows: _respanned(rows, random, 0.3) if rows.is_form else rows)


def table_spans_wrong(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return rows_changed(items, lambda rows: rows if rows.is_form else _respanned(rows, random, 0.5))


def table_leading_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Some rows of tables have lost the empty cells before their first word."""

    def change(row: tuple[str, ...]) -> tuple[str, ...]:
        filled = next((at for at, text in enumerate(row) if text), 0)
        return row if not filled or random.random() < 0.7 else row[filled:]

    return rows_changed(
        items, lambda rows: rows if rows.is_form else with_rows(rows, map_rows(rows, change))
    )


def cells_gained(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Some rows have an empty cell too many."""

    def change(row: tuple[str, ...]) -> tuple[str, ...]:
        if random.random() < 0.9:
            return row
        at = random.randrange(len(row) + 1)
        return (*row[:at], "", *row[at:])

    return rows_changed(items, lambda rows: with_rows(rows, map_rows(rows, change)))


def totals_in_second_column(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def change(row: tuple[str, ...]) -> tuple[str, ...]:
        return ("", row[0], *row[2:]) if row[0] == "合计" and not row[1] else row

    return rows_changed(
        items, lambda rows: rows if rows.is_form else with_rows(rows, map_rows(rows, change))
    )


def totals_last(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def change(rows: Rows) -> Rows:
        body = rows.rows[rows.header :]
        if rows.is_form or len(body) < 2 or body[0][0] not in {"合计", "部门合计"}:
            return rows
        return with_rows(rows, (*rows.rows[: rows.header], *body[1:], body[0]))

    return rows_changed(items, change)


def names_indented(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Names of classes stand further right the deeper they are; codes too."""

    def change(row: tuple[str, ...]) -> tuple[str, ...]:
        if not row[0].isdigit():
            return row
        blanks = "\u3000" * (len(row[0]) - 3)
        return (blanks + row[0], blanks + row[1], *row[2:])

    return rows_changed(
        items, lambda rows: rows if rows.is_form else with_rows(rows, map_rows(rows, change))
    )


def names_with_codes(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Code and name stand in one cell."""
    between = random.choice(("", " ", "-", "\u3000"))

    def change(row: tuple[str, ...]) -> tuple[str, ...]:
        return (
            (row[0] + between + row[1], "", *row[2:]) if row[0].isdigit() and len(row) > 2 else row
        )

    return rows_changed(
        items, lambda rows: rows if rows.is_form else with_rows(rows, map_rows(rows, change))
    )


def rows_run_on(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Two rows have become one line."""

    def change(rows: Rows) -> Rows:
        found: list[tuple[str, ...]] = list(rows.rows[: rows.header])
        for row in rows.rows[rows.header :]:
            if len(found) > rows.header and random.random() < 0.06:
                found[-1] = (*found[-1], *row)
            else:
                found.append(row)
        return with_rows(rows, found)

    return rows_changed(items, lambda rows: rows if rows.is_form else change(rows))


def tables_run_on(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """What stands below a table, up to the next one's header, are rows of it too."""
    found: list[Item] = []
    for item in items:
        before = found[-1] if found else None
        if (isinstance(item, Line) and item.kind in {"mark", "table", "left", "right", "note"}
                and isinstance(before, Rows) and not before.is_form and random.random() < 0.5):  # fmt: skip
            width = len(before.rows[0])
            found[-1] = with_rows(before, (*before.rows, (item.text, *("",) * (width - 1))))
        else:
            found.append(item)
    return found
