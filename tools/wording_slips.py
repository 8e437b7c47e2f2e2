"""Slips of the hand in words, numbers, names and forms: each puts one slip into a published text.

A maker changes a text at a random place, within a part of it. `tools.wording_kinds` lists what is made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

__all__ = [
    "Maker",
    "Part",
    "Slip",
    "contents",
    "digit",
    "doubled",
    "either",
    "filled",
    "form_lost",
    "form_twice",
    "forms",
    "glossary",
    "narrative",
    "one_of",
    "put",
    "quantity_changed",
    "section_lost",
    "shortened",
    "swap",
    "table_lost",
    "tables",
    "told",
    "whole",
    "year",
]

Part = Callable[[str], tuple[int, int]]
New = str | Callable[[re.Match[str], random.Random], str | None]


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


def whole(text: str) -> tuple[int, int]:
    return 0, len(text)


def _from(text: str, word: str, last: bool = True) -> int:
    found = [one.start() for one in re.finditer(rf"^{word}", text, re.MULTILINE)]
    return found[-1 if last else 0] if found else len(text)


def contents(text: str) -> tuple[int, int]:
    return _from(text, "目\\s*录", last=False), _from(text, "第一部分")


def tables(text: str) -> tuple[int, int]:
    return _from(text, "第二部分"), _from(text, "第三部分")


def narrative(text: str) -> tuple[int, int]:
    """The sections before the forms."""
    start = _from(text, "第三部分")
    return start, min(forms(text)[0], _from(text, "十一、"))


def told(text: str) -> tuple[int, int]:
    return _from(text, "第三部分"), _from(text, "第四部分")


def glossary(text: str) -> tuple[int, int]:
    return _from(text, "第四部分"), len(text)


def forms(text: str) -> tuple[int, int]:
    start = re.compile(r"绩效(?:目标(?:申报)?|申报)表[\s\t]*$", re.MULTILINE).search(
        text, _from(text, "第三部分")
    )
    end = _from(text, "十一、")
    if start is None:
        return end, end
    return text.rfind("\n", 0, start.start()) + 1, end if end > start.start() else len(text)


def swap(pattern: str, new: New, part: Part = whole) -> Maker:
    """Puts something else where a pattern stands (its first group, if it has one)."""
    compiled = re.compile(pattern, re.MULTILINE)

    def make(text: str, rng: random.Random) -> Slip | None:
        start, end = part(text)
        found = list(compiled.finditer(text, start, end))
        rng.shuffle(found)
        for one in found:
            put = new if isinstance(new, str) else new(one, rng)
            span = one.span(1 if compiled.groups else 0)
            if put is not None and put != text[slice(*span)]:
                return replaced(text, *span, put)
        return None

    return make


def either(*makers: Maker) -> Maker:
    """One of several makers, the next if one finds no place."""

    def make(text: str, rng: random.Random) -> Slip | None:
        for one in rng.sample(makers, len(makers)):
            slip = one(text, rng)
            if slip is not None:
                return slip
        return None

    return make


def one_of(*news: str) -> Callable[[re.Match[str], random.Random], str]:
    return lambda _, rng: rng.choice(news)


_NAMES: Final = (
    "王小明", "李秀英", "张建国", "刘桂兰", "赵海龙", "陈志强", "郭爱珍", "牛二虎", "欧阳文华", "武丽",
    "孙玉梅", "韩福生", "高峰", "安志远", "石磊", "田野", "常有福", "白雪梅", "侯三娃", "康国栋",
)  # fmt: skip
_END_OF_FIELD: Final = (
    r"^(?:项目概况|立项依据|项目设立的?必要性|项目实施计划)[^\t\n]*\t+[^\t\n]*[。；]()"
)
_END_OF_TOLD: Final = r"^[^\n\t]{20,}。()$"


def put(*news: str, part: Part | None = None) -> Maker:
    """Adds a sentence to a field of a form or to a paragraph of the text."""
    places = []
    if part in (None, forms):
        places.append(swap(_END_OF_FIELD, lambda _, rng: filled(rng.choice(news), rng), forms))
    if part in (None, narrative):
        places.append(swap(_END_OF_TOLD, lambda _, rng: filled(rng.choice(news), rng), narrative))
    return either(*places)


def filled(template: str, rng: random.Random) -> str:
    """A template with the numbers and names that it asks for."""
    numbers: dict[str, Callable[[], str]] = {
        "name": lambda: rng.choice(_NAMES),
        "other": lambda: rng.choice(_NAMES),
        "id": lambda: identity_number(rng),
        "mobile": lambda: f"1{rng.choice('3578')}{rng.randrange(10**8, 10**9)}",
        "spaced": lambda: (
            f"1{rng.choice('3578')}{rng.randrange(10):d} {rng.randrange(1000, 10000)} {rng.randrange(1000, 10000)}"
        ),
        "landline": lambda: f"0351-{rng.choice('24678')}{rng.randrange(10**5, 10**6)}",
        "card": lambda: bank_card(rng, 19),
        "short": lambda: bank_card(rng, 16),
    }
    return re.sub(r"\{(\w+)\}", lambda found: numbers[found[1]](), template)


def identity_number(rng: random.Random) -> str:
    """A number of 18 characters with a right check digit."""
    place = rng.choice(["140502", "140322", "140404", "110105", "410882"])
    day = f"{rng.randrange(1945, 2005)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    number = f"{place}{day}{rng.randrange(1000):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True))
    return number + "10X98765432"[total % 11]


def bank_card(rng: random.Random, length: int) -> str:
    """A number with a right check digit by Luhn."""
    number = rng.choice(["622202", "621700", "623052", "436742"])
    number += "".join(str(rng.randrange(10)) for _ in range(length - 7))
    digits = [int(digit) for digit in reversed(number)]
    total = sum(sum(divmod(d * 2, 10)) if at % 2 == 0 else d for at, d in enumerate(digits))
    return number + str(-total % 10)


def year(by: int) -> Callable[[re.Match[str], random.Random], str]:
    return lambda found, _: str(int(found[1]) + by)


def digit(found: re.Match[str], rng: random.Random) -> str:
    text = found[1]
    at = rng.choice([n for n, one in enumerate(text) if one.isdigit() and n != 0] or [0])
    new = rng.choice([one for one in "0123456789" if one != text[at]])
    return text[:at] + new + text[at + 1 :]


def shortened(found: re.Match[str], rng: random.Random) -> str:
    text = found[1]
    at = rng.randrange(len(text) - 2)
    return text[:at] + text[at + 2 :]


def doubled(found: re.Match[str], rng: random.Random) -> str:
    return found[0] * 2


def _form_spans(text: str) -> list[tuple[int, int]]:
    """Each form from its title to the next one's."""
    start, end = forms(text)
    title = re.compile(r"^[^\n]*绩效(?:目标|申报)表\t*\n+(?=[^\n]*年度\)|主管部门|项目单位|\()", re.MULTILINE)  # fmt: skip
    starts = [one.start() for one in title.finditer(text, start, end)]
    return list(pairwise([*starts, end]))


