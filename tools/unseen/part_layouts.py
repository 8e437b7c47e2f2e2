"""What happens to contents, parts, sections and the order of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tools.unseen.changes import lines_changed, rows_changed, with_rows
from tools.unseen.pages import Item, Line, Rows

__all__ = [
    "contents_lost",
    "contents_otherwise",
    "cover_lost",
    "cover_otherwise",
    "form_fields_moved",
    "form_titles_in_grid",
    "form_titles_lost",
    "forms_last",
    "narrative_first",
    "parts_lost",
    "parts_otherwise",
    "second_levels_repeated",
    "sections_lost",
    "sections_misnumbered",
    "sections_numbered_otherwise",
    "sections_run_on",
]


def contents_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return [item for item in items if not (isinstance(item, Line) and item.kind == "contents")]


def contents_otherwise(items: Sequence[Item], random: Random) -> Sequence[Item]:
    dots = random.choice((" ", "\t", "……………", "...... ", "·······", "　"))
    shown = random.random() < 0.5
    return lines_changed(items, ("contents",), lambda text: re.sub(
        r"\.+\t(\d+)", lambda one: dots + one[1] if shown else "", text))  # fmt: skip


def cover_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return [item for item in items if not (isinstance(item, Line) and item.kind == "cover")]


def cover_otherwise(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The cover in one line, or cut."""
    names = [item.text for item in items if isinstance(item, Line) and item.kind == "cover"]
    rest = [item for item in items if not (isinstance(item, Line) and item.kind == "cover")]
    whole = "".join(names)
    at = random.randrange(4, len(whole) - 4)
    cover = random.choice(
        (whole, whole[:at] + "\n" + whole[at:], "\n".join(reversed(names)), " ".join(names))
    )
    return [Line("cover", cover), *rest]


def sections_misnumbered(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def wrong(text: str) -> str:
        return (
            re.sub(r"^[一二三四五六七八九十]+", random.choice("三十七九"), text)
            if random.random() < 0.25
            else text
        )

    return lines_changed(items, ("section",), wrong)


def sections_numbered_otherwise(items: Sequence[Item], random: Random) -> Sequence[Item]:
    style = random.choice(("（{}）", "{}.", "{} 、", "{}，", "第{}节 ", ""))
    return lines_changed(items, ("section",), lambda text: re.sub(
        r"^([一二三四五六七八九十]+)、", lambda one: style.format(one[1]), text))  # fmt: skip


def sections_run_on(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """A heading and its first sentence stand in one line."""
    found: list[Item] = []
    for item in items:
        before = found[-1] if found else None
        if (isinstance(item, Line) and item.kind == "words" and isinstance(before, Line)
                and before.kind == "section" and random.random() < 0.5):  # fmt: skip
            found[-1] = Line(
                "words", before.text + random.choice(("", "。", "：", " ")) + item.text
            )
        else:
            found.append(item)
    return found


def sections_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """Some headings of the narrative are missing."""
    return [item for item in items if not (
        isinstance(item, Line) and item.kind == "section" and random.random() < 0.2)]  # fmt: skip


def parts_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return [item for item in items if not (isinstance(item, Line) and item.kind == "part")]


def parts_otherwise(items: Sequence[Item], random: Random) -> Sequence[Item]:
    def other(text: str) -> str:
        return random.choice((text.replace("　", ""), text.replace("　", "、"), text.replace("　", "\n"),
                              re.sub("^第(.)部分　", r"\1、", text), re.sub("^第.部分　", "", text)))  # fmt: skip

    return lines_changed(items, ("part",), other)


def narrative_first(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The text stands before the tables."""
    parts = [at for at, item in enumerate(items) if isinstance(item, Line) and item.kind == "part"]
    if len(parts) != 4:
        return items
    _, two, three, four = parts
    return [*items[:two], *items[three:four], *items[two:three], *items[four:]]


def forms_last(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The forms stand at the end, behind the glossary."""
    forms = [item for item in items if (isinstance(item, Rows) and item.is_form)
             or (isinstance(item, Line) and item.kind == "form")]  # fmt: skip
    rest = [item for item in items if item not in forms]
    return [
        *rest,
        *([Line("note", random.choice(("附件", "附件：", "附件1"))), *forms] if forms else []),
    ]


def form_titles_in_grid(items: Sequence[Item], random: Random) -> Sequence[Item]:
    found: list[Item] = []
    titles: list[Line] = []
    for item in items:
        if isinstance(item, Line) and item.kind == "form":
            titles.append(item)
            continue
        if isinstance(item, Rows) and item.is_form and titles:
            width = len(item.rows[0])
            item = with_rows(
                item, (*((line.text, *("",) * (width - 1)) for line in titles), *item.rows)
            )
            titles = []
        found.append(item)
    return found


def form_titles_lost(items: Sequence[Item], random: Random) -> Sequence[Item]:
    return [item for item in items if not (
        isinstance(item, Line) and item.kind == "form" and random.random() < 0.5)]  # fmt: skip


def form_fields_moved(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The first field stands one column further right, as where labels span two columns."""

    def move(rows: Rows) -> Rows:
        return with_rows(rows, [
            (row[0], "", *row[1:-1]) if row[0] and not row[-1] and "指标" not in "".join(row) else row
            for row in rows.rows])  # fmt: skip

    return rows_changed(items, lambda rows: move(rows) if rows.is_form else rows)


def second_levels_repeated(items: Sequence[Item], random: Random) -> Sequence[Item]:
    """The second level is printed again in each row, or lost where it stood."""

    def change(rows: Rows) -> Rows:
        found: list[tuple[str, ...]] = []
        last: dict[int, str] = {}
        for row in rows.rows:
            cells = list(row)
            for at in (2, 5):
                if at < len(cells):
                    last[at] = cells[at] or last.get(at, "")
                    is_indicator = not cells[0] and at + 1 < len(cells) and cells[at + 1]
                    if (
                        is_indicator
                        and not cells[at]
                        and last[at].endswith(("指标", "效益", "影响", "满意度"))
                    ):
                        cells[at] = last[at]
            found.append(tuple(cells))
        return with_rows(rows, found)

    return rows_changed(items, lambda rows: change(rows) if rows.is_form else rows)
