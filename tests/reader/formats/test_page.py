"""Web pages that somebody else wrote: what they show, in order, with the line of each piece."""

from __future__ import annotations

import codecs
import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.reader.formats.page import page_document
from mingzhang.reader.formats.page_markup import decoded_page
from mingzhang.reader.source import Cell, Document, Grid, Line, ReadError


def read(markup: str) -> Document:
    return page_document(markup.encode())


def shown(markup: str) -> list[str | list[list[str]]]:
    """Lines as texts, tables as rows of texts."""
    return [
        block.text
        if isinstance(block, Line)
        else [[cell.text for cell in row] for row in block.rows]
        if isinstance(block, Grid)
        else ""
        for block in read(markup).blocks
    ]


def grid(markup: str) -> Grid:
    (found,) = [block for block in read(markup).blocks if isinstance(block, Grid)]
    return found


def spans(cell: Cell) -> tuple[str, int, int, int]:
    return cell.text, cell.column, cell.colspan, cell.rowspan


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>一、本部门\n  职责</p>", ["一、本部门 职责"]),
        ("<div>一<p>二</p>三</div>", ["一", "二", "三"]),
        ("<p>支出<b>191.02</b>万元</p>", ["支出191.02万元"]),
        ("<p>第一行<br>第二行<br/><br>第四行", ["第一行", "第二行", "第四行"]),
        ("<p>&nbsp;&nbsp;　　收入</p>", ["收入"]),
        ("<pre>甲\n  乙</pre>", ["甲", "乙"]),
        ("<p>前<!-- 不见 -->后</p>", ["前后"]),
        ("<p>前<script>不见</script>后<style>p{}</style></p>", ["前后"]),
        ("<p>甲<p>乙<div>丙", ["甲", "乙", "丙"]),
        ("<p>5 < 6 & 7</p></div></p>八", ["5 < 6 & 7", "八"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<dl><dt>基本支出<dd>指……</dl>", ["基本支出", "指……"]),
    ],
)
def test_text_comes_in_lines_as_a_reader_sees_them(markup: str, lines: list[str]) -> None:
    assert shown(markup) == lines


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>不见</p>",
        '<div style="color:red; DISPLAY : none">不见</div>',
        '<span style="visibility:hidden">不见</span>',
        "<template><p>不见</p></template>",
        "<noscript>不见</noscript>",
        "<nav><a href=/>首页</a></nav>",
        '<div role="navigation">首页</div>',
        '<div class="breadcrumb"><a href=/>首页</a> &gt; <a href=/a>公开</a></div>',
        "<select><option>不见</select>",
        "<title>不见</title>",
    ],
)
def test_what_is_hidden_or_leads_elsewhere_is_left_out(hidden: str) -> None:
    assert shown(f"<p>前</p>{hidden}<p>后</p>") == ["前", "后"]


def test_a_part_that_is_only_called_navigation_is_kept() -> None:
    assert shown('<div class="content-nav">一、<a href="#a">本部门职责</a></div>') == [
        "一、本部门职责"
    ]


def test_headings_have_levels_and_parts_their_anchors() -> None:
    lines = read('<h1>甲</h1><div id="b"><h2>乙</h2><p>丙').blocks
    assert [(one.text, one.level, one.anchor) for one in lines if isinstance(one, Line)] == [
        ("甲", 1, None),
        ("乙", 2, "b"),
        ("丙", None, None),
    ]


def test_head_and_foot_of_the_page_are_told_apart_from_its_text() -> None:
    lines = read(
        "<header><p>某县政府网</p><h1>预算</h1></header><main><header>表头</header><p>文</p></main>"
        "<footer>备案号</footer>"
    ).blocks
    assert [(one.text, one.role) for one in lines if isinstance(one, Line)] == [
        ("某县政府网", "header"),
        ("预算", "body"),
        ("表头", "body"),
        ("文", "body"),
        ("备案号", "footer"),
    ]


def test_each_piece_knows_its_line_and_its_cell() -> None:
    document = read("<p>甲\n乙</p>\n<table>\n<tr><td>1<td>2\n<tr><td>3<td>\n<p>4</p></table>")
    line, table = document.blocks
    assert isinstance(line, Line)
    assert isinstance(table, Grid)
    place = line.passage.evidence(2, 3)
    assert place is not None
    assert (place.text, place.line) == ("乙", 1)
    cell = table.rows[1][1].passage.evidence()
    assert cell is not None
    assert (cell.text, cell.line, cell.table, cell.row, cell.column) == ("4", 6, 1, 2, 2)


def test_a_table_is_a_grid_with_spans() -> None:
    found = grid(
        "<table><caption>表一</caption><thead><tr><th rowspan=2>项目<th colspan=2>预算数<tr><th>基本"
        "<th>项目</thead><tbody><tr><td>合计<td>1.00<td>2.00</tbody></table>"
    )
    assert [[spans(cell) for cell in row] for row in found.rows] == [
        [("项目", 0, 1, 2), ("预算数", 1, 2, 1)],
        [("基本", 1, 1, 1), ("项目", 2, 1, 1)],
        [("合计", 0, 1, 1), ("1.00", 1, 1, 1), ("2.00", 2, 1, 1)],
    ]


