"""The page of one report: what comes first, and that every link leads somewhere."""

from __future__ import annotations

import re
from time import process_time

from lxml import html
from msgspec import structs
from tests.checker.report.html.views import (
    REPEATED,
    SOURCE,
    TEXT,
    VIEW,
    WORDING,
    cells,
    page,
    said,
    shown_at,
    text_at,
    words,
)

from mingzhang.checker.report.html import Grid, Paragraph, Stretch, View, Words, html_report
from mingzhang.cube import Evidence
from mingzhang.model import Finding, FindingSide, NotChecked, SetAside, findings_of

ASIDE = structs.replace(WORDING, key="TXT104:2", set_aside=SetAside(reason="原文如此", name="张三"))


def test_what_must_be_mended_stands_first_and_what_was_set_aside_last() -> None:
    tree = page([ASIDE, WORDING, REPEATED])
    assert [said(one) for one in tree.xpath("//header//li")] == [
        "1 必须改正",
        "1 请人核对",
        "1 已搁置",
    ]
    assert [one.get("data-look") for one in tree.xpath("//article")] == [
        "error",
        "warning",
        "aside",
    ]
    assert said(tree.xpath("//*[@id='aside']//p[@class='reason']")[0]) == "张三：原文如此"


def test_sides_face_each_other_with_the_difference_between() -> None:
    tree = page([REPEATED])
    faces = tree.xpath("//*[@class='faces']")[0]
    assert said(faces) == (
        "一、说明 本年支出 191.02万元现为191.02 → 应为133.02 −58.00"
        "≠相差 58.00万元表三 行政运行 合计 133.02万元"
    )
    links = faces.xpath(".//a")
    assert [shown_at(tree, link) for link in links] == ["191.02", "133.02"]


def test_words_that_all_sides_share_are_said_once() -> None:
    sides = tuple(FindingSide(label=f"表三 {one} 合计", text="1.00万元") for one in ("甲", "乙"))
    tree = page([structs.replace(REPEATED, where="表三 甲 合计", sides=sides)])
    labels = [said(one) for one in tree.xpath("//*[@class='face']")]
    assert labels == ["甲 合计 1.00万元", "乙 合计 1.00万元"]


def test_many_sides_are_folded() -> None:
    sides = tuple(FindingSide(label=f"表{one}", text="1.00万元") for one in range(9))
    tree = page([structs.replace(REPEATED, sides=sides)])
    folded = tree.xpath("//*[@class='faces']//details")[0]
    assert said(folded.xpath("summary")[0]) == "另有 4 处"
    assert len(folded.xpath(".//*[@class='face']")) == 4


def test_what_is_missing_says_what_should_be_there() -> None:
    tree = page([structs.replace(WORDING, stated=None, expected="结余")])
    assert said(tree.xpath("//*[@class='change']")[0]) == "应有 结余"


def test_each_mark_leads_back_to_its_findings() -> None:
    tree = page([REPEATED, structs.replace(REPEATED, key="2"), WORDING])
    mark = tree.xpath("//mark[text()='191.02']")[0]
    assert mark.get("data-f") == "1 2"
    assert [one.get("href") for one in mark.getnext().xpath("a")] == ["#f1", "#f2"]
    assert {one.get("id") for one in tree.xpath("//article")} == {"f1", "f2", "f3"}


def test_overlapping_and_nested_marks_leave_the_text_as_it_is() -> None:
    spans = [(0, 10), (4, 10), (4, 12), (6, 8), (0, len(TEXT))]
    found = [
        structs.replace(WORDING, key=str(number), evidence=(text_at(100 + start, TEXT[start:end]),))
        for number, (start, end) in enumerate(spans, 1)
    ]
    tree = page(found)
    paragraph = tree.xpath("//section[@id='paper']//p")[-1]
    for number, (start, end) in enumerate(spans, 1):
        pieces = paragraph.xpath(f".//mark[contains(concat(' ', @data-f, ' '), ' {number} ')]")
        assert "".join(piece.text for piece in pieces) == TEXT[start:end]
        (link,) = tree.xpath(f"//article[@id='f{number}']//*[@class='where']/a")
        assert link.get("href") == f"#{pieces[0].get('id')}"
    for numbers in paragraph.xpath(".//sup"):
        numbers.drop_tree()
    assert paragraph.text_content() == TEXT


