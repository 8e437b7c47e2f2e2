"""A Word file returned with comments: each at its words, and nothing else changed."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.reader.formats.words import p, r, tbl, tc
from tests.workflow.annotating.pages import (
    PATH,
    W,
    characters,
    comments,
    file,
    finding,
    found,
    marked,
    marks,
    pages,
    parts_of,
    with_comments,
    with_parts,
)

from mingzhang.cube import Evidence
from mingzhang.model import FindingSide, SetAside
from mingzhang.model.word_data import FIGURES_PART
from mingzhang.reader.formats.word import word_document
from mingzhang.workflow.annotating import annotated
from mingzhang.workflow.errors import InputError

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AMONG_RUNS = {
    f"{W}{name}"
    for name in ("p", "hyperlink", "ins", "sdtContent", "smartTag", "fldSimple", "bdo", "dir")
}
BOUND = (
    f"<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings=\"xmlns:m='{FIGURES_PART}'\""
    ' w:xpath="/m:figures[1]/m:figure[1]/m:shown[1]"/></w:sdtPr>'
    f"<w:sdtContent>{r('191.02')}</w:sdtContent></w:sdt>"
)
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>yu</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>盂</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
FORMULA = "<m:oMath><m:r><m:t>3.00</m:t></m:r></m:oMath>"


def drawing(content: str) -> str:
    box = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
        f"{box}</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


PLACES = {
    "a whole run": (p("共36.00") + p("36.00"), Evidence("36.00", paragraph=2), "36.00"),
    "part of a run": (
        p("合计36.00万元"), Evidence("36.00", paragraph=1, offset=2), "36.00",
    ),
    "several runs": (
        p(r("合计3") + r("6.", "<w:b/>") + r("00万元")),
        Evidence("36.00", paragraph=1, offset=2), "36.00",
    ),
    "the second of two alike": (
        p("收36.00，支36.00"), Evidence("36.00", paragraph=1, offset=8), "36.00",
    ),
    "in a hyperlink": (
        p(r("见") + f'<w:hyperlink w:anchor="x">{r("表三合计")}</w:hyperlink>'),
        Evidence("表三", paragraph=1, offset=1), "表三",
    ),
    "in inserted text, after deleted": (
        p(f"<w:del w:id='1'><w:r><w:delText>旧</w:delText></w:r></w:del>"
          f"<w:ins w:id='2'>{r('增加5万元')}</w:ins>"),
        Evidence("5", paragraph=1, offset=2), "5",
    ),
    "in a control that may be parted": (
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('增加5万元')}</w:sdtContent></w:sdt>"),
        Evidence("5", paragraph=1, offset=2), "5",
    ),
    "in the control of a figure": (
        p(r("合计") + BOUND + r("万元")), Evidence("191", paragraph=1, offset=2), "191.02",
    ),
    "after a line break": (
        p("<w:r><w:t>36.00</w:t><w:br/><w:t>36.00元</w:t></w:r>"),
        Evidence("36.00元", paragraph=1), "36.00元",
    ),
    "after a tab": (
        p("<w:r><w:tab/><w:t>36.00</w:t></w:r>"), Evidence("36", paragraph=1, offset=1), "36",
    ),
    "blanks that do not show": (
        p("<w:r><w:t>  合计36.00 </w:t></w:r>"), Evidence("36", paragraph=1, offset=2), "36",
    ),
    "in a cell": (
        tbl(tc("合计") + tc("36.00")), Evidence("36.00", table=1, row=1, column=2), "36.00",
    ),
    "in a cell below a merged one": (
        tbl(tc("类", "<w:vMerge w:val='restart'/>") + tc("36.00"),
            tc("", "<w:vMerge/>") + tc("5.00")),
        Evidence("5.00", table=1, row=2, column=2), "5.00",
    ),
    "in the second paragraph of a cell": (
        tbl(tc("x") + tc(p("36.00") + p("5.00"))),
        Evidence("5.00", table=1, row=1, column=2), "5.00",
    ),
    "in a nested table": (
        tbl(tc("x") + tc(tbl(tc("a") + tc("5.00")) + p("y"))),
        Evidence("5.00", table=2, row=1, column=2), "5.00",
    ),
    "a word with its reading": (
        p(r("在") + RUBY + r("县")), Evidence("盂", paragraph=1, offset=1), "yu盂",
    ),
    "not what stands there": (
        p("共36.00") + p("别的"), Evidence("7.00", paragraph=1), "共36.00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "evidence", "words"), PLACES.values(), ids=PLACES)
def test_a_comment_is_about_the_words_of_the_evidence(
    body: str, evidence: Evidence, words: str
) -> None:
    data = with_comments(file(body), finding(evidence))
    assert marked(data) == [words]
    assert word_document(data) == word_document(file(body))
    assert {mark.getparent().tag for mark in marks(data)} <= AMONG_RUNS  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "evidence", "tag"),
    [
        (p(r("合计") + BOUND), Evidence("191.02", paragraph=1, offset=2), "sdt"),
        (p(r("见") + drawing(p("框中36.00"))), Evidence("36.00", paragraph=1, offset=2), "r"),
        (p(r("得") + FORMULA), Evidence("3.00", paragraph=1, offset=1), "oMath"),
    ],
)
def test_what_cannot_be_parted_is_marked_from_outside(
    body: str, evidence: Evidence, tag: str
) -> None:
    root = pages(with_comments(file(body), finding(evidence)))
    (begin,) = root.iter(f"{W}commentRangeStart")
    (end,) = root.iter(f"{W}commentRangeEnd")
    whole = begin.getnext()
    assert whole is not None
    assert whole.getnext() is end
    assert etree.QName(whole).localname == tag
    assert begin.getparent().getparent().tag == f"{W}body"  # type: ignore[union-attr]


def test_a_comment_about_a_footnote_stands_at_its_mark() -> None:
    body = p(r("合计") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + r("万元"))
    data = file(body, footnotes=f'<w:footnote w:id="1">{p("注36.00")}</w:footnote>')
    assert marked(with_comments(data, finding(Evidence("36.00", paragraph=1, offset=1)))) == ["＊"]


LOOKS = ("", "<w:b/>", '<w:sz w:val="32"/>')


@st.composite
def written(draw: st.DrawFn) -> tuple[str, list[tuple[str, int]]]:
    """A paragraph of runs in any looks and wrappers, and stretches of its text, some alike."""
    words = draw(st.lists(st.text("一二3.6&<元", min_size=1, max_size=5), min_size=1, max_size=5))
    content = ""
    for word in words:
        run = r(word.replace("&", "&amp;").replace("<", "&lt;"), draw(st.sampled_from(LOOKS)))
        wrap = draw(st.sampled_from(["{}", "<w:ins w:id='9'>{}</w:ins>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"]))  # fmt: skip
        content += wrap.format(run)
    text = "".join(words)
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=4)
    )
    return p(content), [(text[start : start + length], start) for start, length in spans]


@given(written())
def test_any_stretches_are_marked_and_every_character_keeps_its_look(
    case: tuple[str, list[tuple[str, int]]],
) -> None:
    body, stretches = case
    findings = [
        finding(Evidence(text, paragraph=1, offset=start or None), key=f"SUM101:{number}")
        for number, (text, start) in enumerate(stretches)
    ]
    data = with_comments(file(body), *findings)
    assert characters(data) == characters(file(body))
    if stretches:
        assert marked(data) == [text for text, _ in dict.fromkeys(stretches)]
        assert {mark.getparent().tag for mark in marks(data)} <= AMONG_RUNS  # type: ignore[union-attr]
        assert len(docx.Document(BytesIO(data)).paragraphs) == 1


def test_a_comment_says_what_is_wrong_and_what_to_do() -> None:
    place = Evidence("36.00", paragraph=1)
    one = finding(place, message="合计与分项之和不符", stated="36.00", expected="35.00")
    (text,) = comments(with_comments(file(p("36.00")), one)).values()
    first, second, third = text.split("\n")
    assert (first, second) == ("SUM101 合计与分项之和不符", "现为 36.00，应为 35.00")
    assert third.startswith("改法：")


def test_several_findings_at_one_place_share_a_comment() -> None:
    place = Evidence("36.00", paragraph=1)
    data = with_comments(
        file(p("36.00")), finding(place), finding(place, key="SUM101:2", message="也不符")
    )
    (text,) = comments(data).values()
    assert "不符" in text
    assert "也不符" in text


def test_the_other_side_says_where_the_whole_is_told() -> None:
    side = FindingSide(label="表四", text="5.00万元", evidence=(Evidence("5.00", paragraph=2),))
    data = with_comments(
        file(p("36.00") + p("5.00")), finding(Evidence("36.00", paragraph=1), sides=(side,))
    )
    assert marked(data) == ["36.00", "5.00"]
    assert comments(data)["1"].endswith("此处为 5.00万元；见“表三 合计”处的批注")


def test_a_side_in_another_file_is_not_looked_for_in_this_one() -> None:
    here = FindingSide(label="公开数据 表三", text="", evidence=(Evidence("36.00", paragraph=1),))
    there = FindingSide(label="上年.docx 表三", text="", evidence=(Evidence("5.00", paragraph=2),))
    one = finding(Evidence("36.00", paragraph=1), sides=(here, there))
    assert marked(with_comments(file(p("36.00") + p("5.00")), one)) == ["36.00"]


def test_what_stands_nowhere_is_listed_at_the_first_words() -> None:
    data = with_comments(
        file(p("") + p("部门预算公开") + p("正文")),
        finding(message="缺少表一"),
        finding(key="SUM101:2", message="缺少表二"),
    )
    assert marked(data) == ["部门预算公开"]
    assert re.search("缺少表一.*缺少表二", comments(data)["0"], re.DOTALL)


def test_what_was_set_aside_gets_no_comment() -> None:
    data = file(p("36.00"))
    one = finding(Evidence("36.00", paragraph=1), set_aside=SetAside(reason="已核", name="张三"))
    assert with_comments(data, one) == data


def test_comments_that_are_there_stay() -> None:
    old = '<w:comment w:id="7" w:author="李四"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>'
    mark = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/>'
    body = p(mark.format(r("36.00")) + '<w:r><w:commentReference w:id="7"/></w:r>')
    data = with_comments(file(body, comments=old), finding(Evidence("36.00", paragraph=1)))
    assert marked(data) == ["36.00", "36.00"]
    assert comments(data)["7"] == "请核对"
    assert [one.author for one in docx.Document(BytesIO(data)).comments] == ["李四", "明账"]


def test_all_other_parts_stay_as_they_are_and_the_bytes_are_always_the_same() -> None:
    data = with_parts(file(p("36.00"), styles=""), {"customXml/item9.xml": "<a  b = '1'/>"})
    one = finding(Evidence("36.00", paragraph=1))
    made = with_comments(data, one)
    assert made == with_comments(data, one)
    before, after = parts_of(data), parts_of(made)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "[Content_Types].xml", "word/document.xml", "word/comments.xml",
        "word/_rels/document.xml.rels",
    }  # fmt: skip
    assert list(before) == list(after)[: len(before)]


def test_a_file_of_the_strict_standard_stays_one() -> None:
    data = file(p("合计36.00"))
    strict = with_parts(
        data,
        {
            name: content.replace(TRANSITIONAL.encode(), STRICT.encode()).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name, content in parts_of(data).items()
        },
    )
    made = with_comments(strict, finding(Evidence("36.00", paragraph=1, offset=2)))
    after = parts_of(made)
    for name in ("word/document.xml", "word/comments.xml"):
        assert STRICT.encode() in after[name]
        assert TRANSITIONAL.encode() not in after[name]
    assert (
        b"purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in after["word/_rels/document.xml.rels"]
    )
    assert word_document(made) == word_document(strict)


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    one = finding(Evidence("36.00", paragraph=1), message="写作“\x0b\x00”")
    (text,) = comments(with_comments(file(p("36.00")), one)).values()
    assert text.startswith("SUM101 写作“”")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("预算.pdf", b"%PDF-1.7", "--format html"),
        ("预算.txt", "一、部门概况".encode(), "--format html"),
        ("预算.html", b"<!doctype html><p>1", "--format html"),
        ("预算.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "--format html"),
        ("预算.json", b'{"format": ""}', "--format html"),
        ("预算.docx", b"PK\x03\x04", "不是 Office 文件"),
        ("图.docx", file("<w:p/>"), "没有文字"),
    ],
)
def test_what_cannot_carry_comments_is_told_in_a_sentence(
    name: str, data: bytes, said: str
) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        annotated(Path(name), data, found(finding()))


def test_a_file_without_findings_comes_back_as_it_is() -> None:
    data = file(p("36.00"))
    assert annotated(PATH, data, found()) == data
