from __future__ import annotations

import pytest

from mingzhang.model import Disclosure, Entity, Row, Table
from mingzhang.reader.recognise.units import units_listed
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", 2026)


def units(table: str, *rows: tuple[str, str]) -> list[str]:
    keys = [column.key for column in SCHEME.table(table).sides[0].columns]
    made = tuple(
        Row(label=label, cells={keys[0]: amount, **dict.fromkeys(keys[1:])})
        for label, amount in rows
    )
    read = Disclosure(
        scheme="shanxi",
        fiscal_year=2026,
        entity=Entity(name="某局", level="department"),
        tables=(Table(id=table, title="", unit="万元", rows=made),),
    )
    return [unit.name for unit in units_listed(SCHEME, read)]


@pytest.mark.parametrize(
    ("table", "rows", "wanted"),
    [
        ("11", [("部门合计", "9.00"), ("某局", "5.00"), ("某站", "4.00")], ["某局", "某站"]),
        ("11", [("部门合计", "9.00"), ("某局", "9.00")], []),
        (
            "12",
            [("某局", "9.00"), ("某局", "5.00"), ("甲", "5.00"), ("某站", "4.00"), ("乙", "4.00")],
            ["某局", "某站"],
        ),
        ("12", [("某局", "9.00"), ("某局", "9.00"), ("甲", "5.00"), ("乙", "4.00")], []),
        ("12", [("某局", "9.00"), ("甲", "5.00"), ("乙", "4.00")], []),
        ("12", [("某局", "9.01"), ("某局", "5.00"), ("甲", "5.00"), ("乙", "4.00")], []),
    ],
)
def test_units_are_rows_that_stand_over_others(
    table: str, rows: list[tuple[str, str]], wanted: list[str]
) -> None:
    assert units(table, *rows) == wanted
