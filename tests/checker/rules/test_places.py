"""Findings about texts point to the very characters of the document that is wrong."""

from __future__ import annotations

import pytest
from tests.reader.dumps import dump

from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found
from mingzhang.reader.formats.text import text_document
from mingzhang.reader.read import read_document
from mingzhang.scheme import load_scheme

SLIPS = [
    ("PRV101", "查阅不便。", "查阅不便，联系人 11010519491231002X。", "11010519491231002X"),
    ("PRV102", "三月招标", "13912345678 三月招标", "13912345678"),
    ("PRV106", "三月招标", "给予王小明生活补助，三月招标", "王小明"),
    ("TXT101", "示范县档案馆\n", "示范县档案馆（送审稿）\n", "送审稿"),
    ("TXT102", "管理利用股", "XX股", "XX"),
    ("TXT104", "原因是", "原因是是", "是是"),
    ("TXT105", "老化，查阅", "老化，，查阅", "，，"),
    ("TXT108", "原因是办公用品价格上涨。", "原因是。", "原因是"),
    ("FMT101", "政府采购预算总额2.00万元", "政府采购预算总额2.O0万元", "2.O0"),
    ("FMT103", "实有1辆", "实有1.00辆", "1.00"),
    ("FMT106", "政府采购预算总额2.00万元", "政府采购预算总额2.00", "2.00"),
    ("FMT107", "政府采购预算总额2.00万元", "政府采购预算总额万元", "万元"),
    ("FMT108", "\t31.10\t31.10\t", "\t31.1O\t31.10\t", "31.1O"),
]


def read(text: str) -> Examined:
    disclosure = read_document(text_document(text.encode()))
    return Examined(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)


def found(code: str, document: Examined) -> list[Found]:
    every = known_rules()[code].check(document)
    return [one for one in every if isinstance(one, Found)]


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    document = read(dump())
    assert [code for code, *_ in SLIPS if found(code, document)] == []


@pytest.mark.parametrize(("code", "right", "wrong", "stated"), SLIPS, ids=[s[0] for s in SLIPS])
def test_evidence_is_what_was_written_wrongly(
    code: str, right: str, wrong: str, stated: str
) -> None:
    text = dump().replace(right, wrong, 1)
    first = found(code, read(text))[0]
    (evidence,) = first.evidence
    start = text.index(wrong) + wrong.index(stated)
    assert (first.stated, evidence.text, evidence.start) == (stated, stated, start)
