"""Findings about many documents, counted: by rule and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.engine import known_rules
from mingzhang.model import Findings, Severity

__all__ = ["BrokenRule", "Tally", "Unread", "tallied", "title_of"]

_GRAVITY: Final[Sequence[Severity]] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule with the number of documents that break it, and how often they do.

    `severity` is the gravest that a scheme gave to one of its findings.
    """

    code: str
    severity: Severity
    documents: int
    findings: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in documents in all. What somebody set aside counts only as that."""

    documents: int
    with_errors: int
    errors: int
    warnings: int
    infos: int
    set_aside: int
    rules: tuple[BrokenRule, ...]


def title_of(code: str) -> str:
    """The flaw that a rule names, in a few words; its code if there is no such rule."""
    known = known_rules().get(code)
    return known.rule.title if known else code


def tallied(documents: Iterable[Findings]) -> Tally:
    """Count findings; the rules that most documents break come first."""
    totals: Counter[str] = Counter()
    in_documents: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    gravest: dict[str, Severity] = {}
    for one in documents:
        summary = one.summary
        totals["documents"] += 1
        totals["with errors"] += summary.error > 0
        totals["error"] += summary.error
        totals["warning"] += summary.warning
        totals["info"] += summary.info
        totals["set aside"] += summary.set_aside or 0
        broken = [finding for finding in one.findings if not finding.set_aside]
        in_documents.update({finding.code for finding in broken})
        for finding in broken:
            findings[finding.code] += 1
            before = gravest.get(finding.code, finding.severity)
            gravest[finding.code] = min(before, finding.severity, key=_GRAVITY.index)
    rules = (
        BrokenRule(code, gravest[code], in_documents[code], count)
        for code, count in findings.items()
    )
    return Tally(
        documents=totals["documents"],
        with_errors=totals["with errors"],
        errors=totals["error"],
        warnings=totals["warning"],
        infos=totals["info"],
        set_aside=totals["set aside"],
        rules=tuple(sorted(rules, key=lambda one: (-one.documents, -one.findings, one.code))),
    )
