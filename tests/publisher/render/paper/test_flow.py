"""What stands on paper together: titles, charts and what follows them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publisher.render.chart.charts import chart, datum
from tests.publisher.render.docx_samples import body, form_grid, portrait, publication

from mingzhang.publisher.compose.page import Block, Chart, Heading, Series
from mingzhang.publisher.render.docx.pagination import page_numbers
from mingzhang.publisher.render.paper import looks
from mingzhang.publisher.render.paper.cover import balanced
from mingzhang.publisher.render.paper.flow import (
    Drawing,
    Item,
    Piece,
    Table,
    Text,
    flow_of,
    text_lines,
)
from mingzhang.publisher.render.paper.sheet import PORTRAIT


def items(*blocks: Block) -> tuple[Item, ...]:
    (stretch,) = flow_of(publication(portrait(*blocks)))
    return stretch.items


def words(item: Item) -> str:
    assert isinstance(item, Text)
    return "".join(piece.text for piece in item.pieces)


def projects(
    count: int, name: str = "长财行提前下达选调生到村工作财政补助配套资金（第{}批）"
) -> Chart:
    data = tuple(datum(f"{count - at}.00", f"f{at}") for at in range(count))
    return chart(Series("合计", data), names=tuple(name.format(at) for at in range(count)))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("第三部分　2026年度部门预算情况说明", "第三部分　2026年度部门预算情况说明"),
        (
            "第三部分　2026年度部门预算和三公经费情况说明",
            "第三部分\n2026年度部门预算和三公经费情况说明",
        ),
        ("一" * 30, "一" * 30),
    ],
)
def test_a_title_of_two_lines_ends_the_first_at_its_wide_space(title: str, shown: str) -> None:
    heading, _ = items(Heading(1, title, "a"), body("文"))
    assert words(heading) == shown


def test_a_heading_in_the_text_is_left_as_it_is() -> None:
    heading, _ = items(Heading(2, "一、" + "部门预算　" * 9, "a"), body("文"))
    assert "\n" not in words(heading)


def test_a_chart_of_many_bars_leaves_room_for_text() -> None:
    drawing, *_ = items(projects(16), body("下文"))
    assert isinstance(drawing, Drawing)
    assert drawing.height <= PORTRAIT.text_height * 3 // 5
    assert drawing.width <= PORTRAIT.text_width
    assert 7.5 < 13 * drawing.width / drawing.units / 20 < 9  # points of its text


def test_a_line_that_ends_a_chapter_stays_with_the_chart_before_it() -> None:
    for lines in range(26):
        blocks = [body("一行")] * lines
        last = Heading(2, "末行", "last")
        found = page_numbers(flow_of(publication(portrait(*blocks, chart(), last))))
        assert found["chart-1"] == found["last"]


def test_a_chart_may_stand_apart_from_a_text_that_goes_on() -> None:
    captions = [items(chart(), *after)[1] for after in ([body("文")], [body("文" * 99)], [])]
    looked = [one.look for one in captions if isinstance(one, Text)]
    plain = looks.PARAGRAPHS[looks.ParagraphStyle.CAPTION]
    assert looked == [looks.KEPT_CAPTION, plain, plain]


def test_each_piece_of_a_form_begins_a_sheet() -> None:
    long = form_grid(1)
    long = replace(long, body=(*long.body, *form_grid(2).body))
    first, second = (item for item in items(long) if isinstance(item, Table))
    assert (first.new_page, second.new_page) == (False, True)


def test_ends_of_a_line_that_are_too_long_take_the_lines_that_they_need() -> None:
    look = looks.meta_look(PORTRAIT)
    counts = [
        text_lines(Text(look, (Piece(left), Piece("\t"), Piece("单位：万元"))), PORTRAIT)
        for left in ("部门", "部" * 42, "部" * 150)
    ]
    assert counts == [1, 2, 4]


def test_a_name_in_letters_is_broken_where_it_likes() -> None:
    name = "Office of International Cooperation and Exchange " * 4
    assert balanced(name, looks.COVER_ENTITY.em) == name
    assert "\n" in balanced(
        "中国共产党某某某某自治区委员会某某某某领导小组办公室", looks.COVER_ENTITY.em
    )