@pytest.mark.parametrize(
    ("first", "columns"),
    [
        ("<td rowspan=0>甲<td>乙", [1, 2]),
        ("<td rowspan=99999999>甲<td>乙", [1, 2]),
        ("<td rowspan=-3>甲<td>乙", [0, 1]),
        ("<td rowspan=x>甲<td>乙", [0, 1]),
        ("<td>甲<td rowspan=2>乙", [0, 2]),
        ("<td rowspan=2>甲<td rowspan=2>乙", [2, 3]),
    ],
)
def test_cells_stand_beside_those_from_above(first: str, columns: list[int]) -> None:
    found = grid(f"<table><tr>{first}<tr><td>丙<td>丁</table>")
    assert [cell.column for cell in found.rows[1]] == columns
    assert all(cell.rowspan <= 2 for cell in found.rows[0])


def test_a_span_reaches_no_further_than_the_table() -> None:
    found = grid("<table><tr><td colspan=9999>标题<tr><td>甲<td>乙<td>丙</table>")
    assert spans(found.rows[0][0]) == ("标题", 0, 3, 1)


def test_spans_end_with_their_group_of_rows() -> None:
    found = grid(
        "<table><thead><tr><th rowspan=5>甲<th>乙</thead><tbody><tr><td>丙<td>丁</tbody></table>"
    )
    assert [cell.column for cell in found.rows[1]] == [0, 1]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        ("<table><tr><td>甲<tr><td>乙</table>", ["甲", "乙"]),
        (
            "<table><tr><td>栏目<td><h2>预算</h2><table><tr><td>合计<td>1<tr><td>基本<td>1</table>"
            "</table>",
            ["栏目", "预算", [["合计", "1"], ["基本", "1"]]],
        ),
        (
            "<table><tr><td>合计<td><table><tr><td>1.00</table><tr><td>基本<td>1.00</table>",
            [[["合计", "1.00"], ["基本", "1.00"]]],
        ),
        (
            "<table>单位：万元<tr><td><p>合计</p><td><p>1</p><tr><td><p>基本</p><td><p>1</p></table>",
            ["单位：万元", [["合计", "1"], ["基本", "1"]]],
        ),
        (
            "<table><tr><td>甲<td>一<br>二<tr><td>乙<td>三</table>",
            [[["甲", "一\n二"], ["乙", "三"]]],
        ),
        ("<table><td>甲<td>1<tr><td>乙<td>2</table>", [[["甲", "1"], ["乙", "2"]]]),
        ("<table><tr><td>甲<td>1<tr hidden><td>不见<td>9</table>", [[["甲", "1"]]]),
    ],
)
def test_tables_of_data_are_told_from_tables_of_layout(
    markup: str, expected: list[str | list[list[str]]]
) -> None:
    assert shown(markup) == expected


TEXT = "部门预算公开：一般公共预算财政拨款支出情况说明"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        b'<meta charset="gb2312">' + TEXT.encode("gb18030"),
        b'<meta http-equiv=Content-Type content="text/html; charset=GBK">' + TEXT.encode("gbk"),
        b"<meta charset=gb2312>" + TEXT.encode(),
        b"<meta charset=utf-8>" + TEXT.encode("gb18030"),
        b"<meta charset=utf-16>" + TEXT.encode(),
        b"<meta charset=base64>" + TEXT.encode(),
        b"<meta charset=no-such-thing>" + TEXT.encode(),
    ],
)
def test_encoding_is_found(data: bytes) -> None:
    assert decoded_page(data).endswith(TEXT)


def test_one_wrong_byte_does_not_change_the_encoding() -> None:
    assert decoded_page(TEXT.encode() + b"\xff").removesuffix("\ufffd") == TEXT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是网页"),
        ("预算".encode(), "不是网页"),
        (b"<html><body></body></html>", "网页里没有文字"),
        (b"<html><frameset><frame src=a.html></frameset></html>", "网页里没有文字"),
        (b"<p>" + b"<div>" * 5000 + b"x", "嵌套过深"),
        (b"<p>" + b" " * 64_000_000, "64 MB"),
    ],
)
def test_a_file_that_shows_nothing_is_told_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        page_document(data)


ROW = "<tr><td rowspan=65000 colspan=1000>甲<td>1.00<td>2.00</td></tr>\n"


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + ROW * 30_000 + "</table>",
        "<p>段落，其中有数字 1.00。</p>\n" * 50_000,
        "<div class=nav><a>x</a>" * 1_900 + "<a>y</a>" * 200_000,
        "<table><tr><td>" * 600 + "x" * 2_000_000,
        "<td>" * 400_000,
    ],
)
def test_two_megabytes_take_seconds_at_most(markup: str) -> None:
    start = time.process_time()
    with suppress(ReadError):
        read(markup)
    assert time.process_time() - start < 10


MARKUP = """<table> <tr> <td> </td> </tr> </table> <p> </p> <div> </div> <br> <h2> </h2> <pre> </pre>
甲 1.00 <td/rowspan=3> <td/colspan=4> <thead> </tbody> <header> </header> <!-- --> <ul> <li> &nbsp; &x"""
PIECES = st.sampled_from(re.split(r"\s", MARKUP))


@given(st.lists(PIECES, max_size=40))
def test_broken_markup_loses_no_text(pieces: list[str]) -> None:
    markup = "".join(piece.replace("/rowspan", " rowspan").replace("/c", " c") for piece in pieces)
    try:
        document = read(f"<body>{markup}")
    except ReadError:
        return
    said = "".join(
        "".join(one.text for one in block.passages()) if isinstance(block, Grid) else block.text
        for block in document.blocks
        if isinstance(block, Grid | Line)
    )
    visible = markup.split("<!--")[0]
    assert said.count("甲") >= visible.count("甲")
