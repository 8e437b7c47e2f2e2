"""Figures are marked in a text where it says them, once each, and nowhere else."""

from __future__ import annotations

import pytest

from mingzhang.cube import Coordinate, Evidence, Fact
from mingzhang.model import Form, Funding, Section
from mingzhang.publisher.compose.forms import form_money
from mingzhang.publisher.compose.page import Paragraph
from mingzhang.publisher.compose.text import section_blocks

TEXT = "预算支出36.00万元，\n其中项目支出5.99万元。"


def fact(address: str, text: str, start: int) -> Fact:
    place = Evidence(text, start=start, end=start + len(text))
    return Fact(address, Coordinate(), text, "万元", evidence=(place,))


def marked(*facts: Fact) -> list[tuple[str, str]]:
    section = Section(id="3.1", title="收支", text=TEXT)
    blocks = [one for one in section_blocks(section, facts, ()) if isinstance(one, Paragraph)]
    assert "\n".join(block.text for block in blocks) == TEXT
    return [(run.fact, run.text) for block in blocks for run in block.runs if run.fact]


def test_figure_is_marked_where_the_text_says_it() -> None:
    places = (fact("3.1.total", "36.00", 4), fact("3.1.project", "5.99", TEXT.index("5.99")))
    assert marked(*places) == [("3.1.total", "36.00"), ("3.1.project", "5.99")]


def test_place_in_a_file_that_was_read_marks_nothing_here() -> None:
    assert marked(fact("3.1.total", "36.00", 6)) == []


def test_two_figures_at_one_place_are_printed_once() -> None:
    places = (fact("3.1.spending", "36.00", 4), fact("3.1.total", "36.00", 4))
    assert marked(*places) == [("3.1.spending", "36.00")]


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("133140", "133,140"),
        ("-1234567.50", "-1,234,567.50"),
        ("约5万", "约5万"),
        ("1,000", "1,000"),
        ("007", "007"),
        ("", ""),
        (None, ""),
    ],
)
def test_money_of_a_form_has_separators_if_it_is_a_number(amount: str | None, printed: str) -> None:
    funding = Funding(horizon="annual", source="total", amount=amount, unit="元")
    form = Form(kind="project_target", project="甲", fields={}, funding=(funding,))
    assert form_money(form, "annual", "total") == printed
