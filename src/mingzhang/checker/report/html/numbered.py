"""The findings of a report: in the order shown, numbered, each with its marks in the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mingzhang.checker.report.html.locate import Located, Locator, Span
from mingzhang.checker.report.html.view import View
from mingzhang.checker.report.told import name_of
from mingzhang.model import Finding, Findings

__all__ = ["LOOKS", "Look", "Mark", "Numbered", "Report", "anchor_name", "report_of"]

Look = Literal["error", "warning", "info", "aside"]
"""How grave a finding is, or that somebody set it aside: what its looks tell."""

LOOKS: Final[Sequence[Look]] = ("error", "warning", "info", "aside")
"""The gravest first."""

_GROUPS: Final[Mapping[Look, int]] = {"error": 0, "warning": 1, "info": 1, "aside": 2}
"""The order of the groups that findings are shown in."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report and where it stands."""

    number: int
    finding: Finding
    look: Look
    located: Located


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of the document that a finding is about; `is_chief` are those to look at first."""

    span: Span
    number: int
    look: Look
    is_chief: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The findings as shown: what must be mended first, what was set aside last.

    `marks` holds the marks of each text of the view, `anchors` the number of the mark that begins
    at each place, by which the page links to it.
    """

    findings: Findings
    numbered: tuple[Numbered, ...]
    marks: Mapping[int, Sequence[Mark]]
    anchors: Mapping[tuple[int, int], int]

    def of(self, *looks: Look) -> list[Numbered]:
        """The findings that look so."""
        return [one for one in self.numbered if one.look in looks]

    def anchor(self, spans: Sequence[Span]) -> str | None:
        """The name of the first of these places on the page."""
        if not spans:
            return None
        return anchor_name(self.anchors[spans[0].words, spans[0].start])


def anchor_name(number: int) -> str:
    """The name of a mark on the page."""
    return f"m{number}"


def _look(finding: Finding) -> Look:
    """How grave a finding is, unless it was set aside."""
    return "aside" if finding.set_aside else finding.severity


def report_of(findings: Findings, view: View) -> Report:
    """Order and number the findings, and find each in the document."""
    locator = Locator(view, name_of(findings))
    ordered = sorted(findings.findings, key=lambda one: _GROUPS[_look(one)])
    numbered = tuple(
        Numbered(number, one, _look(one), locator.located(one))
        for number, one in enumerate(ordered, 1)
    )
    marks: dict[int, list[Mark]] = defaultdict(list)
    for one in numbered:
        for mark in _marks(one):
            marks[mark.span.words].append(mark)
    places = sorted({(mark.span.words, mark.span.start) for one in marks.values() for mark in one})
    anchors = {place: number for number, place in enumerate(places, 1)}
    return Report(findings, numbered, marks, anchors)


def _marks(one: Numbered) -> list[Mark]:
    """The places of a finding, each once; the first is its chief one."""
    spans = dict.fromkeys([*one.located.spans, *(s for side in one.located.sides for s in side)])
    return [Mark(span, one.number, one.look, not place) for place, span in enumerate(spans)]
