"""Names of departments: the same, abbreviated, or one slip apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rules.identity.patterns import loose
from mingzhang.scheme.template import Either, Literal, Node, Slot, parse_template

__all__ = ["is_one_slip", "is_own_name", "named_in_sentences", "near_names", "own_names"]

_SELF: Final = re.compile(r"[本我](?:部门|单位|级|部|局|委|办|院|校|馆|中心|会)?(?:本级|机关)?")
_AFTER: Final = 10
_BEFORE: Final = 3
_ABBREVIATED: Final = 3
_KEY: Final = 4
_SHORTEST: Final = 8
_LEVELS: Final = frozenset("省市县区镇乡旗州")


@lru_cache(maxsize=4)
def own_names(document: Examined) -> tuple[str, ...]:
    """The publisher's name and those of its units, without slips of one that stands more often."""
    own = document.disclosure.entity.name
    printed = Counter(
        folded(row.label) for table in document.disclosure.tables for row in table.rows
    )
    names = dict.fromkeys(one.name for one in document.disclosure.units if one.name)
    kept = [
        name
        for name in names
        if not is_one_slip(folded(name), folded(own))
        and not any(
            is_one_slip(folded(name), folded(other))
            and printed[folded(other)] > printed[folded(name)]
            for other in names
        )
    ]
    return tuple(dict.fromkeys((own, *kept))) if own else tuple(kept)


def is_own_name(document: Examined, name: str) -> bool:
    """Whether a name is the publisher's or a unit's, in full, abbreviated or by a pronoun."""
    short = folded(name)
    if _SELF.fullmatch(short):
        return True
    return any(
        short == folded(own)
        or (len(short) <= len(folded(own)) - _ABBREVIATED and _is_subsequence(short, folded(own)))
        for own in own_names(document)
    )


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(sign in rest for sign in short)


def is_one_slip(one: str, other: str) -> bool:
    """Whether one character was changed, left out, added, or swapped with the next.

    >>> is_one_slip("档案馆", "挡案馆"), is_one_slip("档案馆", "案档馆"), is_one_slip("甲", "甲")
    (True, True, False)
    """
    return slip_at(one, other) is not None


def slip_at(one: str, other: str) -> int | None:
    """Where the single slip stands that tells two names apart; None if none does."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return min(len(one), len(other)) if abs(len(one) - len(other)) == 1 else None
    ends = (
        (one[at + 1 :], other[at + 1 :]),
        (one[at:], other[at + 1 :]),
        (one[at + 1 :], other[at:]),
    )
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return at if swapped or any(a == b for a, b in ends) else None


def near_names(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a text has the name with a slip inside; a changed end may be another body's name."""
    name = "".join(name.split())
    if len(name) < _SHORTEST or "《" in name:
        return
    titles = [found.span() for found in re.finditer(r"《[^》]*》", text)]
    for start, end in dict.fromkeys(_windows(text, name)):
        at = slip_at(text[start:end], name)
        if at is None or not 0 < at < len(name) - 1:
            continue
        if at < end - start and {text[start + at], name[at]} <= _LEVELS:
            continue
        if not any(first <= start < last for first, last in titles):
            yield start, end


def _windows(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Places that begin or end as the name does, of its length or one more or less."""
    for key, before in ((name[:_KEY], 0), (name[-_KEY:], 1)):
        at = text.find(key)
        while at >= 0:
            for size in (len(name), len(name) - 1, len(name) + 1):
                start = at + len(key) - size if before else at
                piece = text[max(start, 0) : start + size]
                if start >= 0 and piece.endswith(name[-1]) and piece.startswith(name[0]):
                    yield start, start + size
            at = text.find(key, at + 1)


_Patterns = dict[str, list[re.Pattern[str]]]
_KNOWN: Final[dict[int, tuple[object, _Patterns]]] = {}


def named_in_sentences(document: Examined) -> Iterator[tuple[Prose, int, int]]:
    """Where the prescribed sentences name the publisher.

    Of several sentences that begin alike, the one counts whose words come first after the name.
    """
    scheme = document.scheme
    if id(scheme) not in _KNOWN:
        found = {
            f"narrative.{section.id}": [
                pattern
                for paragraph in section.paragraphs
                if paragraph.kind == "body"
                for pattern in _slots(paragraph.text)
            ]
            for section in scheme.narrative.sections
        }
        _KNOWN[id(scheme)] = (scheme, found)
    patterns = _KNOWN[id(scheme)][1]
    for prose in document.prose:
        spans = (
            one.span("name")
            for pattern in patterns.get(prose.path, ())
            for one in pattern.finditer(prose.text)
        )
        ends: dict[int, int] = {}
        for start, end in spans:
            ends[start] = min(end, ends.get(start, end))
        for start, end in ends.items():
            yield prose, start, end


@lru_cache(maxsize=256)
def _slots(template: str) -> tuple[re.Pattern[str], ...]:
    nodes = parse_template(template)
    return tuple(
        pattern
        for at, node in enumerate(nodes)
        if isinstance(node, Slot) and node.name == "entity"
        if (pattern := _around(nodes[:at], nodes[at + 1 :]))
    )


def _around(before: tuple[Node, ...], after: tuple[Node, ...]) -> re.Pattern[str] | None:
    """Finds what stands between the words before and after a slot."""
    endings = _openings(after[0]) if after else ()
    if not endings:
        return None
    last = before[-1] if before else None
    words = last.text[-_BEFORE:] if isinstance(last, Literal) else ""
    opening = "年度?" if words.rstrip("度").endswith("年") else loose(words) or "^"
    name = r"(?P<name>[^，。；：、,;:\s\d][^，。；：、,;:\n\d]{1,59}?)"
    ending = "|".join(loose(one[:_AFTER]) for one in endings)
    return re.compile(rf"(?:{opening})\s*{name}\s*(?:{ending})", re.MULTILINE)


def _openings(node: Node) -> tuple[str, ...]:
    """The words that a node may begin with; none where it need not begin with any."""
    if isinstance(node, Literal):
        return (node.text,)
    if isinstance(node, Either) and all(node.options):
        return tuple(one for one in node.options if not one.startswith("@"))
    return ()
