"""Where findings stand among the texts of a file: by their evidence, else by what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import structs

from mingzhang.checker.report.html import Paragraph, Stretch, View, Words
from mingzhang.checker.report.html.locate import Located, Locator, Span
from mingzhang.cube import Evidence
from mingzhang.model import Disclosure, Finding, FindingSide
from mingzhang.reader.source import ReadError
from mingzhang.scheme import load_scheme
from mingzhang.scheme.form_facts import form_keys
from mingzhang.scheme.labels import Labels
from mingzhang.workflow.annotating.remarks import Standing, quoted

__all__ = ["Span", "Texts"]

_FORM: Final = 300
"""So many texts below a title are looked at; a form has fewer."""


class Texts:
    """The texts of the file `name`, each with its place.

    `read` reads the file as a disclosure, to find what has no evidence. `published` is what a file
    of our own carries: evidence is then of the workbook behind it, and only names tell where
    something stands.
    """

    def __init__(
        self,
        name: str,
        texts: Sequence[Evidence],
        read: Callable[[], Disclosure],
        published: Disclosure | None = None,
    ) -> None:
        self._name = name
        self._texts = texts
        self._read = read
        self._published = published
        self._placed: dict[Evidence, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            self._placed[_place(text)].append(number)

    def standing(self, finding: Finding) -> Standing[Span]:
        """Where a finding and its sides stand; what is missing stands where it belongs."""
        own = [span for one in finding.evidence for span in self._exactly(one)]
        sides = [
            [span for one in side.evidence for span in self._exactly(one)] if is_here else []
            for side, is_here in self._here(finding)
        ]
        if not own:
            located: Located = self._locator.located(finding)
            own, sides = list(located.spans), [list(spans) for spans in located.sides]
            if own and located.is_near:
                own = [self._quoted_below(finding, own[0])]
        return Standing(own, [list(_joined(spans)) for spans in sides])

    def _here(self, finding: Finding) -> Iterator[tuple[FindingSide, bool]]:
        """Each side, and whether it stands in this file: if some sides name it, others do not."""
        is_across = any(side.label.startswith(f"{self._name} ") for side in finding.sides)
        for side in finding.sides:
            yield side, not is_across or side.label.startswith(f"{self._name} ")

    def _exactly(self, evidence: Evidence) -> Iterator[Span]:
        """The characters that evidence names; its whole paragraph or cell where they differ."""
        if self._published is not None:
            return
        around = self._placed.get(_place(evidence), ())
        for number in around:
            text = self._texts[number].text
            for start in _starts(text, evidence.text, evidence.offset or 0):
                yield Span(number, start, start + len(evidence.text))
                return
        for number in around:
            yield Span(number, 0, len(self._texts[number].text))
            return

    def _quoted_below(self, finding: Finding, title: Span) -> Span:
        """What a finding about a form quotes of it, where it is a text below the form's title."""
        names = set(quoted(finding.message)) - set(quoted(finding.where))
        for number in range(title.words, min(title.words + _FORM, len(self._texts))):
            text = self._texts[number].text
            if text.strip() in names:
                return Span(number, 0, len(text))
        return title

    @cached_property
    def _locator(self) -> Locator:
        """Finds what has no evidence; that the file is no disclosure as it stands is no matter."""
        pieces = (
            Paragraph(Words(text.text, (Stretch(0, len(text.text), text),))) for text in self._texts
        )
        try:
            read = self._read()
        except ReadError:
            return Locator(View(tuple(pieces)), self._name)
        return Locator(View(tuple(pieces), dict(self._names(read)), _known(read)), self._name)

    def _names(self, read: Disclosure) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What findings call places, by their paths."""
        if self._published is not None:
            scheme = load_scheme(self._published.scheme, self._published.fiscal_year)
            labels = Labels(scheme, self._published)
            named: dict[str, list[str]] = defaultdict(list)
            for address in dict.fromkeys(fact.address for fact in self._published.facts):
                named[labels.of(address)].append(address)
            yield from ((name, tuple(addresses)) for name, addresses in named.items())
        yield from ((table.id, (f"tables.{table.id}",)) for table in read.tables)
        yield from ((section.id, (f"narrative.{section.id}",)) for section in read.narrative)
        for number, key in enumerate(form_keys(read.forms), 1):
            yield key, (f"forms.{number}",)


def _known(read: Disclosure) -> Mapping[str, tuple[Evidence, ...]]:
    known = {one.path: tuple(piece.evidence for piece in one.pieces) for one in read.places}
    return {**known, **{fact.address: fact.evidence for fact in read.facts}}


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """What a side says in one text, from its first to its last character."""
    for words in dict.fromkeys(span.words for span in spans):
        same = [span for span in spans if span.words == words]
        yield Span(words, min(one.start for one in same), max(one.end for one in same))


def _place(evidence: Evidence) -> Evidence:
    return structs.replace(evidence, text="", offset=None)


def _starts(text: str, wanted: str, offset: int) -> Iterator[int]:
    """Where the wanted text begins that has so many characters of its line before it."""
    begin = 0
    for line in text.split("\n"):
        if wanted and line.startswith(wanted, offset):
            yield begin + offset
        begin += len(line) + 1
