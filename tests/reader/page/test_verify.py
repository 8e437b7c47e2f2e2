"""A page is as it was published, or the place that was changed is named."""

from __future__ import annotations

import random
import re
import statistics
import time
from decimal import Decimal

import pytest
from tests.reader.page.pages import SAMPLES, department, sample

from mingzhang.reader.page import Difference, Verified, verify_page


def only(data: bytes) -> Difference:
    (found,) = verify_page(data).differences
    return found


def test_a_page_as_published_has_no_differences() -> None:
    page = department()
    verified = verify_page(page.data)
    assert verified.differences == ()
    assert verified.entity == page.disclosure.entity
    assert verified.places == page.text.count("<data ")
    assert verified.figures == page.text.count("<data id=")
    assert verified.relations > 150


EDITS = [
    # a cell: the text, the value, both
    ("03.2012604.total", "17.51", None, "17.50"),
    ("03.2012604.total", None, "175100.00", "17.50"),
    ("03.2012604.total", "18.50", "185000.00", "17.50"),
    ("03.2012604.total", "1.750", "17500.00", "17.50"),
    ("01.收入总计.amount", "56.64", "566400.00", "56.46"),
    ("06.办公费/办公经费.operating", "3.01", None, "3.10"),
    ("06.津贴补贴/工资奖金津补贴.total", None, "80000.99", "8.00"),
    # a sentence
    ("3.4.classes.208", "4.60", None, "4.50"),
    ("3.4.classes.208", "4.60", "46000.00", "4.50"),
    ("3.3.project", "17.50", None, "17.5"),
    ("3.2.gov_fund", None, "0.07", "0"),
    # shares, rates and changes
    ("3.3.basic.share", "69.10", None, "69.00"),
    ("3.3.basic.share", None, "69.10", "69.00"),
    ("3.3.basic.share", "69.10", "69.10", "69.00"),
    ("3.8.operating.rate", "3.43", "3.43", "3.33"),
    ("3.8.operating.change", "0.2", "2000.00", "0.1"),
    # counts, areas and registers that the page does not show
    ("3.11.area", "421.5", "421.50", "412.5"),
    ("3.11.other", "2", "2", "1"),
    ("3.9.goods", "1.30", "13000.00", "1.20"),
    # what nothing else bears out: the checksum does
    ("3.10.reporting", "2", "2", "1"),
    ("3.10.reporting_amount", "56.45", "564500.00", "56.46"),
    # forms
    ("project_target.档案数字化经费.annual.total", "150,001", None, "150,000"),
    ("project_target.档案数字化经费.annual.total", None, "150001.00", "150,000"),
    # the same, written otherwise
    ("03.2012604.total", "17.5", None, "17.50"),
    ("03.2012604.total", None, "175000", "17.50"),
    ("03.2012604.total", None, "175000.000", "17.50"),
]


@pytest.mark.parametrize(("address", "text", "value", "expected"), EDITS)
def test_a_changed_figure_is_named_with_what_it_was(
    address: str, text: str | None, value: str | None, expected: str
) -> None:
    page = department()
    before = page.places(address)[0]
    verified = verify_page(page.edited(address, text, value))
    (found,) = verified.differences
    assert (found.address, found.expected) == (address, expected)
    assert found.displayed == (text or before.text)
    assert found.line == page.text[: page.text.index(before.whole)].count("\n") + 1
    assert verified.is_explained


def test_a_difference_says_where_in_words() -> None:
    found = only(department().edited("03.2012604.total", "17.51"))
    assert found.where == "表三 2012604 档案馆 合计"
    assert found.message == f"{found.where}（网页第 {found.line} 行）：显示 17.51，应为 17.50"


def test_a_changed_value_is_told_from_a_changed_text() -> None:
    found = only(department().edited("03.2012604.total", value="175100.00"))
    assert "数据值（value）为 175100.00，应为 175000.00" in found.message
    assert "显示 17.50，应为" not in found.message


def test_a_changed_repeat_is_told_from_the_first_place() -> None:
    found = only(department().edited("3.1.total", "56.64", place=1))
    assert (found.address, found.displayed, found.expected) == ("3.1.total", "56.64", "56.46")
    assert "第 2 处" in found.message


def test_two_changed_figures_are_both_named() -> None:
    page = department()
    once = page.edited("03.2012604.total", "17.51").decode()
    one = page.places("3.4.classes.208")[0]
    verified = verify_page(once.replace(one.whole, one.whole.replace("4.50", "4.05")).encode())
    assert {one.address for one in verified.differences} == {
        "03.2012604.total",
        "3.4.classes.208",
    }
    assert verified.is_explained


@pytest.mark.parametrize("slug", SAMPLES)
def test_any_changed_digit_of_a_sample_is_found(slug: str) -> None:
    """Seeded, and a few of each kind: the figure that was changed is the one that is named."""
    page, chance = sample(slug), random.Random(slug)
    figures = re.findall(r'<data id="f-([^"]*)" value="([^"]*)">([^<]*)</data>', page.text)
    for address, value, text in chance.sample(figures, 4):
        place = chance.choice([number for number, one in enumerate(text) if one.isdigit()])
        digit = str((int(text[place]) + chance.randint(1, 9)) % 10)
        changed = f"{text[:place]}{digit}{text[place + 1 :]}"
        scale = 10_000 if abs(Decimal(value)) > 100 * Decimal(text.replace(",", "")) else 1
        moved = Decimal(changed.replace(",", "")) - Decimal(text.replace(",", ""))
        both = f"{Decimal(value) + moved * scale:f}"
        for data in (page.edited(address, changed), page.edited(address, changed, both)):
            verified = verify_page(data)
            assert verified.differences
            named = {one.address for one in verified.differences}
            assert named == {address} or not verified.is_explained


