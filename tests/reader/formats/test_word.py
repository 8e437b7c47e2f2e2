"""Any Word file -> what it says: every text once, as Word prints it, with its place."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reader.formats.words import (
    NAMESPACES,
    archive,
    cells,
    field,
    lines,
    only_grid,
    p,
    r,
    read,
    relationships,
    tbl,
    tc,
    word_file,
)

from mingzhang.cube import Evidence
from mingzhang.reader.formats.word import word_document
from mingzhang.reader.formats.word_numerals import numeral
from mingzhang.reader.source import Grid, Line, Picture, ReadError

BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
NEW_BOX = "<wps:wsp><wps:txbx>" + BOX + "</wps:txbx></wps:wsp>"
OLD_BOX = "<w:pict><v:shape><v:textbox>" + BOX + "</v:textbox></v:shape></w:pict>"
WATERMARK = (
    '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" style="position:absolute;rotation:315">'
    '<v:textpath string="仅供内部审核"/></v:shape></w:pict></w:r>'
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("收入") + r("合计"), "收入合计"),
        ("<w:r><w:t> 甲 </w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>2013</w:t><w:noBreakHyphen/><w:t>901</w:t></w:r>", "2013-901"),
        ('<w:hyperlink w:anchor="x">' + r("见表一") + "</w:hyperlink>", "见表一"),
        ("<w:smartTag><w:smartTag>" + r("晋城市") + "</w:smartTag></w:smartTag>", "晋城市"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("36.00") + "</w:sdtContent></w:sdt>", "36.00"),
        ("<w:ins>" + r("增加") + "</w:ins><w:del><w:r><w:delText>减少</w:delText></w:r></w:del>",
         "增加"),
        (r("前") + "<w:moveFrom>" + r("移") + "</w:moveFrom><w:moveTo>" + r("到") + "</w:moveTo>",
         "前到"),
        (r("看得见") + r("看不见", "<w:vanish/>") + r("的", '<w:vanish w:val="0"/>'), "看得见的"),
        (r("页", "<w:webHidden/>"), "页"),
        ('<w:r><w:t>办公</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "办公☑"),
        ('<w:r><w:t>x</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>', "x≥5"),
        ("<w:r><w:ruby><w:rt>" + r("zāng") + "</w:rt><w:rubyBase>" + r("臧")
         + "</w:rubyBase></w:ruby></w:r>", "臧"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        ('<w:fldSimple w:instr=" PAGE ">' + r("3") + "</w:fldSimple>", "3"),
        (field("begin") + "<w:r><w:instrText> DATE </w:instrText></w:r>" + field("separate")
         + r("2025年") + field("end") + r("度"), "2025年度"),
        (field("begin") + r("不印") + field("begin") + field("separate") + r("也不印")
         + field("end") + field("separate") + r("印") + field("end"), "印"),
    ],
)  # fmt: skip
def test_text_is_what_word_prints(content: str, text: str) -> None:
    assert lines(p(content)) == [text]


def test_a_field_may_reach_over_several_paragraphs() -> None:
    contents = (
        p(field("begin") + "<w:r><w:instrText> TOC </w:instrText></w:r>" + field("separate")
          + "<w:r><w:t>一、职责</w:t><w:tab/><w:t>1</w:t></w:r>")
        + p("<w:r><w:t>二、机构</w:t><w:tab/><w:t>2</w:t></w:r>") + p(field("end") + r("正文"))
    )  # fmt: skip
    assert lines(contents) == ["一、职责\t1", "二、机构\t2", "正文"]


def test_line_breaks_part_lines_of_one_paragraph() -> None:
    document = read(p(r("一、职责") + "<w:r><w:br/><w:t>负责工作。</w:t></w:r>") + p("") + p("后"))
    assert [(one.text, one.passage.evidence()) for one in document.blocks if isinstance(one, Line)] == [
        ("一、职责", Evidence("一、职责", paragraph=1)),
        ("负责工作。", Evidence("负责工作。", paragraph=1)),
        ("后", Evidence("后", paragraph=3)),
    ]  # fmt: skip


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = p(r("预算收入"), '<w:rPr><w:del w:id="1"/></w:rPr>') + p("总计") + p("另段")
    assert lines(body) == ["预算收入总计", "另段"]


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="own"/>', 2),
        ('<w:outlineLvl w:val="2"/>', 3),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="body"/>', None),
        ('<w:pStyle w:val="missing"/>', None),
        ("", None),
    ],
)
def test_the_level_of_a_heading_comes_from_its_outline(properties: str, level: int | None) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="节"/><w:pPr>'
        '<w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="自定"/><w:basedOn w:val="2"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="body"><w:name w:val="正文"/>'
        '<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="round"><w:basedOn w:val="round"/></w:style>'
    )
    (line,) = read(p(r("标题"), properties), styles=styles).blocks
    assert isinstance(line, Line)
    assert line.level == level


def test_hidden_styles_hide_and_runs_may_show_again() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        p(r("隐") + r("显", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="h"/>')
        + p(r("甲") + r("乙", '<w:rStyle w:val="c"/>'))
    )  # fmt: skip
    assert lines(body, styles=styles) == ["显", "甲"]


def test_a_bookmark_is_the_anchor_of_its_paragraph() -> None:
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
    body = p(mark.format(1, "_GoBack") + mark.format(2, "_Toc7") + r("一、职责")) + p("无")
    assert [one.anchor for one in read(body).blocks if isinstance(one, Line)] == ["_Toc7", None]


LIST = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/><w:pStyle w:val="H"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>'
    '<w:lvlText w:val="%1.%3"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_automatic_numbers_are_written_out() -> None:
    levels = (0, 0, 1, 1, 2, 3, 0, 1, 2)
    body = "".join(p(r("文"), item(level)) for level in levels)
    assert lines(body, numbering=LIST) == [
        "一、文", "二、文", "（一）文", "（二）文", "2.1 文", "文", "三、文", "（一）文", "3.1 文",
    ]  # fmt: skip


def test_a_numbering_may_begin_anew_and_a_paragraph_may_have_none() -> None:
    body = "".join(p(r("文"), item(0, number)) for number in (1, 2, 2, 0, 1, 9))
    assert lines(body, numbering=LIST) == ["一、文", "五、文", "六、文", "文", "七、文", "文"]


def test_a_style_numbers_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    body = p(r("职责"), '<w:pStyle w:val="H"/>') + p(r("机构"), '<w:pStyle w:val="H"/>')
    assert lines(body, styles=styles, numbering=LIST) == ["一、职责", "二、机构"]


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"),
        (105, "chineseCountingThousand", "一百零五"), (110, "taiwaneseCounting", "一百一十"),
        (1005, "japaneseCounting", "一千零五"), (20, "chineseCounting", "二十"),
        (12, "chineseLegalSimplified", "壹拾贰"), (10, "ideographDigital", "一〇"),
        (3, "ideographTraditional", "丙"), (2, "ideographZodiac", "丑"),
        (3, "decimalEnclosedCircleChinese", "③"), (25, "decimalEnclosedCircle", "㉕"),
        (4, "upperRoman", "IV"), (1990, "lowerRoman", "mcmxc"), (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"), (12, "decimalFullWidth", "１２"), (3, "thaiNumbers", "3"),
        (0, "chineseCounting", "0"), (2, "decimalEnclosedParen", "⑵"),
    ],
)  # fmt: skip
def test_number_formats(number: int, number_format: str, text: str) -> None:
    assert numeral(number, number_format) == text


@pytest.mark.parametrize(
    "content",
    [
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>" + NEW_BOX.format("框")
        + "</w:drawing></mc:Choice><mc:Fallback>" + OLD_BOX.format("框")
        + "</mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Fallback>" + OLD_BOX.format("框")
        + "</mc:Fallback></mc:AlternateContent>",
        OLD_BOX.format("框"),
        "<w:drawing><wp:anchor behindDoc='1'>" + NEW_BOX.format("框") + "</wp:anchor></w:drawing>",
    ],
)  # fmt: skip
def test_a_text_box_is_read_once_after_its_paragraph(content: str) -> None:
    document = read(p(r("段") + f"<w:r>{content}</w:r>") + p("后"))
    found = [(one.text, one.role) for one in document.blocks if isinstance(one, Line)]
    assert found == [("段", "body"), ("框", "body"), ("后", "body")]


def test_notes_follow_the_block_that_refers_to_them() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>含结转。</w:t></w:r></w:p></w:footnote>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert lines(p(r("合计") + mark + r("12万元")) + p("后"), footnotes=notes) == [
        "合计12万元", "含结转。", "后",
    ]  # fmt: skip
    document = read(tbl(tc(p(r("合计") + mark)) + tc("1")) + p("后"), footnotes=notes)
    assert [type(one) for one in document.blocks] == [Grid, Line, Line]


HEADERS = {
    "h1": p("单位预算公开") + p(WATERMARK),
    "h2": p("首页头"),
    "h3": p("单位预算公开") + p(WATERMARK),
    "f1": p(r("— ") + field("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
            + field("separate") + r("1") + field("end") + r(" —")),
}  # fmt: skip
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="{}"/><w:headerReference w:type="first"'
    ' r:id="h2"/><w:headerReference w:type="even" r:id="h2"/>'
    '<w:footerReference w:type="default" r:id="f1"/>{}</w:sectPr>'
)


def roles(body: str, **parts: object) -> list[tuple[str, str]]:
    blocks = read(body, headers=HEADERS, **parts).blocks
    return [(one.text, one.role) for one in blocks if isinstance(one, Line)]


def test_headers_footers_and_marks_have_roles_and_stand_once() -> None:
    body = p("甲", SECTION.format("h1", "")) + p("乙") + SECTION.format("h3", "")
    assert roles(body) == [
        ("单位预算公开", "header"), ("仅供内部审核", "mark"),
        ("甲", "body"), ("乙", "body"), ("— 1 —", "footer"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "settings", "is_read"),
    [
        ("", "", False),
        ("<w:titlePg/>", "", True),
        ('<w:titlePg w:val="0"/>', "", False),
        ("", "<w:evenAndOddHeaders/>", True),
    ],
)
def test_only_headers_in_use_are_read(section: str, settings: str, is_read: bool) -> None:
    found = roles(p("甲") + SECTION.format("h1", section), settings=settings)
    assert (("首页头", "header") in found) is is_read


def test_a_text_box_behind_a_header_is_a_mark_and_one_in_a_footer_is_not() -> None:
    drawing = (
        "<w:r><w:drawing><wp:anchor behindDoc='{}'>" + NEW_BOX + "</wp:anchor></w:drawing></w:r>"
    )
    headers = {"h1": p(drawing.format(1, "草稿")), "f1": p(drawing.format(0, "— 7 —"))}
    blocks = read(p("甲") + SECTION.format("h1", ""), headers=headers).blocks
    assert [(one.text, one.role) for one in blocks if isinstance(one, Line)] == [
        ("草稿", "mark"), ("甲", "body"), ("— 7 —", "footer"),
    ]  # fmt: skip


def test_pictures_that_may_show_text_are_kept() -> None:
    image = '<w:r><w:drawing><wp:inline><a:blip r:embed="{}"/></wp:inline></w:drawing></w:r>'
    pictures = {"i1": b"\x89PNG\r\n", "i2": b"\x01\x00\x00\x00EMF"}
    document = read(p(r("扫描件") + image.format("i1")) + p(image.format("i2")), pictures=pictures)
    assert [one for one in document.blocks if not isinstance(one, Line)] == [
        Picture(b"\x89PNG\r\n")
    ]


SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_spans_of_cells_are_those_of_the_grid() -> None:
    body = tbl(
        tc("项目", DOWN) + tc("金额", SPAN),
        tc("", ON) + tc("小计") + tc("基本"),
        tc("合计") + tc("1.00") + tc("2.00"),
    )
    assert cells(body) == [
        [("项目", 0, 1, 2), ("金额", 1, 2, 1)],
        [("小计", 1, 1, 1), ("基本", 2, 1, 1)],
        [("合计", 0, 1, 1), ("1.00", 1, 1, 1), ("2.00", 2, 1, 1)],
    ]


def test_places_before_a_row_are_left_out_and_old_merges_widen() -> None:
    body = tbl(
        tc("甲") + tc("乙") + tc("丙"),
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("丁") + tc("戊") + "</w:tr>",
        tc("己", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + tc("庚"),
    )
    assert cells(body)[1:] == [
        [("丁", 1, 1, 1), ("戊", 2, 1, 1)],
        [("己", 0, 2, 1), ("庚", 2, 1, 1)],
    ]


def test_columns_in_which_no_cell_begins_and_edges_a_hair_apart_are_none() -> None:
    body = tbl(
        tc("甲", '<w:gridSpan w:val="2"/>') + tc("乙", '<w:gridSpan w:val="3"/>'),
        tc("丙", '<w:gridSpan w:val="3"/>') + tc("丁", '<w:gridSpan w:val="2"/>'),
        widths=(1000, 1000, 40, 800, 800),
    )
    assert cells(body) == [
        [("甲", 0, 1, 1), ("乙", 1, 1, 1)],
        [("丙", 0, 1, 1), ("丁", 1, 1, 1)],
    ]


def test_a_continued_cell_with_nothing_above_is_a_cell() -> None:
    assert cells(tbl(tc("甲", ON) + tc("乙"))) == [[("甲", 0, 1, 1), ("乙", 1, 1, 1)]]


def test_rows_deleted_or_hidden_are_not_read_and_inserted_ones_are() -> None:
    def row(text: str, mark: str) -> str:
        return f"<w:tr><w:trPr>{mark}</w:trPr>{tc(text)}</w:tr>"

    body = tbl(
        row("删", "<w:del/>"), row("隐", "<w:hidden/>"), row("增", "<w:ins/>"),
        "<w:tr><w:sdt><w:sdtContent>" + tc("控") + "</w:sdtContent></w:sdt></w:tr>",
    )  # fmt: skip
    assert [row[0][0] for row in cells(body)] == ["增", "控"]


def test_paragraphs_of_a_cell_are_its_lines_and_know_their_place() -> None:
    grid = only_grid(
        p("前")
        + tbl(tc("a") + tc("b")).replace(
            "</w:tbl>",
            "<w:tr>"
            + tc(p("一般公共") + p("") + p("预算"), '<w:gridSpan w:val="1"/>')
            + tc("1.00")
            + "</w:tr></w:tbl>",
        )
    )
    cell, number = grid.rows[1]
    assert cell.text == "一般公共\n预算"
    assert number.passage.evidence() == Evidence("1.00", table=1, row=2, column=2)


def test_a_table_within_a_cell_follows_and_a_frame_of_one_column_is_none() -> None:
    inner = tbl(tc("内") + tc("1"))
    document = read(tbl(tc("外") + tc(p("格") + inner + p(""))) + p("后"))
    outer, nested, _ = document.blocks
    assert isinstance(outer, Grid)
    assert isinstance(nested, Grid)
    assert [cell.text for cell in outer.rows[0]] == ["外", "格"]
    assert nested.rows[0][0].passage.evidence() == Evidence("内", table=2, row=1, column=1)
    framed = read(tbl(tc(p("题") + inner + p("注"))))
    assert [getattr(one, "text", "表") for one in framed.blocks] == ["题", "表", "注"]


def test_the_anchor_of_a_table_is_a_bookmark_of_its_first_row() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="_table_03"/>'
    assert only_grid(tbl(tc(p(mark + r("项目"))), tc("合计"))).anchor == "_table_03"


def test_a_file_of_the_strict_standard_reads_the_same() -> None:
    parts = {
        "_rels/.rels": relationships({"r": ("officeDocument", "/word/document.xml")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{p('甲')}</w:body></w:document>",
    }
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, text in parts.items()
    }
    assert word_document(archive(dict(strict))) == word_document(archive(dict(parts)))


def test_what_other_programs_write_is_read() -> None:
    made = docx.Document()
    made.add_heading("第一部分 概况", 1)
    made.add_paragraph("负责全县工作。")
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "金额"
    table.cell(1, 1).text = "1.00"
    written = BytesIO()
    made.save(written)
    heading, text, grid = word_document(written.getvalue()).blocks
    assert isinstance(heading, Line)
    assert isinstance(text, Line)
    assert isinstance(grid, Grid)
    assert (heading.text, heading.level, text.text) == ("第一部分 概况", 1, "负责全县工作。")
    assert [[(c.text, c.colspan, c.rowspan) for c in row] for row in grid.rows] == [
        [("项目", 1, 2), ("金额", 2, 1)],
        [("1.00", 1, 1), ("", 1, 1)],
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive({"xl/workbook.xml": "<a/>"}), "不是 Word 文件"),
        (archive({"word/document.xml": "<a/>"}), "没有正文"),
        (archive({"word/document.xml": "<a>"}), "不是完整的 XML"),
        (word_file(p("甲"))[:300], "不是 Office 文件"),
    ],
)
def test_what_is_no_word_file_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        word_document(data)


def nested(depth: int) -> str:
    body = tbl(tc("底") + tc("底"))
    for _ in range(depth):
        body = tbl(tc(body + p("")) + tc("旁"))
    return body


def test_tables_within_tables_are_read_and_those_nested_beyond_all_use_refused() -> None:
    assert len(read(nested(20)).blocks) == 21
    with pytest.raises(ReadError, match=r"嵌套过深|不是完整的 XML"):
        read(nested(400))


PIECES = (
    r("字"), "<w:r><w:br/></w:r>", "<w:ins>", "</w:ins>", "<w:p>", "</w:p>", "<w:tc>", "</w:tc>",
    "<w:tr>", "</w:tr>", "<w:tbl>", "</w:tbl>", field("begin"), field("separate"), field("end"),
    '<w:tcPr><w:gridSpan w:val="-3"/><w:vMerge/></w:tcPr>', "<w:sdt>", "</w:sdt>",
    '<w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr>',
    '<w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>', "<w:sectPr/>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_order_of_markup_is_read_or_refused(pieces: list[str]) -> None:
    try:
        document = read("".join(pieces), numbering=LIST)
    except ReadError:
        return
    for block in document.blocks:
        passages = block.passages() if isinstance(block, Grid) else [block.passage]  # type: ignore[union-attr]
        for passage in passages:
            if passage:
                found = passage.evidence()
                assert found is not None
                assert found.text == passage.text
