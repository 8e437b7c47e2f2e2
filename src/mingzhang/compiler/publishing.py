"""What a workbook says of its publication: when it was, when it was corrected, and why."""

from __future__ import annotations

from mingzhang.compiler.sheet import BASICS
from mingzhang.compiler.values import Values

__all__ = ["publishing_of"]


def publishing_of(values: Values) -> dict[str, str]:
    """The days (ISO) and the reason as settings of the disclosure; what is not said is left out."""
    published = values.date(BASICS, "published_on", "公开日期")
    corrected = values.date(BASICS, "corrected_on", "更正日期")
    reason = values.text(BASICS, "correction")
    if corrected and published and corrected < published:
        values.problem(
            BASICS,
            values.place(BASICS, "corrected_on"),
            f"更正日期 {corrected} 早于公开日期 {published}，请核对两个日期",
        )
    if corrected and not reason:
        _unsaid(values, "correction", "更正原因", "更正日期")
    if reason and values.field(BASICS, "corrected_on") is None:
        _unsaid(values, "corrected_on", "更正日期", "更正原因")
    told = {
        "published_on": published.isoformat() if published else "",
        "corrected_on": corrected.isoformat() if corrected else "",
        "correction": reason,
    }
    return {key: text for key, text in told.items() if text}


def _unsaid(values: Values, key: str, label: str, other: str) -> None:
    cell = values.workbook.columns[BASICS].get(key)
    values.problem(BASICS, cell, f"填了“{other}”，没有填“{label}”，请补填")