def test_every_link_leads_to_one_place() -> None:
    tree = page([ASIDE, WORDING, REPEATED], unchecked=[NotChecked(code="A", where="b", reason="c")])
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    links = [str(one) for one in tree.xpath("//a/@href")]
    assert {one[0] for one in links} == {"#"}
    assert {one[1:] for one in links} <= set(names)


def test_blank_cell_can_be_marked() -> None:
    blank = Words("", (Stretch(0, 0, path="03.a.total"),))
    row = (structs.replace(cells("", start=0)[0], words=blank),)
    view = View((Grid((row,), "表三"),), names={"表三 合计": ("03.a.total",)})
    tree = page([structs.replace(WORDING, where="表三 合计", evidence=())], view)
    assert said(tree.xpath("//td")[0]) == "空白1"


def test_what_could_not_be_checked_is_listed() -> None:
    tree = page([], unchecked=[NotChecked(code="SUM101", where="表四 合计", reason="没有读到")])
    assert said(tree.xpath("//ul[@class='unchecked']")[0]) == "SUM101 表四 合计，没有读到"
    assert said(tree.xpath("//header//li")[-1]) == "1 未检查"


def test_document_without_findings_says_so() -> None:
    tree = page([])
    assert [said(one) for one in tree.xpath("//p[@class='nothing']")] == [
        "没有必须改正的问题。",
        "没有需要核对的地方。",
    ]
    assert not tree.xpath("//form | //mark")


def test_basis_and_remedy_of_the_rule_unfold() -> None:
    folded = page([REPEATED]).xpath("//article/details")[0]
    assert [said(one) for one in folded.xpath(".//dt")] == ["依据", "改法"]


def test_rule_that_is_not_known_has_no_page() -> None:
    assert not page([structs.replace(WORDING, code="ABC999")]).xpath("//article/details")


def test_nothing_in_a_document_is_taken_for_markup() -> None:
    harm = "</mark></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\x00\ud800"
    source = structs.replace(SOURCE, name=harm)
    view = View((Paragraph(words(harm, 0)), Grid((cells(harm, start=200),), harm)))
    one = Finding(
        key=harm,
        code=harm,
        severity="error",
        message=harm,
        where=harm,
        stated=harm,
        expected=harm,
        evidence=(text_at(0, harm[:9]),),
        sides=tuple(FindingSide(label=harm, text=harm) for _ in range(2)),
        set_aside=SetAside(reason=harm, name=harm),
    )
    unchecked = [NotChecked(code=harm, where=harm, reason=harm)]
    data = html_report(findings_of(source, [one], unchecked), view, version=harm).decode()
    tree = html.fromstring(data)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //@onerror")
    assert not re.search("[\x00\ud800]", data)


def test_page_asks_for_nothing() -> None:
    data = html_report(findings_of(SOURCE, [REPEATED]), VIEW, version="1.0").decode()
    assert "default-src 'none'" in data
    assert not re.search(r"https?://|url\(|@import| src=", data)


def test_same_findings_and_view_give_the_same_bytes() -> None:
    findings = findings_of(SOURCE, [WORDING, REPEATED])
    assert html_report(findings, VIEW, version="1") == html_report(findings, VIEW, version="1")


def test_long_document_with_many_findings_is_drawn_fast() -> None:
    rows = tuple(cells(*("1,234.56",) * 13, start=1000 * number) for number in range(1, 700))
    view = View((Grid(rows, "表"), Paragraph(words("甲" * 5000, 1_000_000))))
    place = Evidence("甲", start=1_000_000, end=1_000_001)
    found = [
        structs.replace(
            WORDING,
            key=str(one),
            evidence=(structs.replace(place, start=place.start + one, end=place.start + one + 99),),
        )
        for one in range(1000)
    ]
    start = process_time()
    html_report(findings_of(SOURCE, found), view, version="1")
    assert process_time() - start < 2


def test_evidence_that_is_not_in_the_view_is_said_without_a_link() -> None:
    lost = structs.replace(WORDING, evidence=(text_at(5000, "是是"),), key="TXT104:x")
    tree = page([lost])
    assert not tree.xpath("//*[@class='where']/a | //mark")
    assert said(tree.xpath("//*[@class='where']")[0]) == "一、说明 第 1 行"


def test_marks_of_both_places_are_told_apart_by_weight() -> None:
    tree = page([REPEATED])
    assert [one.get("class") for one in tree.xpath("//mark")] == ["error", "error chief"]
