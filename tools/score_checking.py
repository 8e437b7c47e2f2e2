"""Injects one slip at a time into published texts and counts what the check finds, and where.

A slip is found if the check reports something that it did not report of the untouched document,
with evidence on the changed line, or about what was lost. It is suggested right if a finding at that
place names the text that stood there before.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mingzhang.checker import check
from mingzhang.model import Finding
from mingzhang.reader.file import read_file
from mingzhang.reader.source import ReadError
from mingzhang.scheme import load_scheme

SHARED = Path(__file__).resolve().parents[2] / "shared"
DIGITS = "0123456789"


@dataclass(frozen=True)
class Slip:
    """A changed text: the characters that were replaced, and what stood there before."""

    text: str
    start: int
    end: int
    before: str


Maker = Callable[[str, random.Random], Slip | None]


def replaced(text: str, start: int, end: int, new: str) -> Slip:
    """The text with a piece of it replaced."""
    return Slip(text[:start] + new + text[end:], start, start + len(new), text[start:end])


def chosen(
    pattern: str, text: str, rng: random.Random, group: int | str = 0
) -> tuple[int, int] | None:
    """A place at random where a pattern stands."""
    found = [one.span(group) for one in re.finditer(pattern, text, re.MULTILINE)]
    return rng.choice(found) if found else None


def in_cells(text: str) -> tuple[int, int]:
    """Where the tables stand: between the part with tables and the part with text."""
    start = text.find("预算公开表1\n")
    start = start if start >= 0 else text.find("预算收支总表\n", text.find("第一部分 概况\n"))
    return max(start, 0), text.find("第三部分", start + 1)


def cell_digit(text: str, rng: random.Random) -> Slip | None:
    start, end = in_cells(text)
    found = [
        one for one in re.finditer(r"(?<=\t)\d+\.\d\d(?=[\t\n])", text) if start < one.start() < end
    ]
    return _digit(text, rng.choice(found).span(), rng) if found else None


def _digit(text: str, span: tuple[int, int], rng: random.Random) -> Slip:
    places = [number for number in range(*span) if text[number] in DIGITS]
    place = rng.choice(places)
    new = rng.choice([one for one in DIGITS if one != text[place]])
    number = text[span[0] : place] + new + text[place + 1 : span[1]]
    return replaced(text, *span, number)


def cell_swap(text: str, rng: random.Random) -> Slip | None:
    start, end = in_cells(text)
    found = [
        one
        for one in re.finditer(r"(?<=\t)\d+\.\d\d(?=[\t\n])", text)
        if start < one.start() < end and one[0][0] != one[0][1] and one[0][1] != "."
    ]
    if not found:
        return None
    one = rng.choice(found)
    return replaced(text, *one.span(), one[0][1] + one[0][0] + one[0][2:])


def cell_moved(text: str, rng: random.Random) -> Slip | None:
    start, end = in_cells(text)
    found = [one for one in re.finditer(r"\t(\d+\.\d\d)\t\t", text) if start < one.start() < end]
    if not found:
        return None
    one = rng.choice(found)
    return replaced(text, *one.span(), f"\t\t{one[1]}\t")


def row_lost(text: str, rng: random.Random) -> Slip | None:
    start, end = in_cells(text)
    found = [
        one
        for one in re.finditer(r"^\d{7}\t[^\n]*\d\.\d\d[^\n]*\n", text, re.MULTILINE)
        if start < one.start() < end
    ]
    return replaced(text, *rng.choice(found).span(), "") if found else None


def _narrative(pattern: str) -> Maker:
    def make(text: str, rng: random.Random) -> Slip | None:
        start, end = text.find("第三部分", in_cells(text)[1]), text.rfind("绩效目标\n")
        found = [one.span(1) for one in re.finditer(pattern, text) if start < one.start() < end]
        return _digit(text, rng.choice(found), rng) if found else None

    return make


def direction(text: str, rng: random.Random) -> Slip | None:
    start = text.find("第三部分", in_cells(text)[1])
    found = [one for one in re.finditer(r"增加|减少|增长|下降", text) if start < one.start()
             and re.match(r"[\d,.]+(?:万元|%)", text[one.end():])]  # fmt: skip
    if not found:
        return None
    one = rng.choice(found)
    other = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}[one[0]]
    return replaced(text, *one.span(), other)


def title_year(text: str, rng: random.Random) -> Slip | None:
    start, end = in_cells(text)
    found = [
        one.span(1)
        for one in re.finditer(r"^(20\d\d)年[^\n\t]*表[^\n\t]*$", text, re.MULTILINE)
        if start < one.start() < end
    ]
    if not found:
        return None
    span = rng.choice(found)
    return replaced(text, *span, str(int(text[slice(*span)]) - 1))


def entity_name(text: str, rng: random.Random) -> Slip | None:
    span = chosen(r"部门名称：(.+)$", text, rng, 1)
    return replaced(text, *span, "某某县财政局") if span else None


def unit_line(text: str, rng: random.Random) -> Slip | None:
    span = chosen(r"单位[:：](万元)$", text, rng, 1)
    return replaced(text, *span, "元") if span else None


def watermark(text: str, rng: random.Random) -> Slip | None:
    span = chosen(r"\n\n", text, rng)
    return replaced(text, *span, "\n\n征求意见稿\n\n") if span else None


def placeholder(text: str, rng: random.Random) -> Slip | None:
    span = chosen(r"主要原因是([^，。；\n]{4,})", text, rng, 1)
    return replaced(text, *span, "XXX") if span else None


def phone(text: str, rng: random.Random) -> Slip | None:
    span = chosen(r"^(?:项目概况|立项依据)\t[^\n]*?。()", text, rng, 1)
    return replaced(text, *span, "联系人张建国，电话13835512346。") if span else None


def section_lost(text: str, rng: random.Random) -> Slip | None:
    start = text.find("第三部分", in_cells(text)[1])
    found = [
        one
        for one in re.finditer(
            r"^[一二三四五六七八九十]+、[^\n]*(?:说明|情况|原因)[^\n]*\n(?:(?![一二三四五六七八九十]+、|第四部分)[^\n]*\n){1,12}",
            text,
            re.MULTILINE,
        )
        if one.start() > start
    ]
    return replaced(text, *rng.choice(found).span(), "") if found else None


def form_lost(text: str, rng: random.Random) -> Slip | None:
    starts = [
        one.start() for one in re.finditer(r"^[^\n]*绩效(?:目标|申报)表\t*\n", text, re.MULTILINE)
    ]
    if len(starts) < 3:
        return None
    number = rng.randrange(1, len(starts) - 1)
    return replaced(text, starts[number], starts[number + 1], "")


def form_amount(text: str, rng: random.Random) -> Slip | None:
    span = chosen(r"年度资金总额[:：]?\t+([\d,]{5,})", text, rng, 1)
    return _digit(text, span, rng) if span else None


MAKERS: dict[str, Maker] = {
    "cell: digit": cell_digit,
    "cell: swapped digits": cell_swap,
    "cell: neighbouring column": cell_moved,
    "row lost": row_lost,
    "text: amount": _narrative(r"(\d[\d,]*\.\d\d)万元"),
    "text: share": _narrative(r"占(?:[^，。；\d]{0,12})(\d+\.\d+)%"),
    "text: growth": _narrative(r"(?:增长|下降)(\d+\.\d+)%"),
    "text: count": _narrative(r"项目(\d+)个"),
    "text: direction": direction,
    "title: year": title_year,
    "entity name": entity_name,
    "unit line": unit_line,
    "watermark": watermark,
    "placeholder": placeholder,
    "phone number": phone,
    "section lost": section_lost,
    "form lost": form_lost,
    "form amount": form_amount,
}


def findings(text: str, name: str) -> tuple[Finding, ...]:
    """What the check says of a text."""
    disclosure = read_file(text.encode(), name)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    return check(scheme, disclosure).findings.findings


def is_at(finding: Finding, slip: Slip) -> bool:
    """Whether a finding points at the changed line, or at nothing since something is missing."""
    first = slip.text.rfind("\n", 0, slip.start) + 1
    last = slip.text.find("\n", slip.end)
    last = last if last >= 0 else len(slip.text)
    return not finding.evidence or any(
        one.start is not None and one.end is not None and one.start <= last and one.end >= first
        for one in finding.evidence
    )


def trials(texts: dict[str, str], count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """The kind of each slip, and whether it was missed, misplaced, found or put right."""
    rng = random.Random(seed)
    for name, text in texts.items():
        known = {(one.code, one.message) for one in findings(text, name)}
        for kind, make in MAKERS.items():
            for _ in range(count):
                slip = make(text, rng)
                if slip is None:
                    continue
                try:
                    found = findings(slip.text, name)
                except ReadError:
                    yield kind, "unread", slip.before
                    continue
                new = [one for one in found if (one.code, one.message) not in known]
                here = [one for one in new if is_at(one, slip)]
                if any(one.expected == slip.before.replace(",", "") for one in here):
                    yield kind, "right value", slip.before
                elif here:
                    yield kind, "found", slip.before
                else:
                    changed = slip.text[slip.start : slip.end]
                    yield (
                        kind,
                        "elsewhere" if new else "missed",
                        f"{name[:3]} {slip.before[:60]!r} -> {changed[:40]!r}",
                    )


def main() -> int:
    """Print the table; the first argument is how many slips of each kind a document gets."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    texts = {
        path.name: path.read_text("utf-8") for path in sorted((SHARED / "seeds").glob("*.txt"))
    }
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    missed = []
    for kind, outcome, what in trials(texts, count, 7):
        counts[kind][outcome] += 1
        if outcome in ("missed", "elsewhere", "unread"):
            missed.append(f"{kind}: {outcome}: {what}")
    table = Table("slip", "tried", "found here", "right value", "elsewhere", "missed", "unread")
    for kind, one in counts.items():
        here = one["found"] + one["right value"]
        table.add_row(
            kind, str(sum(one.values())), str(here), str(one["right value"]),
            str(one["elsewhere"]), str(one["missed"]), str(one["unread"]),
        )  # fmt: skip
    console = Console(width=140)
    console.print(table)
    for line in missed:
        console.print(line, highlight=False, markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
