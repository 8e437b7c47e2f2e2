"""Findings from elsewhere among those about a document, each where it belongs."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from mingzhang.model import Finding, Findings, summary_of

__all__ = ["with_others"]

_Place = tuple[str, tuple[float, ...]]


def with_others(findings: Findings, others: Iterable[Finding]) -> Findings:
    """Findings and others about the same document, in its order, counted anew.

    One of the others comes after what stands before it or at the same place in the file. One whose
    place cannot be compared with any comes last.
    """
    found = list(findings.findings)
    for other in others:
        found.insert(_turn(found, _place(other)), other)
    return structs.replace(findings, findings=tuple(found), summary=summary_of(found))


def _turn(found: list[Finding], place: _Place | None) -> int:
    if place is None:
        return len(found)
    kind, point = place
    compared = [
        (number, there[1])
        for number, one in enumerate(found)
        if (there := _place(one)) is not None and there[0] == kind
    ]
    earlier = [number for number, there in compared if there <= point]
    if earlier:
        return earlier[-1] + 1
    return compared[0][0] if compared else len(found)


def _place(finding: Finding) -> _Place | None:
    """Where a finding stands, and among what such places can be compared; None if unknown."""
    if not finding.evidence:
        return None
    at = finding.evidence[0]
    if at.sheet is not None:
        digits = "".join(filter(str.isdigit, at.cell or ""))
        return f"sheet {at.sheet}", (float(digits or 0),)
    if at.page is not None:
        return "page", (at.page, *(at.bbox[1::-1] if at.bbox else ()))
    if at.table is not None:
        return "table", (at.table, at.row or 0, at.column or 0)
    if at.paragraph is not None:
        return "paragraph", (at.paragraph,)
    if at.line is not None:
        return "line", (at.line, at.start or 0)
    return None
