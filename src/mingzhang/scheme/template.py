"""Templates: sentences with slots. One template is rendered from facts and matched against text.

{entity}            a word of the disclosure
{total:comma}       a figure of the section, in a number format
{total.change}      what it changed against last year (also .prior, .rate)
{share(a, b)}       a as a percentage of b
{@change total}     a phrase with its arguments
{*classes}          a list
⟨and|or⟩            equal wordings: the first is written, any is read; one may be empty, hold words
                    ({last_year}) or name wordings of the scheme (@than)
{total.change+rose|grew}
                    equal wordings that say which way a change or rate went: + up, - down, = not
                    at all
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = [
    "ASPECTS",
    "FORMATS",
    "Call",
    "Direction",
    "Either",
    "ListSlot",
    "Literal",
    "Node",
    "Share",
    "Slot",
    "Template",
    "TemplateError",
    "parse_template",
]

FORMATS: Final = ("comma", "plain", "short", "percent", "count")
"""comma 1,708.17; plain 1708.17; short 981.2; percent 72.90; count 17."""

ASPECTS: Final = ("prior", "change", "rate")
"""Last year's amount; the difference without sign; the difference as a percentage of last year."""


class TemplateError(ValueError):
    """A template that cannot be parsed."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that stand as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Either:
    """Wordings that mean the same; the first is written."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """Wordings that say which way a figure's change or rate goes: `sign` is +, - or =."""

    name: str
    aspect: str
    sign: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A word, a text or a figure, perhaps an aspect of it, in a number format."""

    name: str
    aspect: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One figure as a percentage of another."""

    part: str
    whole: str
    format: str = "percent"


@dataclass(frozen=True, slots=True)
class Call:
    """A phrase with its arguments, names of figures or texts."""

    phrase: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListSlot:
    """A list of the section."""

    key: str


Node = Literal | Either | Direction | Slot | Share | Call | ListSlot
Template = tuple[Node, ...]

_PIECE = re.compile(r"\{(?P<slot>[^{}]*)\}|⟨(?P<either>[^⟨⟩]*)⟩|(?P<text>[^{}⟨⟩]+)")
_SLOT = re.compile(r"(?P<name>\w+)(?:\.(?P<aspect>\w+))?(?::(?P<format>\w+))?")
_DIRECTION = re.compile(r"(?P<name>\w+)\.(?P<aspect>change|rate)(?P<sign>[-+=])(?P<wordings>.+)")
_SHARE = re.compile(r"share\((?P<part>\w+), *(?P<whole>\w+)\)(?::(?P<format>\w+))?")
_CALL = re.compile(r"@(?P<phrase>\w+)(?P<arguments>(?: +\w+)*)")
_LIST = re.compile(r"\*(?P<key>\w+)")


@lru_cache(maxsize=2048)
def parse_template(text: str) -> Template:
    """The nodes of a template.

    Raises:
        TemplateError: a bracket is open, or a slot is of none of the forms above.

    >>> parse_template("预算{total:comma}万元")[1]
    Slot(name='total', aspect=None, format='comma')
    """
    return tuple(_nodes(text))


def _nodes(text: str) -> Iterator[Node]:
    place = 0
    while place < len(text):
        match = _PIECE.match(text, place)
        if match is None:
            raise TemplateError(f"“{text[place : place + 8]}”处的括号没有配对")
        if match["text"]:
            yield Literal(match["text"])
        elif match["either"] is not None:
            yield Either(tuple(match["either"].split("|")))
        else:
            yield _slot(match["slot"])
        place = match.end()


def _slot(text: str) -> Node:
    if match := _CALL.fullmatch(text):
        return Call(match["phrase"], tuple(match["arguments"].split()))
    if match := _LIST.fullmatch(text):
        return ListSlot(match["key"])
    if match := _SHARE.fullmatch(text):
        return Share(match["part"], match["whole"], _known(match["format"] or "percent", FORMATS))
    if match := _DIRECTION.fullmatch(text):
        wordings = tuple(match["wordings"].split("|"))
        return Direction(match["name"], match["aspect"], match["sign"], wordings)
    if match := _SLOT.fullmatch(text):
        aspect, number_format = match["aspect"], match["format"]
        return Slot(
            match["name"],
            aspect and _known(aspect, ASPECTS),
            number_format and _known(number_format, FORMATS),
        )
    raise TemplateError(
        f"不认识的空位 {{{text}}}，可写 {{名称}}、{{名称:格式}}、{{名称.change}}、"
        "{share(甲, 乙)}、{@短语 参数}、{*列表}、{名称.change+增加}"
    )


def _known(word: str, valid: tuple[str, ...]) -> str:
    if word not in valid:
        raise TemplateError(f"不认识 {word}，可用 {'、'.join(valid)}")
    return word
