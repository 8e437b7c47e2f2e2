"""Findings from other documents come where they belong in the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.checker.merging import with_others
from mingzhang.cube import Evidence
from mingzhang.model import Finding, Findings, findings_of


def finding(key: str, *evidence: Evidence) -> Finding:
    return Finding(
        key=key, code="YRS101", severity="error", message="", where="", evidence=evidence
    )


def lines(*numbers: int) -> Findings:
    found = [finding(f"{number}", Evidence("1", line=number)) for number in numbers]
    return findings_of(None, found)


def keys(findings: Findings) -> list[str]:
    return [one.key for one in findings.findings]


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ([Evidence("1", line=1)], ["新", "3", "9"]),
        ([Evidence("1", line=5)], ["3", "新", "9"]),
        ([Evidence("1", line=3)], ["3", "新", "9"]),
        ([Evidence("1", line=20)], ["3", "9", "新"]),
        ([Evidence("1", page=1)], ["3", "9", "新"]),
        ([], ["3", "9", "新"]),
    ],
)
def test_place_in_the_file_decides(place: list[Evidence], order: list[str]) -> None:
    assert keys(with_others(lines(3, 9), [finding("新", *place)])) == order


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Evidence("1", page=1, bbox=(300, 700, 0, 0)), Evidence("1", page=2, bbox=(0, 10, 0, 0))),
        (Evidence("1", page=1, bbox=(300, 10, 0, 0)), Evidence("1", page=1, bbox=(0, 20, 0, 0))),
        (Evidence("1", table=1, row=9, column=1), Evidence("1", table=2, row=1, column=1)),
        (Evidence("1", paragraph=9), Evidence("1", paragraph=10)),
        (Evidence("1", sheet="表三", cell="K9"), Evidence("1", sheet="表三", cell="A10")),
        (Evidence("1", line=4, start=7), Evidence("1", line=4, start=9)),
    ],
)
def test_places_of_every_kind_of_file_are_compared(first: Evidence, second: Evidence) -> None:
    before, after = finding("前", first), finding("后", second)
    assert keys(with_others(findings_of(None, [after]), [before])) == ["前", "后"]
    assert keys(with_others(findings_of(None, [before]), [after])) == ["前", "后"]


@given(st.lists(st.integers(1, 50)), st.lists(st.integers(1, 50)))
def test_nothing_is_lost_and_all_is_counted(own: list[int], others: list[int]) -> None:
    merged = with_others(lines(*sorted(own)), lines(*others).findings)
    assert [int(key) for key in keys(merged)] == sorted(own + others)
    assert merged.summary.error == len(own) + len(others)
