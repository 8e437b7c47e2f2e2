"""Finds the rules, runs those that the scheme switches on, and puts what they find in order."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Final

from msgspec import structs

from mingzhang.checker.examined import Examined
from mingzhang.checker.order import Order
from mingzhang.checker.rule import Check, Found, Rule, Unchecked
from mingzhang.model import (
    Disclosure,
    Finding,
    Findings,
    FindingSide,
    NotChecked,
    Severity,
    SourceReference,
    findings_of,
)
from mingzhang.scheme import Scheme

__all__ = [
    "Checked",
    "KnownRule",
    "RuleError",
    "check",
    "check_examined",
    "finding_of",
    "known_rules",
    "unique",
]

_PACKAGES: Final = ("mingzhang.checker.rules", "mingzhang.checker.across")
"""Where rules are: about one document, and about several held against each other."""


class RuleError(RuntimeError):
    """A rule failed: our fault, not the document's. The message names the rule."""


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule with what it runs and its page, in Chinese under fixed headings."""

    rule: Rule
    check: Check
    page: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings about a disclosure, and how many identities were checked for them."""

    findings: Findings
    identities: int


@cache
def known_rules() -> Mapping[str, KnownRule]:
    """All rules by code, in the order of their codes."""
    found = {}
    for package in map(importlib.import_module, _PACKAGES):
        for module in _modules(package):
            rule: Rule | None = getattr(module, "RULE", None)
            if rule is not None:
                run: Check = getattr(module, "check", _nothing)
                found[rule.code] = KnownRule(rule, run, (module.__doc__ or "").strip())
    return dict(sorted(found.items()))


def _nothing(document: Examined) -> Iterator[Found | Unchecked]:
    """What a rule about several documents finds in one alone."""
    yield from ()


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(one.name)


def check(scheme: Scheme, disclosure: Disclosure, *, is_review: bool = False) -> Checked:
    """Everything that the scheme's rules find in a disclosure, in the order of the document.

    `is_review` adds the rules for a reviewer who wants to see what no rule explains.

    Raises:
        RuleError: a rule failed.
    """
    return check_examined(Examined(scheme, disclosure), is_review=is_review)


def check_examined(document: Examined, *, is_review: bool = False) -> Checked:
    """As `check`; for those who look at the document for more than its own findings.

    Raises:
        RuleError: a rule failed.
    """
    scheme = document.scheme
    order = Order(document)
    found: list[tuple[Rule, Found]] = []
    unread: list[NotChecked] = []
    for known in known_rules().values():
        rule = known.rule
        if rule.code not in scheme.rules or (rule.is_review and not is_review):
            continue
        for one in _run(known, document):
            if isinstance(one, Unchecked):
                unread.append(NotChecked(code=rule.code, where=one.where, reason=one.reason))
            else:
                found.append((rule, one))
    found.sort(key=lambda pair: (order.of(pair[1]), pair[0].code, pair[1].subject))
    source = document.disclosure.source
    reference = SourceReference(name=source.name, sha256=source.sha256) if source else None
    findings = unique(finding_of(scheme, rule, one) for rule, one in found)
    identities = len(document.sums) + len(document.repeats)
    return Checked(findings_of(reference, findings, unread), identities)


def _run(known: KnownRule, document: Examined) -> list[Found | Unchecked]:
    try:
        return list(known.check(document))
    except Exception as error:
        raise RuleError(f"规则 {known.rule.code}（{known.rule.name}）运行失败") from error


def finding_of(scheme: Scheme, rule: Rule, found: Found) -> Finding:
    """What a rule found, as everybody is told it: with its key, its severity and its message."""
    severity: Severity = found.severity or scheme.rules[rule.code].severity or rule.severity
    return Finding(
        key=":".join((rule.code, *found.subject)),
        code=rule.code,
        severity=severity,
        message=f"{rule.title}：{rule.message.format_map(found.values)}",
        where=found.where,
        cells=found.cells,
        stated=found.stated,
        expected=found.expected,
        evidence=found.evidence,
        sides=tuple(
            FindingSide(label=side.label, text=side.text, evidence=side.evidence)
            for side in found.sides
        ),
    )


def unique(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Findings with a key each: a repeated one gets ~2, ~3 in order."""
    seen: dict[str, int] = {}
    for finding in findings:
        seen[finding.key] = number = seen.get(finding.key, 0) + 1
        yield finding if number == 1 else structs.replace(finding, key=f"{finding.key}~{number}")