def test_a_figure_that_was_taken_away_is_named() -> None:
    page = department()
    found = verify_page(page.replaced(page.places("03.2012604.project")[0].whole, "")).differences
    assert [one.address for one in found] == ["03.2012604.project"]
    assert "网页上没有显示" in found[0].message


def test_a_figure_that_is_no_element_any_more_is_named() -> None:
    page = department()
    found = verify_page(page.replaced(page.places("03.2012604.project")[0].whole, "17.50"))
    assert found.differences[0].address == "03.2012604.project"


def test_a_figure_in_a_blank_cell_is_named() -> None:
    page = department()
    row = re.search(r"\n<tr>(?:(?!<tr>).)*03\.2012604\.total.*?</tr>", page.text)
    assert row
    assert '<td class="number"></td>' in row[0]
    filled = row[0].replace('<td class="number"></td>', '<td class="number">1.00</td>')
    (found,) = verify_page(page.replaced(row[0], filled)).differences
    assert "单元格显示 1.00，数据中没有这个数" in found.message


def test_an_id_that_stands_twice_is_named() -> None:
    page = department()
    other = page.places("03.2012604.total")[0]
    twice = other.whole.replace("f-03.2012604.total", "f-03.2012604.project")
    messages = [one.message for one in verify_page(page.replaced(other.whole, twice)).differences]
    assert any("编号 f-03.2012604.project 在网页中出现 2 次" in one for one in messages)
    assert any("表三 2012604 档案馆 合计" in one for one in messages)


def test_a_repeat_of_nothing_is_named() -> None:
    page = department()
    one = page.places("3.1.total")[1]
    data = page.replaced(one.whole, one.whole.replace("f-3.1.total", "f-3.1.nothing"))
    assert any("f-3.1.nothing" in one.message for one in verify_page(data).differences)


def block_edited(old: str, new: str) -> bytes:
    page = department()
    block = re.search(r'<script type="application/json" id="facts">.*?</script>', page.text)
    assert block
    assert old in block[0]
    return page.replaced(block[0], block[0].replace(old, new, 1))


def test_a_fact_that_was_moved_in_the_block_is_named() -> None:
    entry = re.search(r'\["03\.2012604\.total",(\d+)', department().text)
    assert entry
    found = only(block_edited(entry[0], entry[0].removesuffix(entry[1]) + "0"))
    assert found.address == "03.2012604.total"
    assert "数据块中的坐标" in found.message


def test_a_sum_that_was_changed_in_the_block_is_named() -> None:
    entry = re.search(r'\["03\.2012604\.total",\d+,\d+,"(sum\((\d+)\))', department().text)
    assert entry
    found = verify_page(block_edited(entry[0], entry[0].replace(entry[1], "sum(0)"))).differences
    assert [one.address for one in found] == ["03.2012604.total"]
    assert "合计与分项不符" in found[0].message


def test_another_checksum_is_noticed() -> None:
    page = department()
    found = verify_page(page.text.replace('sha256" content="', 'sha256" content="0', 1).encode())
    assert any("校验值" in one.message for one in found.differences)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("保管全县各类档案", "保管全省各类档案", "正文"),
        ("完成十万页", "完成百万页", "正文"),
    ],
)
def test_changed_words_are_noticed_and_located_where_the_scheme_tells(
    old: str, new: str, where: str
) -> None:
    text = department().text
    (found,) = verify_page(text.replace(old, new, 1).encode()).differences
    assert found.address is None
    assert found.where == where


def test_a_changed_name_of_a_row_is_named() -> None:
    text = department().text
    row = re.search(r'\n<tr>(?:(?!<tr>).)*id="f-03\.2012604\.total"', text)
    assert row
    changed = text.replace(row[0], row[0].replace("档案馆", "文书馆"))
    found = only(changed.encode())
    assert (found.where, found.expected) == ("表三 2012604 的名称", "档案馆")


def test_a_changed_explanation_of_a_term_is_named() -> None:
    page = department()
    term = page.disclosure.glossary[0]
    changed = term.text[:-3] + "等等" + term.text[-1]
    found = only(page.text.replace(term.text, changed).encode())
    assert found.where == f"名词解释“{term.term}”"
    assert (found.displayed, found.expected) == (changed, term.text)


def test_a_changed_header_is_named() -> None:
    text = department().text
    head = re.search(r'id="table-03".*?<thead>.*?基本<wbr>?支出', text, re.S) or re.search(
        r'id="table-03".*?<thead>.*?基本支出', text, re.S
    )
    assert head
    changed = head[0][: -len("支出")] + "收入"
    (found,) = verify_page(text.replace(head[0], changed).encode()).differences
    assert (found.where, found.displayed, found.expected) == ("表三的表头", "基本收入", "基本支出")


def test_a_changed_name_on_the_cover_is_named() -> None:
    page = department()
    found = only(page.replaced('<span class="entity">示范县', '<span class="entity">示例县'))
    assert found.where == "封面"


def test_the_largest_sample_is_verified_quickly() -> None:
    """50 ms on an idle machine; the bound leaves room for a busy one."""
    data = max((sample(slug).data for slug in SAMPLES), key=len)
    taken = []
    for _ in range(20):
        start = time.process_time()
        verify_page(data)
        taken.append(time.process_time() - start)
    assert statistics.median(taken) < 0.25


def test_a_page_of_two_megabytes_is_verified_in_seconds() -> None:
    page = department()
    data = page.replaced("</main>", "<p class=note>附言。</p>\n" * 80_000 + "</main>")
    assert len(data) > 2_000_000
    start = time.process_time()
    verified: Verified = verify_page(data)
    assert verified.differences == ()
    assert time.process_time() - start < 5
