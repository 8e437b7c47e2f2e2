"""Evidence of every kind of file leads to its characters; what is unsure, to the line or cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.checker.report.html.views import STATED, TEXT, VIEW, WORDING, text_at, words

from mingzhang.checker.report.html import Grid, GridCell, Heading, Paragraph, Stretch, View, Words
from mingzhang.checker.report.html.locate import Locator, Span
from mingzhang.cube import Evidence
from mingzhang.model import CellReference, Finding, FindingSide

PARAGRAPH = "本年1.20万元，上年11.20万元，增加增加，其中2024年1.20万元，增加。"


def at(text: str, place: Evidence) -> Words:
    return Words(text, (Stretch(0, len(text), place),))


def said(view: View, evidence: Evidence) -> list[str]:
    """The characters that evidence leads to."""
    return texts(view, Locator(view).of(evidence))


def texts(view: View, spans: object) -> list[str]:
    shown = view.texts()
    assert isinstance(spans, (list, tuple))
    return [shown[one.words][one.start : one.end] for one in spans]


PLACES = (
    Evidence("", paragraph=7),
    Evidence("", table=2, row=3, column=4),
    Evidence("", sheet="表三", cell="K7"),
    Evidence("", line=88),
    Evidence("", line=88, table=1, row=2, column=3),
)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_words_are_found_in_their_line_or_cell(place: Evidence) -> None:
    beside = Paragraph(at(PARAGRAPH, Evidence("", paragraph=8)))
    view = View((beside, Paragraph(at(PARAGRAPH, place))))
    fields = {name: getattr(place, name) for name in place.__struct_fields__[1:]}
    found = Locator(view).of(Evidence("11.20", **fields))
    start = PARAGRAPH.index("11.20")
    assert found == [Span(1, start, start + 5)]


def test_figure_is_not_found_within_a_longer_one() -> None:
    view = View((Paragraph(at("共11.20万元，1.205万元，1.20万元", PLACES[0])),))
    assert said(view, Evidence("1.20", paragraph=7)) == ["1.20"]


def test_words_that_a_line_says_a_few_times_are_all_marked() -> None:
    view = View((Paragraph(at(PARAGRAPH, PLACES[0])),))
    assert said(view, Evidence("1.20", paragraph=7)) == ["1.20", "1.20"]


def test_words_that_a_line_says_again_and_again_stand_for_the_line() -> None:
    view = View((Paragraph(at("再增加，增加，增加，增加。", PLACES[0])),))
    assert said(view, Evidence("增加", paragraph=7)) == ["再增加，增加，增加，增加。"]


def test_the_characters_before_a_word_tell_which_of_several_is_meant() -> None:
    view = View((Paragraph(at("增加，增加，增加，增加。", PLACES[0])),))
    (span,) = Locator(view).of(Evidence("增加", paragraph=7, offset=6))
    assert (span.start, span.end) == (6, 8)


def test_text_over_several_lines_marks_each() -> None:
    lines = [Paragraph(words(text, start)) for text, start in (("合计", 10), ("支出", 14))]
    assert said(View(tuple(lines)), Evidence("计\n\n支", start=11, end=15)) == ["计", "支"]


def test_on_a_page_the_box_tells_which_of_several() -> None:
    line = at("增加1万元，增加1万元", Evidence("", page=2, bbox=(100.0, 50.0, 212.0, 60.0)))
    other = at("增加", Evidence("", page=2, bbox=(100.0, 70.0, 120.0, 80.0)))
    view = View((Paragraph(line), Paragraph(other)))
    locator = Locator(view)
    second = Evidence("增加", page=2, bbox=(160.0, 50.2, 180.0, 59.8))
    assert locator.of(second) == [Span(0, 6, 8)]
    assert locator.of(Evidence("增加", page=2, bbox=(100.0, 70.0, 120.0, 80.0))) == [Span(1, 0, 2)]
    assert locator.of(Evidence("增加", page=3, bbox=(100.0, 70.0, 120.0, 80.0))) == []


def test_place_of_another_document_is_not_taken_for_one_of_this() -> None:
    view = View((Paragraph(words(TEXT, 100)), Paragraph(at("合计", PLACES[0]))))
    assert said(view, text_at(100, "去年支出")) == []
    assert said(view, Evidence("结余", paragraph=7)) == []


DATA = View(
    (
        Heading(Words("表三", (Stretch(0, 2, path="tables.03.title"),)), 2),
        Grid(
            ((GridCell(Words("14.89", (Stretch(0, 5, path="03.a.total"),))),),),
            "表三",
        ),
        Paragraph(
            Words(
                "支出14.89元，占14.89元",
                (Stretch(0, 16, path="narrative.3.1"), Stretch(2, 5, path="3.1.total")),
            )
        ),
    ),
    names={"表三 甲 合计": ("03.a.total",), "一 支出": ("3.1.total",), "03": ("tables.03",)},
)


def located(**changes: object) -> tuple[list[str], list[list[str]], bool]:
    bare = structs.replace(WORDING, evidence=(), stated=None, expected=None, key="X:y", where="z")
    finding: Finding = structs.replace(bare, **changes)
    found = Locator(DATA).located(finding)
    return texts(DATA, found.spans), [texts(DATA, one) for one in found.sides], found.is_near


def test_document_drawn_from_data_is_pointed_into_by_names() -> None:
    sides = (FindingSide(label="表三 甲 合计", text=""), FindingSide(label="一 支出", text=""))
    assert located(sides=sides) == (["14.89"], [["14.89"], ["14.89"]], False)


def test_places_of_one_name_are_told_apart_by_what_they_show() -> None:
    cells = [
        GridCell(Words(text, (Stretch(0, 4, path=text),))) for text in ("1.00", "2.00", "3.00")
    ]
    view = View((Grid((tuple(cells),), "表"),), names={"合计": ("1.00", "2.00", "3.00")})
    bare = structs.replace(WORDING, evidence=(), where="合计", stated="2.00")
    assert texts(view, Locator(view).located(bare).spans) == ["2.00"]
    unsaid = structs.replace(bare, stated="9.00")
    assert texts(view, Locator(view).located(unsaid).spans) == ["1.00", "2.00", "3.00"]


def test_cell_of_the_workbook_behind_is_no_place_in_the_document() -> None:
    behind = (Evidence("14.89", sheet="预算明细", cell="K7"),)
    assert located(where="表三 甲 合计", evidence=behind) == (["14.89"], [], False)


def test_side_of_another_document_has_no_place_in_this() -> None:
    sides = (
        FindingSide(label="今年.json 表三 甲 合计", text="14.89万元"),
        FindingSide(label="去年.txt 表三 甲 合计", text="15.00万元", evidence=(STATED,)),
    )
    finding = structs.replace(WORDING, evidence=(), where="z", sides=sides, stated=None)
    found = Locator(DATA, "今年.json").located(finding)
    assert [texts(DATA, one) for one in found.sides] == [["14.89"], []]
    text = (
        FindingSide(label="预算.txt 表三", text="", evidence=(STATED,)),
        FindingSide(label="去年.txt 表三", text="", evidence=(STATED,)),
    )
    found = Locator(VIEW, "预算.txt").located(structs.replace(finding, sides=text))
    assert [texts(VIEW, one) for one in found.sides] == [["191.02"], []]


def test_cells_name_their_places() -> None:
    cell = CellReference(table="03", row="a", column="total", stated="14.89")
    assert located(cells=(cell,)) == (["14.89"], [], False)


def test_key_tells_which_of_the_same_words() -> None:
    assert located(key="TXT1:narrative.3.1:占:14.89元", stated="元") == (["元"], [], False)
    finding = WORDING.__class__(
        key="TXT1:narrative.3.1:占:14.89元~2", code="TXT1", severity="info", message="", where="",
        stated="元",
    )  # fmt: skip
    assert Locator(DATA).located(finding).spans == (Span(2, 15, 16),)


def test_what_is_missing_is_pointed_to_where_it_belongs() -> None:
    assert located(key="STR1:03.b.total") == (["表三"], [], True)
    assert located(key="STR1:tables.03.header:合计") == (["表三"], [], True)
    assert located(key="STR1:forms") == ([], [], True)


def test_place_of_a_path_may_be_known_from_the_file() -> None:
    view = View(
        (Paragraph(words("第三张表", 10)),), known={"tables.03.title": (text_at(10, "第三"),)}
    )
    finding = Finding(key="STR1:tables.03", code="STR1", severity="info", message="", where="")
    found = Locator(view).located(finding)
    assert (texts(view, found.spans), found.is_near) == (["第三"], True)


@given(st.lists(st.text("甲乙丙\n", max_size=9), max_size=8), st.data())
def test_any_stretch_of_a_text_file_is_found_whole(lines: list[str], data: st.DataObject) -> None:
    whole = "\r".join(lines)
    pieces, start = [], 0
    for line in lines:
        pieces.append(Paragraph(words(line, start)))
        start += len(line) + 1
    first = data.draw(st.integers(0, len(whole)))
    last = data.draw(st.integers(first, len(whole)))
    found = said(View(tuple(pieces)), Evidence(whole[first:last], start=first, end=last))
    assert "".join(found) == whole[first:last].replace("\r", "")
