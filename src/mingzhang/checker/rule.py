"""What a rule is and what it says.

A rule is a module: its docstring is its public page, `RULE` says what it is called and how grave it
is, and `check` yields what it finds. Everything else about a finding (its key, its order, the
severity that the scheme gives it) is the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mingzhang.checker.examined import Examined
from mingzhang.cube import Evidence, Fact
from mingzhang.model import CellReference, Severity

__all__ = ["Check", "Found", "Rule", "Side", "Unchecked", "side_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code (family and number), its name, which states the flaw, and its message.

    `title` names the flaw in a few words; `message` is a template for the values of a finding.
    `severity` is the usual one: an error is what the document's own arithmetic or wording proves.
    """

    code: str
    name: str
    title: str
    severity: Severity
    message: str
    is_review: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that contradict each other: what it is, what it says, where it stands."""

    label: str
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a rule found.

    `subject` names the place in the scheme and the facts involved, never an offset: it makes the
    key that survives a corrected upload. `values` fill the rule's message. `position` orders
    findings: the path of the text or the address of the fact. `severity` is given where it differs
    from the rule's own.
    """

    subject: tuple[str, ...]
    where: str
    position: str
    values: dict[str, str] = field(default_factory=dict)
    sides: tuple[Side, ...] = ()
    cells: tuple[CellReference, ...] = ()
    stated: str | None = None
    expected: str | None = None
    evidence: tuple[Evidence, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What a rule could not decide, and why."""

    where: str
    reason: str


Check = Callable[[Examined], Iterator[Found | Unchecked]]


def side_of(document: Examined, fact: Fact) -> Side:
    """A figure as a side: what a reader calls it, what it shows with its unit."""
    text = "空白" if fact.text is None else f"{fact.text}{fact.unit}"
    return Side(document.labels.of(fact.address), text, fact.evidence)
