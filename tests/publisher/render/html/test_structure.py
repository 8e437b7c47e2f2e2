"""The page's structure, read with a parser that is not ours."""

from __future__ import annotations

from dataclasses import replace

from tests.publisher.render.html.pages import (
    EMPTY,
    FORM,
    PUBLICATION,
    TWO_SIDED,
    drawn,
    heading,
    occupancy,
    of_blocks,
    rows_of,
    said,
)

from mingzhang.publisher.compose.page import Definition, Paragraph, Run
from mingzhang.publisher.render.html import render_html


def ranks(page):
    return [int(element.tag[1]) for element in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]


def test_page_says_what_it_is_before_its_text():
    source = render_html(PUBLICATION)
    page = drawn()
    assert source.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert page.findtext("head/title") == "上党区委组织部2025年度部门预算公开"
    metas = {meta.get("name"): meta.get("content") for meta in page.xpath("//meta[@name]")}
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert metas["description"] == "上党区委组织部 2025年度部门预算公开"
    assert metas["generator"].startswith("mingzhang ")


def test_each_landmark_stands_once():
    page = drawn()
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.xpath(f"//{landmark}")) == 1, landmark
    assert page.xpath("//body/*[1]/@href") == ["#page-main"]


def test_parts_follow_cover_and_contents_in_their_order():
    assert [title.text_content() for title in drawn().xpath("//h1|//h2")] == [
        "上党区委组织部 2025年度部门预算公开",
        "目录",
        "第二部分 2025年部门预算报表",
        "第三部分 情况说明",
        "第四部分 名词解释",
    ]


def test_headings_never_skip_a_rank():
    found = ranks(drawn())
    assert found == [1, 2, 2, 3, 3, 2, 3, 4, 2]


def test_headings_never_skip_a_rank_where_the_publication_does():
    page = drawn(of_blocks(heading(2, "甲", "a"), heading(4, "乙", "b"), heading(1, "丙", "c")))
    assert ranks(page) == [1, 2, 2, 3, 2]


def test_section_holds_the_sections_below_its_heading():
    page = drawn()
    assert page.xpath('//h4[@id="section%203.10.1"]/ancestor::section/*[1]/text()') == [
        "第三部分 情况说明",
        "十、绩效管理情况",
        "1、整体绩效目标",
    ]


def test_every_id_stands_once():
    ids = drawn().xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [one for one in ids if not one or any(sign.isspace() for sign in one)]


def test_every_internal_link_and_reference_resolves():
    page = drawn()
    ids = set(page.xpath("//@id"))
    links = page.xpath('//a[starts-with(@href, "#")]/@href')
    references = page.xpath("//@aria-labelledby|//@aria-describedby")
    assert {link.removeprefix("#") for link in links} <= ids
    assert {one for reference in references for one in reference.split()} <= ids


def test_contents_are_nested_as_their_levels():
    assert drawn().xpath('//nav//a[@href="#section%203.10.1"]/ancestor::li/*[1]/text()') == [
        "第三部分 情况说明",
        "十、绩效管理情况",
        "1、整体绩效目标",
    ]


def test_contents_entry_without_its_block_is_no_link():
    assert drawn().xpath('//nav//li/span[text()="附件"]')


def test_other_formats_are_offered_below_the_title():
    assert drawn().xpath("//header//a/@href") == ["budget.pdf", "data/budget.json?a=1&b=2"]
    assert "下载" not in render_html(PUBLICATION)


def test_spans_fill_each_grid_exactly():
    for table in drawn().xpath("//table"):
        width = len(table.xpath(".//col"))
        for rows in rows_of(table):
            everywhere = {(y, x): 1 for y in range(len(rows)) for x in range(width)}
            assert occupancy(rows) == everywhere, table.findtext("caption")


def test_every_header_cell_says_what_it_heads():
    scopes = {cell.get("scope") for cell in drawn().xpath("//th")}
    assert scopes == {"col", "colgroup", "row"}


def test_group_header_heads_a_group_of_columns_of_its_width():
    table = drawn(of_blocks(TWO_SIDED)).xpath("//table")[0]
    assert [len(group) for group in table.xpath("colgroup")] == [2, 5]
    groups = table.xpath('.//th[@scope="colgroup"]')
    spans = {group.text: group.get("colspan") for group in groups}
    assert spans == {"收入": "2", "支出": "5"}
    assert table.xpath('.//th[@colspan="4"]/@scope') == ["col"]


def test_both_sides_of_a_row_have_their_header():
    table = drawn(of_blocks(TWO_SIDED)).xpath("//table")[0]
    assert table.xpath('tbody/tr[1]/th[@scope="row"]/text()') == [
        "一、一般公共预算",
        "一、一般公共服务支出",
    ]


