"""个数不是整数。

查什么：车辆、人员、单位、项目、设备等的个数带小数，如“0.00辆”“2.00人”。
为什么：个数只能是整数，带小数多是套用了金额的格式。
依据：《出版物上数字用法》（GB/T 15835—2011）。
错例：实有车辆0.00辆。
改法：写成整数；确为平均数、折算数的，写明“平均”“折合”。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.format.written_numbers import rounded
from mingzhang.checker.spans import hits, span_found

RULE = Rule(
    code="FMT103",
    name="count-not-whole",
    title="个数不是整数",
    severity="warning",
    message="{where}“{around}”中的“{stated}”应为整数{expected}",
)

_COUNT: Final = re.compile(
    r"\d(?<![\dA-Za-z].)(?<!\d[.,].)[\d,]*\.(\d+)"
    r"(?=\s?(?:个(?!月|小时|百分|工作日|学时|点)|[人辆台套家名户项所座部支](?![均/月]))(?!/))"
)
_ENDS: Final = "。\n"
_BEFORE: Final = 12
_PHRASE: Final = re.compile(r"[\u4e00-\u9fff]*[\d,.]+\Z")
"""A number with the words that say what it counts."""

_MEAN: Final = re.compile(r"(?:平均|人均|每|约|折合|折算|均)[^,。;、]{0,12}$")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Counts with decimals, but for means; a sentence that repeats one is told once."""
    places: dict[tuple[Prose, int, str], list[re.Match[str]]] = {}
    for text, sentence, found in _by_sentence(hits(document, _COUNT, is_running=True)):
        if not _MEAN.search(found.string, max(0, found.start() - 16), found.start()):
            places.setdefault((text, sentence, found[0]), []).append(found)
    for (text, _, number), some in places.items():
        is_whole = not some[0][1].strip("0")
        expected = rounded(number, 0) if is_whole else None
        yield _found(document, text, some, expected)


def _by_sentence(
    found: Iterable[tuple[Prose, re.Match[str]]],
) -> Iterator[tuple[Prose, int, re.Match[str]]]:
    """Each place with the number of its sentence, counted from the first place in the text."""
    last, sentence, end = None, 0, 0
    for text, one in found:
        if text is not last:
            last, sentence, end = text, 0, 0
        sentence += any(mark in one.string[end : one.start()] for mark in _ENDS)
        end = one.end()
        yield text, sentence, one


def _found(
    document: Examined, text: Prose, some: Sequence[re.Match[str]], expected: str | None
) -> Found:
    """All places of a number in a sentence, with what is counted in each."""
    first = span_found(document, text, some[0].span(), expected=expected)
    if len(some) == 1:
        return first
    said = (_PHRASE.search(text.text, max(0, one.start() - _BEFORE), one.end()) for one in some)
    around = "”“".join(one[0] for one in said if one)
    evidence = tuple(piece for one in some for piece in document.evidence(text.path, *one.span()))
    return replace(first, values={**first.values, "around": around}, evidence=evidence)
