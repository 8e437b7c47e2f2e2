"""Findings about a stretch of a text."""

from __future__ import annotations

import re
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found
from mingzhang.model import Severity

__all__ = ["span_found"]

_AROUND: Final = 10
"""So many characters before and after are quoted, for the reader to find the place."""

_BEFORE: Final = re.compile(r"[\u4e00-\u9fff]{0,6}$")
"""The words before, which tell a slip from the same slip elsewhere in the text."""


def span_found(
    document: Examined,
    text: Prose,
    span: tuple[int, int],
    *,
    expected: str | None = None,
    severity: Severity | None = None,
    **values: str,
) -> Found:
    """A finding that these characters of a text are wrong, or that something is wrong there.

    The rule's message may use {where}, {stated}, {around} (the words around it), {expected} as
    “，应为…” where it is known, and `values`.
    """
    start, end = span
    stated = text.text[start:end]
    around = text.text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ").strip()
    before = _BEFORE.search(text.text, 0, start)
    said = f"，应为“{expected}”" if expected else ""
    return Found(
        subject=tuple(filter(None, (text.path, before[0] if before else "", stated))),
        where=text.label,
        position=text.path,
        values={
            "where": text.label,
            "stated": stated,
            "around": around,
            "expected": said,
            **values,
        },
        stated=stated,
        expected=expected,
        evidence=document.evidence(text.path, start, end),
        severity=severity,
    )
