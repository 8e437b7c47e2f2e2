"""A published page gives back the disclosure that it was made from, or the one it now states."""

from __future__ import annotations

import re

import pytest
from msgspec import structs
from tests.reader.page.pages import SAMPLES, Page, department, page_of, sample

from mingzhang.cube import Fact
from mingzhang.model import Attachment, AttachmentRow, Disclosure, Section
from mingzhang.model.json import disclosure_sha256
from mingzhang.reader.page import disclosure_of_page, is_own_page, verify_page
from mingzhang.reader.source import ReadError


def facts(disclosure: Disclosure, address: str) -> list[Fact]:
    return [fact for fact in disclosure.facts if fact.address == address]


@pytest.mark.parametrize("slug", SAMPLES)
def test_a_sample_comes_back_as_it_was(slug: str) -> None:
    page = sample(slug)
    read = disclosure_of_page(page.data)
    assert read == page.disclosure
    assert disclosure_sha256(read) == disclosure_sha256(page.disclosure)
    assert verify_page(page.data).differences == ()


def with_an_attached_list(disclosure: Disclosure) -> Disclosure:
    rows = (
        AttachmentRow(code="B", name="政府履职辅助性服务", level=1),
        AttachmentRow(code="B01", name="法律服务 & <咨询>", level=2),
    )
    attached = Attachment(
        id="purchase_services", section="3.12", title="目录", text="一、说明\n二、范围", rows=rows
    )
    return structs.replace(disclosure, attachments=(attached,))


def with_odd_texts(disclosure: Disclosure) -> Disclosure:
    overview = (Section(id="1.1", title="本部门职责", text="  甲\n\n乙 <b>&amp;</b>\r\n丙"),)
    forms = [*disclosure.forms]
    fields = {**forms[0].fields, "立项依据": "第一条\n第二条 ", "另有": "没有地方显示"}
    forms[0] = structs.replace(forms[0], fields=dict(reversed(fields.items())))
    return structs.replace(disclosure, overview=overview, forms=tuple(forms))


def without_exact_amounts(disclosure: Disclosure) -> Disclosure:
    stated = (structs.replace(fact, exact=None) for fact in disclosure.facts)
    return structs.replace(disclosure, facts=tuple(stated))


def without_facts(disclosure: Disclosure) -> Disclosure:
    return structs.replace(disclosure, facts=())


def without_anything(disclosure: Disclosure) -> Disclosure:
    return Disclosure(
        scheme=disclosure.scheme, fiscal_year=disclosure.fiscal_year, entity=disclosure.entity
    )


@pytest.mark.parametrize(
    "change",
    [
        with_an_attached_list,
        with_odd_texts,
        without_exact_amounts,
        without_facts,
        without_anything,
    ],
)
def test_whatever_a_disclosure_holds_comes_back(change) -> None:  # type: ignore[no-untyped-def]
    page = page_of(change(department().disclosure))
    assert disclosure_of_page(page.data) == page.disclosure
    assert verify_page(page.data).differences == ()


def test_a_cell_that_was_changed_counts_as_displayed() -> None:
    read = disclosure_of_page(department().edited("03.2012604.project", "17.60"))
    (fact,) = facts(read, "03.2012604.project")
    assert (fact.text, fact.exact, fact.evidence) == ("17.60", None, ())
    table = read.table("03")
    assert table is not None
    assert [row.cells["project"] for row in table.rows if row.code == "2012604"] == ["17.60"]


def test_a_repeat_that_was_changed_is_a_fact_of_its_own() -> None:
    read = disclosure_of_page(department().edited("3.1.total", "56.64", place=1))
    assert [(fact.text, fact.exact) for fact in facts(read, "3.1.total")] == [
        ("56.46", None),
        ("56.64", None),
    ]


def test_a_page_that_lost_a_row_is_read_as_it_stands() -> None:
    page = department()
    row = re.search(r"\n<tr>(?:(?!<tr>).)*03\.2012604\.total.*?</tr>", page.text)
    assert row
    read = disclosure_of_page(page.replaced(row[0], ""))
    table = read.table("03")
    assert table is not None
    assert "2012604" not in [row.code for row in table.rows]
    assert read.registers == page.disclosure.registers


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body><p>x</p></body></html>", "不是明账生成的网页"),
        (b'<html><script id="facts">{"format": "other"}</script></html>', "读不出来"),
        (b'<html><script id="facts">{</script></html>', "读不出来"),
        (b"not a page", "不是网页"),
    ],
)
def test_a_page_of_another_program_is_told_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        disclosure_of_page(data)


def damaged(page: Page, old: str, new: str) -> bytes:
    block = re.search(r'<script type="application/json" id="facts">.*?</script>', page.text)
    assert block
    assert old in block[0]
    return page.text.replace(block[0], block[0].replace(old, new, 1)).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"facts":[[', '"facts":[[['),
        ('"version":1', '"version":2'),
        ('"scheme":"shanxi"', '"scheme":"nowhere"'),
        ('"fiscal_year":2026', '"fiscal_year":1926'),
        ('"fiscal_year":2026', '"fiscal_year":"2026"'),
        ('"mingzhang/page-facts"', '"page-facts"'),
    ],
)
def test_a_broken_block_is_told_in_a_sentence(old: str, new: str) -> None:
    with pytest.raises(ReadError, match="读不出来"):
        verify_page(damaged(department(), old, new))


def test_pages_of_ours_are_told_from_others() -> None:
    assert is_own_page(department().data)
    assert not is_own_page(b"<html><body>mingzhang/page-facts</body></html>")
