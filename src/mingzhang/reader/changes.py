"""Figures that were edited in the pages, and the disclosure as it is displayed with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from msgspec import structs

from mingzhang.cube import Evidence, Fact
from mingzhang.model import Disclosure, Form, Section, Table, row_keys
from mingzhang.scheme.form_facts import form_keys, funding_address

__all__ = ["FigureChange", "Published", "ShownPlace", "as_displayed"]

_NUMBER: Final = re.compile(r"[-−－+＋]?\d[\d,，\s]*(?:[.．]\d+)?")
_GROUPING: Final = re.compile(r"[,，\s]")


@dataclass(frozen=True, slots=True)
class Published:
    """What an office file of our own published.

    `words` is the hash of its words then, `is_worded` whether they are still the same.
    """

    disclosure: Disclosure
    words: str
    is_worded: bool


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure whose pages show something else than was published, with all such places."""

    address: str
    name: str
    published: str
    shown: str
    places: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place that shows a figure: what was published there, what stands there, and where."""

    address: str
    name: str
    published: str
    shown: str
    evidence: Evidence

    @property
    def is_changed(self) -> bool:
        """Whether it shows something else than was published."""
        return self.shown != self.published


def as_displayed(disclosure: Disclosure, places: Sequence[ShownPlace]) -> Disclosure | None:
    """The disclosure with the edited figures as they stand, their exact amounts dropped.

    None if the places of an edited figure cannot be told from each other.
    """
    cells: dict[str, ShownPlace] = {}
    said: dict[str, list[ShownPlace]] = defaultdict(list)
    for place in places:
        said[place.address].append(place)
        if place.is_changed:
            cells[place.address] = place
    changed = {place.address for place in places if place.is_changed}
    if not changed:
        return disclosure
    texts = _Texts(disclosure, said, changed)
    if texts.is_unclear:
        return None
    edited = {address: cells[address].shown for address in changed - texts.addresses}
    return structs.replace(
        disclosure,
        overview=tuple(texts.sections.get(one.id, one) for one in disclosure.overview),
        narrative=tuple(texts.sections.get(one.id, one) for one in disclosure.narrative),
        tables=tuple(_table(table, edited) for table in disclosure.tables),
        forms=tuple(_forms(disclosure.forms, edited)),
        facts=tuple(_facts(disclosure.facts, edited, texts)),
    )


class _Texts:
    """Sections with their edited figures, and the figures' places in the new texts."""

    def __init__(
        self, disclosure: Disclosure, said: Mapping[str, Sequence[ShownPlace]], changed: set[str]
    ) -> None:
        self.sections: dict[str, Section] = {}
        self.addresses: set[str] = set()
        self.evidence: dict[str, list[Evidence]] = {}
        self.is_unclear = False
        for section in (*disclosure.overview, *disclosure.narrative):
            facts = [one for one in disclosure.facts if one.address.startswith(f"{section.id}.")]
            self.addresses |= {fact.address for fact in facts if _spans(fact)}
            if any(fact.address in changed for fact in facts):
                self._edit(section, facts, said)

    def _edit(
        self, section: Section, facts: Sequence[Fact], said: Mapping[str, Sequence[ShownPlace]]
    ) -> None:
        spans: list[tuple[Evidence, str, str]] = []
        for fact in facts:
            own = _spans(fact)
            shown = said.get(fact.address, ())
            if len(shown) == len(own):
                texts = [place.shown for place in shown]
            elif any(place.is_changed for place in shown):
                self.is_unclear = True
                return
            else:
                texts = [span.text for span in own]
            spans += [(span, text, fact.address) for span, text in zip(own, texts, strict=True)]
        done, written = 0, ""
        for span, text, address in sorted(spans, key=lambda one: _ends(one[0])):
            start, end = _ends(span)
            written += section.text[done:start]
            place = structs.replace(
                span, text=text, start=len(written), end=len(written) + len(text)
            )
            self.evidence.setdefault(address, []).append(place)
            written, done = written + text, end
        self.sections[section.id] = structs.replace(section, text=written + section.text[done:])


def _spans(fact: Fact) -> list[Evidence]:
    """The places of a fact in the text of its section."""
    spans = [place for place in fact.evidence if place.start is not None]
    return sorted(spans, key=_ends)


def _ends(place: Evidence) -> tuple[int, int]:
    start = place.start or 0
    return start, start if place.end is None else place.end


def _table(table: Table, edited: Mapping[str, str]) -> Table:
    rows = []
    for key, row in zip(row_keys(table.rows), table.rows, strict=True):
        cells = {
            column: _plain(edited[address]) if (address := _address(table, key, column)) in edited
            else text
            for column, text in row.cells.items()
        }  # fmt: skip
        rows.append(row if cells == row.cells else structs.replace(row, cells=cells))
    return structs.replace(table, rows=tuple(rows))


def _address(table: Table, key: str, column: str) -> str:
    return f"{table.id}.{key}.{column}"


def _forms(forms: Sequence[Form], edited: Mapping[str, str]) -> Iterator[Form]:
    for key, form in zip(form_keys(forms), forms, strict=True):
        yield structs.replace(
            form,
            funding=tuple(
                structs.replace(one, amount=_plain(edited[address])) if address in edited else one
                for one in form.funding
                for address in (funding_address(key, one.horizon, one.source),)
            ),
        )


def _facts(facts: Iterable[Fact], edited: Mapping[str, str], texts: _Texts) -> Iterator[Fact]:
    """The facts; one that its places no longer show alike is stated once for each way."""
    for fact in facts:
        if fact.address in edited:
            text = _plain(edited[fact.address])
            exact = 0 if text is None else None
            yield structs.replace(fact, text=text, exact=exact)
        elif fact.address in texts.evidence:
            yield from _stated(fact, texts.evidence[fact.address])
        else:
            yield fact


def _stated(fact: Fact, places: Sequence[Evidence]) -> Iterator[Fact]:
    """A fact for each text that the places show, the published one first."""
    others = tuple(place for place in fact.evidence if place.start is None)
    ordered = sorted(places, key=lambda place: (place.text != fact.text, place.text))
    for text, group in groupby(ordered, key=lambda place: place.text):
        exact = fact.exact if text == fact.text else None
        yield structs.replace(fact, text=text, exact=exact, evidence=(*others, *group))


def _plain(text: str) -> str | None:
    """A number without what parts its thousands, as cells hold it; None of a blank."""
    text = text.strip()
    return (_GROUPING.sub("", text) if _NUMBER.fullmatch(text) else text) or None
