"""Findings: what a check says about a document. An error in using the program is no finding."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from mingzhang.cube import Evidence
from mingzhang.model.disclosure import Level

__all__ = [
    "CellReference",
    "EntityReference",
    "Finding",
    "FindingSide",
    "Findings",
    "NotChecked",
    "SetAside",
    "Severity",
    "SourceReference",
    "Summary",
    "figures_digest",
    "findings_of",
    "summary_of",
]

Severity = Literal["error", "warning", "info"]

_DIGEST_LENGTH = 16


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


class SetAside(Struct, frozen=True, kw_only=True):
    """A named person's decision that a finding needs no mending, and why.

    >>> SetAside(reason="口径不同，已写明", name="张三").name
    '张三'
    """

    reason: str
    name: str


class Finding(Struct, frozen=True, kw_only=True):
    """One defect: its rule, how grave it is, in words, where, and what would be right.

    `key` names the same finding again in another run or a corrected upload. `sides` are what
    contradicts each other, to be shown face to face. One that somebody set aside stays listed.

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
    set_aside: SetAside | UnsetType = UNSET


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


class EntityReference(Struct, frozen=True, kw_only=True):
    """Whose budget was checked, and of which year.

    >>> EntityReference(name="某县档案馆", level="unit", fiscal_year=2026).fiscal_year
    2026
    """

    name: str
    level: Level
    fiscal_year: int


class Summary(Struct, frozen=True, kw_only=True):
    """How many findings there are of each severity; those set aside count apart, if there are any.

    >>> Summary(error=1).warning
    0
    """

    error: int = 0
    warning: int = 0
    info: int = 0
    set_aside: int | UnsetType = UNSET


class Findings(Struct, frozen=True, kw_only=True):
    """All findings about one document, in document order.

    >>> Findings(source=None, summary=Summary()).findings
    ()
    """

    format: Literal["mingzhang/findings"] = "mingzhang/findings"
    version: Literal[1] = 1
    source: SourceReference | None
    entity: EntityReference | None = None
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
    return Findings(
        source=source, summary=summary_of(found), not_checked=tuple(not_checked), findings=found
    )


def summary_of(findings: Iterable[Finding]) -> Summary:
    """How many findings there are of each severity, and how many are set aside."""
    counts = Counter("set aside" if one.set_aside else one.severity for one in findings)
    return Summary(
        error=counts["error"],
        warning=counts["warning"],
        info=counts["info"],
        set_aside=counts["set aside"] or UNSET,
    )


def figures_digest(finding: Finding) -> str:
    """A checksum of what a finding says that the document states; its places do not matter.

    It differs once one of the figures or words concerned was changed. It starts with a letter, so
    that no spreadsheet takes it for a number.
    """
    stated = [finding.stated, *(one.stated for one in finding.cells)]
    stated += [text for side in finding.sides for text in (side.label, side.text)]
    said = "\x1f".join("\x1e" if text is None else "".join(text.split()) for text in stated)
    return f"v{hashlib.sha256(said.encode()).hexdigest()[:_DIGEST_LENGTH]}"
