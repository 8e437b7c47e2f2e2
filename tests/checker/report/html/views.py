"""A small document as a view, findings about it, and eyes for the page drawn from both."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import html

from mingzhang.checker.report.html import (
    Grid,
    GridCell,
    Heading,
    Paragraph,
    Stretch,
    View,
    Words,
    html_report,
)
from mingzhang.cube import Evidence
from mingzhang.model import Finding, FindingSide, NotChecked, SourceReference, findings_of

SOURCE = SourceReference(name="预算.txt", sha256="ab" * 32)
TITLE = "2025年预算支出总表"
TEXT = "本年支出191.02万元，主要原因是是人员增加。"


def text_at(start: int, text: str) -> Evidence:
    return Evidence(text, start=start, end=start + len(text), line=1)


def words(text: str, start: int) -> Words:
    """A text of a text file."""
    return Words(text, (Stretch(0, len(text), text_at(start, text)),))


def cells(*texts: str, start: int) -> tuple[GridCell, ...]:
    """A row of cells with one character between them."""
    found = []
    for text in texts:
        found.append(GridCell(words(text, start) if text else Words("")))
        start += len(text) + 1
    return tuple(found)


VIEW = View(
    (
        Heading(words(TITLE, 0), 2),
        Grid((cells("科目", "合计", start=20), cells("行政运行", "133.02", start=30)), TITLE),
        Paragraph(words(TEXT, 100)),
    )
)
STATED = text_at(104, "191.02")
IN_TABLE = text_at(35, "133.02")
DOUBLED = text_at(117, "是是")

REPEATED = Finding(
    key="SUM102:3.1.total",
    code="SUM102",
    severity="error",
    message="同一金额前后不一致：相差 58.00万元",
    where="一、说明 本年支出",
    stated="191.02",
    expected="133.02",
    evidence=(STATED, IN_TABLE),
    sides=(
        FindingSide(label="一、说明 本年支出", text="191.02万元", evidence=(STATED,)),
        FindingSide(label="表三 行政运行 合计", text="133.02万元", evidence=(IN_TABLE,)),
    ),
)
WORDING = Finding(
    key="TXT104:narrative.3.1:是是",
    code="TXT104",
    severity="warning",
    message="词语重复：“是是”应为“是”",
    where="一、说明",
    stated="是是",
    expected="是",
    evidence=(DOUBLED,),
)


def page(
    findings: Iterable[Finding], view: View = VIEW, unchecked: Iterable[NotChecked] = ()
) -> html.HtmlElement:
    """The report as a tree."""
    data = html_report(findings_of(SOURCE, findings, unchecked), view, version="1.0")
    return html.fromstring(data.decode())


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def shown_at(tree: html.HtmlElement, link: html.HtmlElement) -> str:
    """What stands where a link leads."""
    (found,) = tree.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))
    return str(found.text_content())
