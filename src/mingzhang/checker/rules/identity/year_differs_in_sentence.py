"""说明文字的年度不对。

查什么：固定句式开头的年度应是预算年度；“比上年”写成具体年份的，应是上一年；“截至”的年份应是上一年或本年。
为什么：套用上年文本时最容易漏改，读者会以为说的是另一年。
依据：预算法第十八条；与上年比较指与上一预算年度比较。
错例：2025年预算的说明写“2024年度本部门收入总额”，或写“比2022年增加”。
改法：改成正确的年份；确实与更早年份比较的，应写明原因。
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.names import named_in_sentences
from mingzhang.checker.rules.identity.years import WrittenYear, years_in

RULE = Rule(
    code="NAM106",
    name="year-differs-in-sentence",
    title="年度不对",
    severity="error",
    message="{where}“{context}”的年度写作 {stated}，应为 {expected}",
)

_COMPARED: Final = re.compile(r"(?:比|较|同比|与|相比|对比)\s*$")
_UNTIL: Final = re.compile(r"截[至止](?:到|至)?\s*$")
_OWN: Final = re.compile(r"(?:本部门|本单位)\s*$")
_TAIL: Final = re.compile(r"\s*年?度?\s*")
_QUOTED: Final = re.compile(r"《[^》]*》|[〔\[【（(]\s*(?:19|20)\d\d\s*[〕\]】）)]")
_INDENT: Final = re.compile(r"^[^\S\n]*", re.MULTILINE)
_ASIDE: Final = 6
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class _Context:
    """A text with what its years are judged by, each worked out once.

    `names` are the places where a prescribed sentence names the publisher, `begins` those where a
    line begins, `until` the year of its dates of count.
    """

    prose: Prose
    names: frozenset[int]
    begins: frozenset[int]
    until: int


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Years of the narrative whose words around them say which year they must be."""
    names: dict[str, set[int]] = defaultdict(set)
    for prose, start, _ in named_in_sentences(document):
        names[prose.path].add(start)
    for prose in document.prose:
        if not prose.path.startswith("narrative."):
            continue
        years = tuple(years_in(prose.text))
        begins = frozenset(found.end() for found in _INDENT.finditer(prose.text))
        until = _usual_date(prose.text, years, document.disclosure.fiscal_year)
        context = _Context(prose, frozenset(names[prose.path]), begins, until)
        quoted = frozenset(_quoted(prose.text, years))
        times = Counter[str]()
        for one in years:
            right = None if one in quoted else _right(document, context, one)
            if right is not None and one.number != right:
                yield _found(document, prose, one, str(right), times[one.text])
            times[one.text] += 1


def _quoted(text: str, years: Iterable[WrittenYear]) -> Iterator[WrittenYear]:
    """The years in titles of documents and in their numbers."""
    quotes = deque(found.span() for found in _QUOTED.finditer(text))
    for one in years:
        while quotes and quotes[0][1] <= one.start:
            quotes.popleft()
        if quotes and quotes[0][0] < one.start:
            yield one


def _right(document: Examined, context: _Context, one: WrittenYear) -> int | None:
    """The year that must stand here; None where any may."""
    year, text = document.disclosure.fiscal_year, context.prose.text
    before = _words_before(text, one)
    if _UNTIL.search(before):
        return context.until
    if one.is_date:
        return None
    if _COMPARED.search(before):
        return year - 1
    tail = _TAIL.match(text, one.end)
    if (tail and tail.end() in context.names) or _OWN.search(before):
        return year
    begins = one.start in context.begins and _begins_with_year(document, context.prose)
    return year if begins else None


def _words_before(text: str, one: WrittenYear) -> str:
    return text[max(0, one.start - _ASIDE) : one.start]


def _begins_with_year(document: Examined, prose: Prose) -> bool:
    """Whether sentences of the section begin with the year, as the scheme words them."""
    section_id = prose.path.partition(".")[2]
    sections = {section.id: section for section in document.scheme.narrative.sections}
    section = sections.get(section_id)
    return section is not None and any(
        paragraph.text.startswith("{year}") for paragraph in section.paragraphs
    )


def _usual_date(text: str, years: Iterable[WrittenYear], year: int) -> int:
    """The year that most dates of count in the section give, if it can be one; else last year."""
    found = Counter(
        one.number
        for one in years
        if one.number in {year, year - 1} and _UNTIL.search(_words_before(text, one))
    )
    best = found.most_common(1)
    return best[0][0] or year - 1 if best else year - 1


def _found(document: Examined, prose: Prose, one: WrittenYear, right: str, times: int) -> Found:
    context = prose.text[one.start - min(one.start, _ASIDE) : one.end + _SHOWN].replace("\n", " ")
    return Found(
        subject=(prose.path, one.text, str(times)),
        where=prose.label,
        position=prose.path,
        values={
            "where": prose.label,
            "context": context,
            "stated": one.text,
            "expected": right,
        },
        stated=one.text,
        expected=right,
        evidence=document.evidence(prose.path, one.start, one.end),
    )
