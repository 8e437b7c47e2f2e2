"""Numbers of a worksheet as their number format shows them.

A spreadsheet keeps binary fractions: 191.02 is stored as 191.02000000000001, and a sum computed by
it may end in 0.30000000000000004. Fifteen digits are all that it stands for; from there on the
arithmetic here is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

__all__ = ["BUILT_IN_FORMATS", "GENERAL", "shown_number"]

GENERAL: Final = "General"
BUILT_IN_FORMATS: Final = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy-mm-dd", 15: "yyyy-mm-dd", 16: "yyyy-mm-dd", 17: "yyyy-mm-dd", 22: "yyyy-mm-dd",
    27: "yyyy-mm-dd", 28: "yyyy-mm-dd", 30: "yyyy-mm-dd", 31: "yyyy-mm-dd", 36: "yyyy-mm-dd",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"', 57: "yyyy-mm-dd", 58: "yyyy-mm-dd",
}  # fmt: skip
"""The formats that files name by number alone."""

_FINEST: Final = Decimal("0.00000001")
_MOST_DECIMALS: Final = 30
_GREATEST: Final = Decimal(10) ** 15
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_(?P<space>.)|\*(?P<fill>.)'
    r"|(?P<sign>[0#?.,%])|(?P<general>General|G/通用格式|@)|(?P<date>[ymdhsYMDHS]+)|(?P<other>.)",
    re.DOTALL,
)
_LAST_DAY: Final = 2_900_000
_DAY_ONE: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


def shown_number(stored: float, code: str, *, is_1904: bool = False) -> str:
    """What a person sees of a number.

    >>> shown_number(191.02000000000001, "General"), shown_number(50.0, "#,##0.00")
    ('191.02', '50.00')
    >>> shown_number(1234567.0, "0!.0000"), shown_number(0.0, '0.00;-0.00;"-"')
    ('123.4567', '-')
    """
    number = Decimal(f"{stored:.15g}")
    if abs(number) < _GREATEST:
        number = round(number / _FINEST) * _FINEST
    sections = _sections(code)
    section = _section(sections, number)
    if len(sections) > 1 and number < 0 and section is sections[1]:
        number = -number
    kinds = {kind for kind, _ in section}
    if "date" in kinds:
        return _date(number, is_1904=is_1904)
    if "general" in kinds or "sign" not in kinds:
        return "".join(_general(number) if kind == "general" else text for kind, text in section)
    return _placed(number, section)


_Section = Sequence[tuple[str, str]]


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    """A format taken apart: for positive, negative and zero numbers, each as kinds and texts."""
    sections: list[list[tuple[str, str]]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or ""
        text = found[kind]
        if kind == "other" and text == ";":
            sections.append([])
        elif kind in {"sign", "general", "date"}:
            sections[-1].append((kind, text))
        elif kind in {"quoted", "escaped", "other"}:
            sections[-1].append(("text", text))
        elif kind == "bracket" and text[:1].lower() in {"h", "m", "s"} and len(text) < 3:
            sections[-1].append(("date", text))
        elif kind == "bracket" and text.startswith("$") and (money := text[1:].partition("-")[0]):
            sections[-1].append(("text", money))
    return tuple(sections) if code else ([("general", "")],)


def _section(sections: Sequence[_Section], number: Decimal) -> _Section:
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _general(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(number: Decimal, *, is_1904: bool) -> str:
    days = int(number)
    if not 0 < days < _LAST_DAY:
        return _general(number)
    return (_DAY_ONE[is_1904] + timedelta(days=days)).isoformat()


def _placed(number: Decimal, section: _Section) -> str:
    """Digits put into their places, from the right; texts between them stay where they are."""
    signs = [
        index for index, (kind, text) in enumerate(section) if kind == "sign" and text in "0#?"
    ]
    if not signs:
        return "".join(text for _, text in section if text not in ",.")
    point = next((i for i, one in enumerate(section) if one == ("sign", ".")), len(section))
    whole = [index for index in signs if index < point]
    decimals = [index for index in signs if index > point][:_MOST_DECIMALS]
    number *= 100 ** sum(one == ("sign", "%") for one in section)
    last = max(signs)
    after = section[last + 1 : last + 1 + sum(1 for _ in _commas(section, last))]
    number /= 1000 ** len(after)
    grouped = any(one == ("sign", ",") for one in section[: max(whole, default=0)])
    step = Decimal(1).scaleb(-len(decimals))
    rounded = abs(number).quantize(step, ROUND_HALF_UP)
    digits, _, rest = f"{rounded:f}".partition(".")
    parts = dict(zip(decimals, rest, strict=False))
    _drop_optional(section, decimals, parts)
    parts.update(_whole(section, whole, digits, grouped=grouped))
    text = "".join(_part(section, index, parts, point) for index in range(len(section)))
    text = text if whole else (digits if digits != "0" else "") + text
    return f"-{text}" if number < 0 and rounded else text


def _commas(section: _Section, last: int) -> Iterator[int]:
    """The commas right after the last digit: each shows thousands."""
    for index in range(last + 1, len(section)):
        if section[index] != ("sign", ","):
            return
        yield index


def _drop_optional(section: _Section, decimals: Sequence[int], parts: dict[int, str]) -> None:
    for index in reversed(decimals):
        if section[index][1] != "#" or parts.get(index) != "0":
            return
        parts[index] = ""


def _whole(
    section: _Section, places: Sequence[int], digits: str, *, grouped: bool
) -> dict[int, str]:
    """The digits before the point by place; the first place takes all that are left."""
    parts: dict[int, str] = {}
    left, done = digits.lstrip("0"), 0
    for number, index in enumerate(reversed(places)):
        taken = left if number == len(places) - 1 else left[-1:]
        left = left[: len(left) - len(taken)]
        text = taken or ("0" if section[index][1] == "0" else "")
        shown = ""
        for digit in reversed(text):
            shown = digit + ("," if grouped and done and done % 3 == 0 else "") + shown
            done += 1
        parts[index] = shown
    return parts


def _part(section: _Section, index: int, parts: dict[int, str], point: int) -> str:
    kind, text = section[index]
    if kind == "text":
        return text
    if kind != "sign" or text == ",":
        return ""
    if text == ".":
        return "." if any(parts.get(one) for one in range(point + 1, len(section))) else ""
    return parts.get(index, "") if text in "0#?" else text
