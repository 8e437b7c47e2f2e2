"""Contradictions that only all figures together show."""

from __future__ import annotations

from mingzhang.checker import check
from mingzhang.cube import Coordinate, Fact
from mingzhang.model import Disclosure, Entity, Finding, Row, Table
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", 2025)
ENTITY = Entity(name="示范县档案馆", level="department")


def table(table_id: str, **rows: dict[str, str | None]) -> Table:
    return Table(
        id=table_id,
        title="",
        unit="万元",
        rows=tuple(Row(code=code[1:], label="", cells=cells) for code, cells in rows.items()),
    )


def found(*what: Table | str, facts: tuple[Fact, ...] = ()) -> tuple[Finding, ...]:
    """What is said of sums, or of more if asked for; sums are not told twice."""
    tables = tuple(one for one in what if isinstance(one, Table))
    codes = ("SUM", *(one for one in what if isinstance(one, str)))
    disclosure = Disclosure(
        scheme="shanxi", fiscal_year=2025, entity=ENTITY, tables=tables, facts=facts
    )
    findings = check(SCHEME, disclosure).findings.findings
    return tuple(one for one in findings if one.code.startswith(codes))


def count(address: str, number: str, **at: str) -> Fact:
    return Fact(address, Coordinate.of(at, "projects"), number, "个")


def test_part_of_a_year_cannot_be_more_than_the_whole() -> None:
    (one,) = found(
        table("03", _2012604={"total": "17.00"}), table("05", _2012604={"total": "18.00"})
    )
    assert one.code == "SUM103"
    assert [(cell.table, cell.stated) for cell in one.cells] == [("03", "17.00"), ("05", "18.00")]


def test_part_of_a_year_may_be_less_than_the_whole() -> None:
    tables = (
        table("03", _2012604={"total": "17.00"}), table("05", _2012604={"total": "16.00"})
    )  # fmt: skip
    assert found(*tables) == ()


def test_a_gap_of_a_hundredth_of_a_yuan_that_rounding_leaves_is_told() -> None:
    (one,) = found(
        table("03", _2012604={"total": "17.00"}), table("05", _2012604={"total": "17.01"})
    )
    assert one.code == "SUM103"


def test_items_of_one_function_cannot_be_more_than_it() -> None:
    (one,) = found(
        table("03", _20126={"total": "10.00"}),
        table("05", _2012601={"total": "6.00"}, _2012604={"total": "5.00"}),
    )
    assert {cell.stated for cell in one.cells} == {"10.00", "6.00", "5.00"}


def test_projects_of_both_classes_are_all_projects() -> None:
    facts = (
        count("3.10.projects", "5", period="current"),
        count("3.10.other_projects", "2", period="current", project="other_operating"),
        count("3.10.target_projects", "2", period="current", project="specific_target"),
    )
    (one,) = found("CNT", facts=facts)
    assert one.code == "CNT101"
    assert "5个" in one.message
    assert found("CNT", facts=(*facts[:2], count("3.10.target_projects", "3", period="current",
                                          project="specific_target"))) == ()  # fmt: skip


def test_published_projects_of_a_class_are_not_more_than_its_projects() -> None:
    at = {"period": "current"}
    facts = (
        count("3.10.other_projects", "2", **at, project="other_operating"),
        count("3.10.published_other", "3", **at, project="published_other_operating"),
    )
    assert [one.code for one in found("CNT", facts=facts)] == ["CNT101"]


def test_units_that_report_may_be_of_any_kind() -> None:
    facts = tuple(
        Fact(f"3.8.{name}", Coordinate.of(at, "units"), number, "个")
        for name, number, at in (
            ("units", "3", {}), ("organs", "2", {"unit": "organ"}),
            ("reporting", "3", {"unit": "reporting"}),
        )
    )  # fmt: skip
    assert found(facts=facts) == ()
