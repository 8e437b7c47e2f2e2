"""Rows of tables: small damages, one at a time, read against the table that they come from."""

from __future__ import annotations

import pytest

from mingzhang.reader.formats.text import text_document
from mingzhang.reader.recognise.rows import read_rows
from mingzhang.reader.recognise.shapes import shapes
from mingzhang.reader.recognise.strips import strips_of
from mingzhang.scheme import load_scheme

SHAPES = shapes(load_scheme("shanxi", 2026))


def rows_of(table: str, text: str) -> list[list[str]]:
    """What stands in each slot of the rows; a blank one is empty."""
    strips = list(strips_of(text_document(text.encode())))
    shape = SHAPES[table]
    found = []
    for row in read_rows(strips, shape).rows:
        slots = row.slots
        found.append(
            [slots[at].passage.text if at in slots else "" for at in range(len(shape.slots))]
        )
    return found


RUNNING = ["2013901", "行政运行", "14.89", "14.89", ""]
DUTY = ["2013902", "一般行政管理事务", "50.00", "", "50.00"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2013901\t行政运行\t14.89\t14.89\t", [RUNNING]),
        ("2013901\t行政运行\t14.89\t14.89", [RUNNING]),
        ("2013901\t行政运行\t14.89\t14.89\t\t\t", [RUNNING]),
        ("2013901行政运行\t14.89\t14.89\t", [RUNNING]),
        ("2013901 行政运行 14.89 14.89", [RUNNING]),
        ("2013901\t行政运行14.89\t14.89\t", [RUNNING]),
        ("2013901\t行政运行\t14.89 14.89\t", [RUNNING]),
        ("2013901\t行政运行\t14.8914.89\t", [RUNNING]),
        ("2013902\t一般行政管理事务\t50.00\t\t50.00", [DUTY]),
        ("2013902\t\t一般行政管理事务\t50.00\t\t50.00", [DUTY]),
        ("2013902\t一般行政管\n理事务\t50.00\t\t50.00", [DUTY]),
        ("2013902\t一般行政管\n\n理事务\t50.00\t\t50.00", [DUTY]),
        ("2013902\t一般行政管理事务\t50.00\n\t\t50.00", [DUTY]),
        (
            "2013901\t行政运行\t14.89\t14.89\t2013902\t一般行政管理事务\t50.00\t\t50.00",
            [RUNNING, DUTY],
        ),
        (
            "2013901\t行政运行\t14.89\t14.89\n2013902\t一般行政管理事务\t50.00\t\t50.00",
            [RUNNING, DUTY],
        ),
        ("合计\t\t64.89\t14.89\t50.00", [["合计", "", "64.89", "14.89", "50.00"]]),
        ("合计\t64.89\t14.89\t50.00", [["", "合计", "64.89", "14.89", "50.00"]]),
    ],
)
def test_rows_with_codes(text: str, wanted: list[list[str]]) -> None:
    assert rows_of("03", text) == wanted


LEFT = ["一、一般公共预算", "9.00", "一、一般公共服务支出", "9.00", "8.00", "1.00"]
RIGHT = ["", "", "六、科学技术支出", "4.00", "4.00", ""]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("\t".join(LEFT), [LEFT]),
        ("一、一般公共预算\t9.00一、一般公共服务支出\t9.00\t8.00\t1.00", [LEFT]),
        ("一、一般公\n共预算\t9.00\t一、一般公共服务支出\t9.00\t8.00\t1.00", [LEFT]),
        ("\t".join(RIGHT), [RIGHT]),
        ("六、科学技术支出\t4.00\t4.00", [RIGHT]),
        ("\t\t六、科学\n技术支出\t4.00\t4.00\t", [RIGHT]),
        (
            "二、政府性基金预算\t\t二、外交支出",
            [["二、政府性基金预算", "", "二、外交支出", "", "", ""]],
        ),
        (
            "二、政府性基金预算二、外交支出",
            [["二、政府性基金预算", "", "二、外交支出", "", "", ""]],
        ),
    ],
)
def test_rows_of_two_sides(text: str, wanted: list[list[str]]) -> None:
    assert rows_of("01", text) == wanted


NAMED = ["关于下达补助资金的通知（晋财〔2026〕5号）", "29.00", "29.00", "", ""]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("关于下达补助资金的\n通知（晋财〔2026〕5号）\t29.00\t29.00\t\t", [NAMED]),
        ("关于下达补助资金的通知（晋财〔2026〕\t29.00\t29.00\t\t\n5号）", [NAMED]),
        ("关于下达补助资金的通知\t29.00\t29.00\t\t\n（晋财〔2026〕5号）", [NAMED]),
        ("关于下达补助资金的通知（晋财〔2026〕5号） 29.00 29.00", [NAMED]),
    ],
)
def test_rows_of_projects_with_long_names(text: str, wanted: list[list[str]]) -> None:
    assert rows_of("13", text) == wanted


PAY = ["基本工资", "工资奖金津补贴", "22.67", "22.67", ""]


@pytest.mark.parametrize(
    "text",
    [
        "基本工资\t工资奖金津补贴\t22.67\t22.67\t",
        "基本工资工资奖金津补贴\t22.67\t22.67\t",
        "基本工资\t工资奖金\n津补贴\t22.67\t22.67\t",
        "基本工资 工资奖金津补贴 22.67 22.67",
    ],
)
def test_rows_with_two_labels(text: str) -> None:
    assert rows_of("06", text) == [PAY]


def test_words_that_no_table_knows_are_no_row() -> None:
    assert rows_of("03", "此处有一段别的话") == []
