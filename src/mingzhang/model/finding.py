"""Findings: what a check says about a document. An error in using the program is no finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from mingzhang.cube import Evidence

__all__ = [
    "CellReference",
    "Finding",
    "FindingSide",
    "Findings",
    "NotChecked",
    "Severity",
    "SourceReference",
    "Summary",
    "findings_of",
]

Severity = Literal["error", "warning", "info"]


class CellReference(Struct, frozen=True, kw_only=True):
    """A cell that a finding is about, and what it states (None where blank).

    >>> CellReference(table="03", row="2013902", column="total", stated="191.02").row
    '2013902'
    """

    table: str
    row: str
    column: str
    stated: str | None


class FindingSide(Struct, frozen=True, kw_only=True):
    """One of the things that contradict each other: what it is, what it says, where it stands.

    >>> FindingSide(label="表三 合计", text="36.00万元").evidence
    ()
    """

    label: str
    text: str
    evidence: tuple[Evidence, ...] = ()


class Finding(Struct, frozen=True, kw_only=True):
    """One defect: its rule, how grave it is, in words, where, and what would be right.

    `key` names the same finding again in another run or a corrected upload. `sides` are what
    contradicts each other, to be shown face to face.

    >>> Finding(
    ...     key="SUM101:03.合计.total",
    ...     code="SUM101",
    ...     severity="error",
    ...     message="…",
    ...     where="表三 合计",
    ... ).severity
    'error'
    """

    key: str
    code: str
    severity: Severity
    message: str
    where: str
    cells: tuple[CellReference, ...] = ()
    stated: str | None = None
    expected: str | None = None
    evidence: tuple[Evidence, ...] = ()
    sides: tuple[FindingSide, ...] = ()


class NotChecked(Struct, frozen=True, kw_only=True):
    """A rule that could not decide, where, and what it lacked.

    >>> NotChecked(code="SUM101", where="表三", reason="没有读到").code
    'SUM101'
    """

    code: str
    where: str
    reason: str


class SourceReference(Struct, frozen=True, kw_only=True):
    """The file that was checked.

    >>> SourceReference(name="预算.docx", sha256="00").name
    '预算.docx'
    """

    name: str
    sha256: str


class Summary(Struct, frozen=True, kw_only=True):
    """How many findings there are of each severity.

    >>> Summary(error=1).warning
    0
    """

    error: int = 0
    warning: int = 0
    info: int = 0


class Findings(Struct, frozen=True, kw_only=True):
    """All findings about one document, in document order.

    >>> Findings(source=None, summary=Summary()).findings
    ()
    """

    format: Literal["mingzhang/findings"] = "mingzhang/findings"
    version: Literal[1] = 1
    source: SourceReference | None
    summary: Summary
    not_checked: tuple[NotChecked, ...] = ()
    findings: tuple[Finding, ...] = ()


def findings_of(
    source: SourceReference | None,
    findings: Iterable[Finding],
    not_checked: Iterable[NotChecked] = (),
) -> Findings:
    """Findings with their summary counted."""
    found = tuple(findings)
    counts = Counter(finding.severity for finding in found)
    summary = Summary(error=counts["error"], warning=counts["warning"], info=counts["info"])
    return Findings(source=source, summary=summary, not_checked=tuple(not_checked), findings=found)