def form_twice(text: str, rng: random.Random) -> Slip | None:
    spans = _form_spans(text)[:-1]
    if not spans:
        return None
    start, end = rng.choice(spans)
    return replaced(text, end, end, text[start:end])


def form_lost(text: str, rng: random.Random) -> Slip | None:
    spans = _form_spans(text)[:-1]
    return replaced(text, *rng.choice(spans), "") if len(spans) > 1 else None


def table_lost(text: str, rng: random.Random) -> Slip | None:
    start, end = tables(text)
    title = re.compile(r"^(?:预算公开表\d+\n+)?20\d\d年[^\n\t]*表(?:（[^\n]*）)?$", re.MULTILINE)
    starts = [one.start() for one in title.finditer(text, start, end)]
    if len(starts) < 3:
        return None
    number = rng.randrange(len(starts) - 1)
    return replaced(text, starts[number], starts[number + 1], "")


def section_lost(text: str, rng: random.Random) -> Slip | None:
    start, end = told(text)
    heads = re.compile(r"^[一二三四五六七八九十]{1,2}、[^\n。]{4,30}(?:说明|情况|原因)\s*$", re.M)
    starts = [one.start() for one in heads.finditer(text, start, end)]
    if len(starts) < 4:
        return None
    number = rng.choice([n for n in range(len(starts) - 1) if starts[n + 1] - starts[n] < 4000])
    return replaced(text, starts[number], starts[number + 1], "")


def quantity_changed(text: str, rng: random.Random) -> Slip | None:
    """A digit more in the one quantity of a form whose one cost is for a unit of it."""
    count = re.compile(r"数量指标\t+[^\t\n]+\t+[≥≤]?\s?(\d+)([人个名次期])(?=\t|$)", re.MULTILINE)
    found = []
    for start, end in _form_spans(text):
        counts = list(count.finditer(text, start, end))
        costs = re.findall(r"[≥≤]\s?[\d,.]+万?元/([人个名次期])", text[start:end])
        if len(counts) == len(costs) == 1 and counts[0][2] == costs[0]:
            found.append(counts[0])
    if not found:
        return None
    one = rng.choice(found)
    return replaced(text, *one.span(1), f"{one[1]}{rng.randrange(10)}")
