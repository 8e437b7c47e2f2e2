"""What is written at which place: each finding in full where it stands, in short at its sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from mingzhang.checker.engine import known_rules
from mingzhang.checker.pages import rule_page
from mingzhang.checker.report.tally import title_of
from mingzhang.model import Finding, Findings

__all__ = ["AUTHOR", "INITIALS", "Remark", "Standing", "quoted", "remarks"]

AUTHOR: Final = "明账"
INITIALS: Final = "账"

_Spot = TypeVar("_Spot", bound=Hashable)
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""

_QUOTED: Final = re.compile(r"[“‘]+([^“”‘’]+)[”’]+")
_NOWHERE: Final = "下列问题在文中没有可以标出的位置："


@dataclass(frozen=True, slots=True)
class Standing(Generic[_Spot]):
    """Where a finding stands, its chief place first, and where each of its sides does."""

    own: Sequence[_Spot]
    sides: Sequence[Sequence[_Spot]]


@dataclass(frozen=True, slots=True)
class Remark(Generic[_Spot]):
    """What is said at a place, in lines; the place is None for what stands nowhere."""

    spot: _Spot | None
    lines: tuple[str, ...]


def remarks(
    findings: Findings, standing: Callable[[Finding], Standing[_Spot]]
) -> list[Remark[_Spot]]:
    """One remark for each place, in the order of the findings; first what stands nowhere.

    What somebody set aside gets none.
    """
    said: dict[_Spot, dict[str, None]] = {}
    lost: dict[str, None] = {}
    for finding in findings.findings:
        if finding.set_aside:
            continue
        found = standing(finding)
        if found.own:
            said.setdefault(found.own[0], {})["\n".join(_told(finding))] = None
        else:
            lost["\n".join(_told(finding))] = None
        for spot, text in _beside(finding, found):
            said.setdefault(spot, {})[text] = None
    made: list[Remark[_Spot]] = [Remark(None, (_NOWHERE, *_lines(lost)))] if lost else []
    return made + [Remark(spot, tuple(_lines(texts))) for spot, texts in said.items()]


def quoted(text: str) -> tuple[str, ...]:
    """The names in quotation marks, each once.

    >>> quoted("绩效表“培训经费” 数量指标“人数”")
    ('培训经费', '人数')
    """
    return tuple(dict.fromkeys(name.strip() for name in _QUOTED.findall(text)))


def _lines(texts: dict[str, None]) -> Iterator[str]:
    for text in texts:
        yield from _UNWRITABLE.sub("", text).split("\n")


def _told(finding: Finding) -> Iterator[str]:
    """A finding in full: what is wrong, what stands and what should, what to do."""
    yield f"{finding.code} {finding.message}"
    if finding.expected is not None and finding.expected not in finding.message:
        now = f"现为 {finding.stated}，" if finding.stated else ""
        yield f"{now}应为 {finding.expected}"
    known = known_rules().get(finding.code)
    if known is not None:
        yield f"改法：{rule_page(known).parts['改法']}"


def _beside(finding: Finding, found: Standing[_Spot]) -> Iterator[tuple[_Spot, str]]:
    """The other places of a finding, each with a word on where the whole is told."""
    if not found.own:
        return
    seen = {found.own[0]}
    pairs = zip(finding.sides, found.sides, strict=True)
    others = [(spots[0], side.text) for side, spots in pairs if spots]
    for spot, text in others or [(spot, "") for spot in found.own[1:]]:
        if spot not in seen:
            seen.add(spot)
            here = f"此处为 {text}；" if text else ""
            yield (
                spot,
                f"{finding.code} {title_of(finding.code)}：{here}见“{finding.where}”处的批注",
            )
