"""Rows and their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.model import Disclosure, Entity, Row, Table, row_keys


def row(label: str, code: str | None = None, government_label: str | None = None) -> Row:
    return Row(label=label, code=code, government_label=government_label, cells={})


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ([row("行政运行", "2013901"), row("合计")], ["2013901", "合计"]),
        ([row("基本工资", None, "工资奖金津补贴")], ["基本工资/工资奖金津补贴"]),
        ([row("其他 公务\n用车")], ["其他公务用车"]),
        ([row("合计"), row("合计"), row("合计")], ["合计", "合计~2", "合计~3"]),
        ([row("合计~2"), row("合计"), row("合计")], ["合计~2", "合计", "合计~3"]),
        ([row("甲", ""), row("甲", None, "")], ["甲", "甲~2"]),
        ([], []),
    ],
)
def test_rows_are_named_by_code_or_label(rows: list[Row], keys: list[str]) -> None:
    assert row_keys(rows) == keys


@given(
    labels=st.lists(st.sampled_from(["合计", "合计~2", "合计~3", "合 计", "", "~2"]), max_size=9)
)
def test_no_two_rows_of_a_table_have_one_name(labels: list[str]) -> None:
    keys = row_keys(map(row, labels))
    assert len(set(keys)) == len(labels)


@given(labels=st.lists(st.sampled_from(["合计", "其他", "合计~2"]), max_size=6))
def test_a_row_keeps_its_name_whatever_follows(labels: list[str]) -> None:
    keys = row_keys(map(row, labels))
    for count in range(len(labels)):
        assert row_keys(map(row, labels[:count])) == keys[:count]


def test_a_table_is_found_by_its_id() -> None:
    table = Table(id="07", title="", unit="万元", rows=())
    entity = Entity(name="某局", level="unit")
    disclosure = Disclosure(scheme="", fiscal_year=2025, entity=entity, tables=(table,))
    assert disclosure.table("07") is table
    assert disclosure.table("08") is None
