"""Slips of the hand in a published text: what people really do wrong, made at random.

Each maker puts one slip (or two, far apart) into a text and says where, and what stood there before.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tools.number_slips import digit, in_yuan, lose, negative, shift, swap

__all__ = ["MAKERS", "Slip", "Spot"]

CELL = re.compile(r"(?<=\t)\d+\.\d\d(?=[\t\n])")
SWAPPED = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}


@dataclass(frozen=True)
class Spot:
    """A piece of the changed text; `before` is what stood there, `right` what should be named.

    `right` is None where there is no single right value. `named` are words by which a finding may
    tell what is lost.
    """

    start: int
    end: int
    before: str
    right: str | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slip:
    """A changed text with the places of what was changed."""

    text: str
    spots: tuple[Spot, ...]


Maker = Callable[[str, random.Random], Slip | None]
Span = tuple[int, int]


def replaced(
    text: str, span: Span, new: str, right: str | None = None, named: tuple[str, ...] = ()
) -> Slip:
    """The text with a piece of it replaced."""
    start, end = span
    before = text[start:end]
    spot = Spot(start, start + len(new), before, right, named)
    return Slip(text[:start] + new + text[end:], (spot,))


def amended(text: str, span: Span, new: str) -> Slip | None:
    """A number replaced by another one, where that changes what it says."""
    old = text[slice(*span)].replace(",", "")
    if float(old) == float(new.replace(",", "")):
        return None
    return replaced(text, span, new, old)


# Where things stand


def in_tables(text: str) -> Span:
    """Where the tables stand: between the part with tables and the part with text."""
    start = text.find("预算公开表1\n")
    start = start if start >= 0 else text.find("预算收支总表\n", text.find("第一部分 概况\n"))
    if start < 0:
        start = text.find("预算收支总表", text.find("第一部分", text.find("第三部分")))
    return max(start, 0), text.find("第三部分", max(start, 0) + 1)


def in_sections(text: str) -> Span:
    """Where the narrative stands, up to the first form."""
    start = in_tables(text)[1]
    form = re.compile(r"^[^\n，。]*绩效(?:目标|申报)[^\n，。]*表\t*\n", re.MULTILINE)
    found = form.search(text, start)
    return start, found.start() if found else len(text)


def cells(text: str, line: str = "") -> list[Span]:
    """The amounts in cells of tables, of rows that begin in this way."""
    start, end = in_tables(text)
    return [
        one.span()
        for row in re.finditer(rf"^{line}[^\n]*\n", text[:end], re.MULTILINE)
        if row.start() > start
        for one in CELL.finditer(text, row.start(), row.end())
        if float(one[0])
    ]


def narrated(text: str, pattern: str) -> list[Span]:
    """Where group 1 of a pattern stands in the narrative."""
    start, end = in_sections(text)
    return [one.span(1) for one in re.compile(pattern).finditer(text, start, end)]


def formed(text: str, pattern: str) -> list[Span]:
    """Where group 1 of a pattern stands in forms."""
    return [one.span(1) for one in re.compile(pattern).finditer(text, in_sections(text)[1])]


# What is done

Change = Callable[[str, random.Random], str]


def some(places: Callable[[str], Sequence[Span]], change: Change) -> Maker:
    """A slip in one of some numbers."""

    def make(text: str, rng: random.Random) -> Slip | None:
        spans = places(text)
        if not spans:
            return None
        span = rng.choice(spans)
        return amended(text, span, change(text[slice(*span)], rng))

    return make


def blank(text: str, rng: random.Random) -> Slip | None:
    spans = cells(text)
    span = rng.choice(spans)
    return replaced(text, span, "", text[slice(*span)])


def moved(text: str, rng: random.Random) -> Slip | None:
    start, end = in_tables(text)
    found = [
        one for one in re.finditer(r"\t(\d+\.\d\d)\t(?=[\t\n])", text) if start < one.start() < end
    ]
    one = rng.choice(found)
    return replaced(text, one.span(), f"\t\t{one[1]}", None)


def pasted_row(text: str, rng: random.Random) -> Slip | None:
    """The figure of the row above, or another, of the same table."""
    spans = cells(text)
    at = rng.randrange(1, len(spans))
    other = text[slice(*spans[at - 1])]
    return amended(text, spans[at], other)


def pasted_table(text: str, rng: random.Random) -> Slip | None:
    """A total pasted from another table."""
    totals = cells(text, r"(?:合[ \t]*计|[^\n\t]*总[ ]*计|部门合计)\t")
    if len(totals) < 2:
        return None
    span, other = rng.sample(totals, 2)
    return amended(text, span, text[slice(*other)])


def two(text: str, rng: random.Random) -> Slip | None:
    spans = cells(text)
    one, other = sorted(rng.sample(spans, 2))
    if text.count("\n", one[1], other[0]) < 25:
        return None
    second = amended(text, other, digit(text[slice(*other)], rng))
    first = amended(second.text, one, digit(text[slice(*one)], rng)) if second else None
    if first is None or second is None:
        return None
    by = first.spots[0].end - one[1]
    later = second.spots[0]
    spot = Spot(later.start + by, later.end + by, later.before, later.right)
    return Slip(first.text, (*first.spots, spot))


def row_of(text: str, rng: random.Random, pattern: str) -> re.Match[str] | None:
    start, end = in_tables(text)
    found = [one for one in re.finditer(pattern, text[:end], re.MULTILINE) if one.start() > start]
    return rng.choice(found) if found else None


CODED = r"^(?P<code>\d{7}|\d{5})\t[^\n\t]*(?P<cells>\t[^\n]*\d\.\d\d[^\n]*)\n"


def row_lost(text: str, rng: random.Random) -> Slip | None:
    one = row_of(text, rng, CODED)
    if one is None:
        return None
    first = CELL.search(one[0])
    return replaced(text, one.span(), "", first[0] if first else None, (one["code"],))


def row_twice(text: str, rng: random.Random) -> Slip | None:
    one = row_of(text, rng, CODED)
    return replaced(text, one.span(), one[0] * 2) if one else None


def code_garbled(text: str, rng: random.Random) -> Slip | None:
    one = row_of(text, rng, CODED)
    if one is None:
        return None
    span = one.span("code")
    return replaced(text, span, digit(one["code"], rng), one["code"])


def direction(text: str, rng: random.Random) -> Slip | None:
    start, end = in_sections(text)
    found = [one.span(0) for one in re.compile("增加|减少|增长|下降").finditer(text, start, end)
             if re.match(r"[\d,.]+(?:万元|%)", text[one.end():])]  # fmt: skip
    if not found:
        return None
    span = rng.choice(found)
    word = text[slice(*span)]
    return replaced(text, span, SWAPPED[word], SWAPPED[SWAPPED[word]])


def share_other(text: str, rng: random.Random) -> Slip | None:
    """The share of something else: one that stands beside it."""
    spans = narrated(text, r"占[^，。；\d]{0,12}(\d+\.\d+)%")
    if len(spans) < 2:
        return None
    at = rng.randrange(1, len(spans))
    return amended(text, spans[at], text[slice(*spans[at - 1])])


def unit_in_text(text: str, rng: random.Random) -> Slip | None:
    spans = [(end, end + 2) for _, end in narrated(text, r"(\d[\d,]*\.\d\d)(?=万元)")]
    return replaced(text, rng.choice(spans), "元", "万元") if spans else None


def matched(pattern: str, new: str, right: bool = True) -> Maker:
    """One of the places where group 1 of a pattern stands, with other words."""

    def make(text: str, rng: random.Random) -> Slip | None:
        found = [one.span(1) for one in re.finditer(pattern, text, re.MULTILINE)]
        if not found:
            return None
        span = rng.choice(found)
        return replaced(text, span, new, text[slice(*span)] if right else None)

    return make


def title_year(text: str, rng: random.Random) -> Slip | None:
    start, end = in_tables(text)
    found = [
        one.span(1)
        for one in re.finditer(r"^(20\d\d)年[^\n\t]*表[^\n\t]*$", text, re.MULTILINE)
        if start < one.start() < end
    ]
    if not found:
        return None
    span = rng.choice(found)
    year = text[slice(*span)]
    return replaced(text, span, str(int(year) - 1), year)


def phone(text: str, rng: random.Random) -> Slip | None:
    found = list(re.finditer(r"^(?:项目概况|立项依据)\t[^\n]*?。()", text, re.MULTILINE))
    if not found:
        return None
    return replaced(text, rng.choice(found).span(1), "联系人张建国，电话13835512346。")


def section_lost(text: str, rng: random.Random) -> Slip | None:
    start, end = in_sections(text)
    heads = list(
        re.compile(
            r"^[一二三四五六七八九十]+、[^\n。]*(?:说明|情况|原因)[^\n。]*\n", re.MULTILINE
        ).finditer(text, start, end)
    )
    if len(heads) < 3:
        return None
    at = rng.randrange(len(heads) - 1)
    title = heads[at][0].strip().partition("、")[2]
    return replaced(text, (heads[at].start(), heads[at + 1].start()), "", None, (title,))


def table_lost(text: str, rng: random.Random) -> Slip | None:
    start, end = in_tables(text)
    heads = [
        one for one in re.finditer(r"^20\d\d年[^\n\t]*表[^\n\t]*\n", text[:end], re.MULTILINE)
        if one.start() >= start
    ]  # fmt: skip
    if len(heads) < 4:
        return None
    at = rng.randrange(1, len(heads) - 1)
    title = heads[at][0].strip()[5:].strip("年 ")
    return replaced(text, (heads[at].start(), heads[at + 1].start()), "", None, (title[:8],))


def form_lost(text: str, rng: random.Random) -> Slip | None:
    starts = [
        one.start() for one in re.finditer(r"^[^\n]*绩效(?:目标|申报)表\t*\n", text, re.MULTILINE)
    ]
    if len(starts) < 3:
        return None
    at = rng.randrange(1, len(starts) - 1)
    name = re.compile(r"项目名称\t+([^\t\n]+)").search(text, starts[at], starts[at + 1])
    named = (name[1][:12],) if name else ()
    return replaced(text, (starts[at], starts[at + 1]), "", None, named)


def watermark(text: str, rng: random.Random) -> Slip | None:
    found = [one.span() for one in re.finditer(r"\n\n", text)]
    return replaced(text, rng.choice(found), "\n\n征求意见稿\n\n")


AMOUNT = r"(\d[\d,]*\.\d\d)万元"
SHARE = r"占[^，。；\d]{0,12}(\d+\.\d+)%"
GROWTH = r"(?:增长|下降)(\d+\.\d+)%"
CHANGE = r"(?:增加|减少)(\d[\d,]*\.\d\d)万元"
FORM_TOTAL = r"年度资金总额[:：]?\t+([\d,]{5,})"
FORM_PART = r"\t(?:省级财政资金|市县\(区\)财政资金)\t+([\d,]{5,})(?=[\t\n])"


def _of(pattern: str, where: Callable[[str, str], Sequence[Span]]) -> Callable[[str], list[Span]]:
    return lambda text: list(where(text, pattern))


def _rows(line: str) -> Callable[[str], list[Span]]:
    return lambda text: cells(text, line)


def _makers() -> Iterator[tuple[str, Maker]]:
    yield "cell: digit", some(cells, digit)
    yield "cell: swapped digits", some(cells, swap)
    yield "cell: shifted point", some(cells, shift)
    yield "cell: digit left out", some(cells, lose)
    yield "cell: blank", blank
    yield "cell: sign", some(cells, negative)
    yield "cell: 元 for 万元", some(cells, in_yuan)
    yield "cell: neighbouring column", moved
    yield "cell: row above pasted", pasted_row
    yield "cell: other table pasted", pasted_table
    yield "cell: 类 wrong", some(_rows(r"\d{3}\t"), digit)
    yield "cell: total wrong", some(_rows(r"(?:合[ \t]*计|[^\n\t]*总[ ]*计)\t"), digit)
    yield "cell: two slips", two
    yield "row lost", row_lost
    yield "row twice", row_twice
    yield "row: code garbled", code_garbled
    yield "text: amount digit", some(_of(AMOUNT, narrated), digit)
    yield "text: amount swapped", some(_of(AMOUNT, narrated), swap)
    yield "text: amount shifted", some(_of(AMOUNT, narrated), shift)
    yield "text: share", some(_of(SHARE, narrated), digit)
    yield "text: share swapped", some(_of(SHARE, narrated), swap)
    yield "text: share of another", share_other
    yield "text: growth", some(_of(GROWTH, narrated), digit)
    yield "text: change", some(_of(CHANGE, narrated), digit)
    yield "text: direction", direction
    yield "text: unit", unit_in_text
    yield "text: projects", some(_of(r"项目(?:绩效目标)?(\d+)个", narrated), digit)
    yield "text: units", some(_of(r"单位(\d+)个", narrated), digit)
    yield "text: vehicles", some(_of(r"车(?:辆)?(\d+)辆", formed), digit)
    yield "form: total", some(_of(FORM_TOTAL, formed), digit)
    yield "form: total swapped", some(_of(FORM_TOTAL, formed), swap)
    yield "form: part", some(_of(FORM_PART, formed), digit)
    yield "unit line", matched(r"单位[:：](万元)$", "元")
    yield "title: year", title_year
    yield "entity name", matched(r"部门名称：(.+)$", "明月县财政局")
    yield "table lost", table_lost
    yield "section lost", section_lost
    yield "form lost", form_lost
    yield "watermark", watermark
    yield "placeholder", matched(r"主要原因是([^，。；\n]{4,})", "XXX", right=False)
    yield "phone number", phone


MAKERS: dict[str, Maker] = dict(_makers())
