"""The index of many reports."""

from __future__ import annotations

from lxml import html
from msgspec import structs
from tests.checker.report.html.views import REPEATED, SOURCE, WORDING, said

from mingzhang.checker.report.html import html_index
from mingzhang.checker.report.tally import Unread
from mingzhang.model import EntityReference, Finding, Findings, SetAside, findings_of

ASIDE = structs.replace(WORDING, set_aside=SetAside(reason="原文如此", name="张三"))


def findings(name: str, *found: Finding) -> tuple[Findings, str]:
    entity = EntityReference(name="示范县档案馆", level="unit", fiscal_year=2026)
    checked = findings_of(structs.replace(SOURCE, name=name), found)
    return structs.replace(checked, entity=entity), f"{name}.html"


def index(*documents: tuple[Findings, str], unread: tuple[Unread, ...] = ()) -> html.HtmlElement:
    return html.fromstring(html_index(documents, version="1.0", unread=unread).decode())


def rows(tree: html.HtmlElement, name: str) -> list[list[str]]:
    table = tree.xpath("//section[@aria-labelledby=$name]//tbody/tr", name=name)
    return [[said(cell) for cell in row][:-1] for row in table]


def test_documents_with_most_errors_come_first() -> None:
    tree = index(findings("乙", WORDING), findings("丙", REPEATED, WORDING), findings("甲", ASIDE))
    assert rows(tree, "documents") == [
        ["丙示范县档案馆", "1", "1", "0", "0"],
        ["乙示范县档案馆", "0", "1", "0", "0"],
        ["甲示范县档案馆", "0", "0", "0", "0"],
    ]
    links = tree.xpath("//section[@aria-labelledby='documents']//a/@href")
    assert links == ["丙.html", "乙.html", "甲.html"]


def test_rules_that_most_documents_break_come_first_and_name_them() -> None:
    tree = index(
        findings("甲", WORDING, REPEATED, REPEATED), findings("乙", WORDING), findings("丙", ASIDE)
    )
    assert rows(tree, "rules") == [
        ["词语重复 TXT104甲乙", "2", "2"],
        ["同一金额前后不一致 SUM102甲", "1", "2"],
    ]
    assert tree.xpath("//section[@aria-labelledby='rules']//details//a/@href") == [
        "甲.html",
        "乙.html",
        "甲.html",
    ]


def test_totals_stand_on_top() -> None:
    tree = index(findings("甲", REPEATED), findings("乙", ASIDE), unread=(Unread("丁", "空的"),))
    assert said(tree.xpath("//h1")[0]) == "2 个文件"
    assert [said(one) for one in tree.xpath("//header//li")] == [
        "1 个文件有错误",
        "1 错误",
        "0 核对",
        "0 提示",
        "1 已搁置",
        "1 个文件没有读成",
    ]
    assert said(tree.xpath("//section[@aria-labelledby='unread']//li")[0]) == "丁：空的"


def test_names_of_files_are_no_markup() -> None:
    tree = index(findings('"><script>', REPEATED), unread=(Unread("<b>", "<i>"),))
    assert not tree.xpath("//script | //b")
    assert tree.xpath("//section[@aria-labelledby='documents']//a/@href") == ['"><script>.html']


def test_long_list_of_documents_that_break_a_rule_is_cut() -> None:
    tree = index(*(findings(f"{number:03}", WORDING) for number in range(103)))
    items = tree.xpath("//section[@aria-labelledby='rules']//details//li")
    assert len(items) == 101
    assert said(items[-1]) == "另有 3 个文件"


def test_nothing_checked_is_told_as_such() -> None:
    assert said(index().xpath("//h1")[0]) == "0 个文件"