def test_empty_cell_stays_empty_and_an_empty_header_is_no_header():
    table = drawn(of_blocks(TWO_SIDED)).xpath("//table")[0]
    assert [cell.text for cell in table.xpath("tbody/tr[2]/td[position()<3]")] == [None, None]
    assert not [cell for cell in table.xpath(".//th") if not cell.text]


def test_table_without_rows_keeps_its_header_and_note():
    table = drawn(of_blocks(EMPTY)).xpath("//table")[0]
    assert len(table.xpath("thead/tr")) == 3
    assert not table.xpath("tbody")
    assert table.getroottree().xpath('//*[@class="notes"]/p/text()') == ["注：本表无数据"]


def test_form_marks_its_titles_within_its_rows():
    table = drawn(of_blocks(FORM)).xpath("//table")[0]
    assert not table.xpath("thead")
    assert table.xpath('.//th[@scope="col"]/text()') == ["二级指标", "三级指标", "指标值"]
    assert table.xpath('.//th[@rowspan="3"]/@scope') == ["row"]


def test_line_and_notes_describe_the_table():
    page = drawn(of_blocks(TWO_SIDED))
    ids = page.xpath("//table/@aria-describedby")[0].split()
    assert [page.get_element_by_id(one).text_content() for one in ids] == [
        "部门名称：上党区委组织部 单位：万元",
        "注：部分金额可能存在尾差第二条注",
    ]


def test_wide_table_scrolls_in_a_named_frame_that_takes_focus():
    page = drawn(of_blocks(TWO_SIDED))
    (frame,) = page.xpath('//table/parent::*[@role="region"][@tabindex="0"]')
    assert page.get_element_by_id(frame.get("aria-labelledby")).text == TWO_SIDED.label


def test_frames_of_one_name_are_one_landmark_only():
    page = drawn(of_blocks(FORM, replace(FORM, anchor="form-2")))
    assert page.xpath("//table/parent::*/@role") == ["region", "group"]


def test_caption_is_hidden_where_the_heading_says_the_same():
    below_its_title = drawn(of_blocks(heading(2, "四、2025年财政拨款收支总表", "t"), TWO_SIDED))
    assert below_its_title.xpath("//caption/@class") == ["visually-hidden"]
    assert drawn(of_blocks(heading(2, "附件", "t"), TWO_SIDED)).xpath("//caption/@class") == []
    assert drawn(of_blocks(TWO_SIDED)).xpath("//caption/@class") == []


def test_mark_stands_above_the_title_of_its_table():
    page = drawn()
    above = page.xpath('//h3[@id="title-04"]/preceding-sibling::p/text()')
    assert above == ["预算公开表4"]
    assert page.xpath('//p[@class="mark"]/text()') == ["预算公开表4", "预算公开表13"]


def test_mark_of_a_table_without_title_stands_above_its_line():
    page = drawn(of_blocks(said("见下表。"), TWO_SIDED))
    assert page.xpath('//div[@id="table-04"]/p[1]/text()') == ["预算公开表4"]


def test_definitions_form_one_list():
    page = drawn()
    assert [term.text_content() for term in page.xpath("//dl/div/dt")] == [
        "一、基本支出",
        "二、项目支出",
    ]
    assert len(page.xpath("//dl")) == 1


def test_definitions_at_the_end_and_apart_are_all_drawn():
    one, two = (Definition("一、", "甲", "乙", name) for name in ("term-1", "term-2"))
    assert len(drawn(of_blocks(one, said("又"), two)).xpath("//dl/div")) == 2


def test_figure_has_its_address_where_it_stands_first():
    page = drawn()
    assert page.get_element_by_id("f-04.201.total").tag == "td"
    assert page.get_element_by_id("f-3.1.change").tag == "span"
    assert page.get_element_by_id("f-04.一、%20一般公共预算.amount").text == "948.41"


def test_figure_never_takes_the_address_of_a_block():
    page = drawn(of_blocks(Paragraph((Run("1.00", "03.x"),)), heading(1, "甲", "f-03.x")))
    assert page.get_element_by_id("f-03.x").tag == "h2"


def test_chapter_without_heading_lies_on_its_own_sheet():
    page = drawn(of_blocks(said("封二"), heading(1, "甲", "a")))
    assert page.xpath("//main/*/@class") == ["sheet portrait", "level-1 portrait"]


def test_same_publication_gives_the_same_page():
    assert render_html(PUBLICATION) == render_html(PUBLICATION)
