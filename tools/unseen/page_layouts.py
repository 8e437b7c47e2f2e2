"""Where pages end, and what stands there: headers again, numbers, marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tools.unseen.changes import WATERMARK, lines_changed, rows_changed, with_rows
from tools.unseen.pages import Item, Line, Rows

__all__ = [
    "breaks",
    "breaks_with_header",
    "breaks_with_title",
    "markdown",
    "running_heads",
    "sentences_broken_by_pages",
    "sentences_wrapped",
    "watermarks",
    "watermarks_in_words",
]


def breaks(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """A page ends within each long table: a blank line, perhaps a number."""
    return rows_changed(items, lambda rows: _broken(rows, random, ()))


def breaks_with_header(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return rows_changed(items, lambda rows: _broken(rows, random, ("header",)))


def breaks_with_title(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The title, the names and the header are printed again on the next page."""
    title: list[Line] = []
    found: list[Item] = []
    for item in items:
        if isinstance(item, Line):
            title = [item] if item.kind == "table" else title
            title += [item] if item.kind in {"left", "right"} else []
            found.append(item)
        else:
            found += _broken(item, random, ("header",), () if item.is_form else title)
    return found


def _broken(
    rows: Rows, random: Random, again: tuple[str, ...], title: Sequence[Line] = ()
) -> list[Item]:
    found: list[Item] = []
    start = 0
    places = [at for at in range(rows.header + 2, len(rows.rows)) if random.random() < 0.06]
    for at in [*places, len(rows.rows)]:
        head = rows.rows[: rows.header] if again and start else ()
        found.append(
            with_rows(
                rows, (*head, *rows.rows[start:at]), rows.header if start == 0 or again else 0
            )
        )
        if at < len(rows.rows):
            number = random.randrange(2, 60)
            end = random.choice(
                ("", f"- {number} -", str(number), f"第{number}页 共60页", WATERMARK)
            )
            found.append(Line("note", end))
            found += title
        start = at
    return found


def sentences_wrapped(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Sentences are cut into lines of one width, as on the page."""
    width = random.choice((28, 35, 42))
    return lines_changed(items, ("words", "term"), lambda text: "\n".join(
        text[at : at + width] for at in range(0, len(text), width)))  # fmt: skip


def sentences_broken_by_pages(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def broken(text: str) -> str:
        if len(text) < 50 or random.random() < 0.4:
            return text
        at = random.randrange(10, len(text) - 10)
        number = random.randrange(9, 30)
        mark = random.choice(
            ("", WATERMARK, f"- {number} -", f"{number}", f"— {number} —\n\n{WATERMARK}")
        )
        return f"{text[:at]}\n\n{mark}\n\n{text[at:]}"

    return lines_changed(items, ("words", "term"), broken)


def watermarks(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The review mark between any two lines and rows."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Rows) and len(item.rows) > 3 and random.random() < 0.5:
            at = random.randrange(1, len(item.rows))
            found += [
                with_rows(item, item.rows[:at], min(item.header, at)),
                Line("note", WATERMARK),
            ]
            item = with_rows(item, item.rows[at:], max(item.header - at, 0))
        found.append(item)
        if random.random() < 0.3:
            found += [Line("note", WATERMARK)] * random.randrange(1, 4)
    return found


def watermarks_in_words(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The review mark lies over words: it stands within a line or a cell."""

    def marked(text: str) -> str:
        if len(text) < 30 or random.random() < 0.8:
            return text
        at = random.randrange(5, len(text) - 5)
        return text[:at] + WATERMARK + text[at:]

    return lines_changed(items, ("words",), marked)


def running_heads(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """A head and a page number stand between lines, as on each page."""
    head = (
        next((item.text for item in items if isinstance(item, Line) and item.kind == "cover"), "")
        + "预算公开"
    )
    found: list[Item] = []
    for number, item in enumerate(items):
        found.append(item)
        if number > 40 and random.random() < 0.15:
            found += [Line("note", f"{number // 8}"), Line("note", head)]
    return found


def markdown(items: Sequence[Item], random: Random) -> Sequence[Item]:
    found = lines_changed(items, ("part",), lambda text: f"# {text}")
    found = lines_changed(
        found, ("table", "section"), lambda text: random.choice((f"## {text}", f"**{text}**"))
    )
    return lines_changed(
        found, ("term",), lambda text: re.sub(r"、([^：:]+)([：:])", r"、**\1**\2", text, count=1)
    )
