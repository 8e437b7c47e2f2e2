from __future__ import annotations

from io import BytesIO

import docx
import pytest
from lxml import etree
from tests.publisher.render.docx_samples import (
    R,
    W,
    body,
    contents_of,
    document,
    landscape,
    part,
    part_names,
    portrait,
    publication,
    rendered,
    text_of,
    whole_publication,
)

from mingzhang.publisher.compose.page import (
    Cell,
    CellRole,
    ContentsEntry,
    Definition,
    Grid,
    Heading,
    Paragraph,
    Publication,
    Run,
)


@pytest.fixture(scope="module")
def whole() -> Publication:
    return whole_publication()


@pytest.fixture(scope="module")
def drawn(whole: Publication) -> bytes:
    return rendered(whole)


def body_cell(text: str) -> Cell:
    return Cell(text, CellRole.TEXT)


def sections(file: bytes) -> list[etree._Element]:
    return list(document(file).iter(f"{W}sectPr"))


def test_the_same_publication_gives_the_same_bytes(whole: Publication, drawn: bytes) -> None:
    assert rendered(whole) == drawn


def test_the_file_opens_with_all_its_headings(whole: Publication, drawn: bytes) -> None:
    opened = docx.Document(BytesIO(drawn))
    titles = {"Heading 1", "Heading 2", "Heading 3", "预算表标题"}
    shown = [each.text for each in opened.paragraphs if each.style.name in titles]
    assert shown == [entry.text for entry in whole.contents.entries]


def test_a_run_of_chapters_of_one_orientation_is_one_section() -> None:
    file = rendered(
        publication(
            portrait(body("一")), portrait(body("二")), landscape(body("三")), portrait(body("四"))
        )
    )
    sizes = [each.find(f"{W}pgSz") for each in sections(file)]
    assert [size.get(f"{W}orient") for size in sizes] == [None, None, None, "landscape", None]


def test_a_chapter_within_a_section_begins_on_a_new_page() -> None:
    file = rendered(publication(portrait(body("一")), portrait(body("二")), landscape(body("三"))))
    broken = [
        text_of(node.getparent().getparent()) for node in document(file).iter(f"{W}pageBreakBefore")
    ]
    assert broken == ["二"]


def test_a_chapter_that_begins_with_a_grid_breaks_the_page_in_its_first_cell() -> None:
    bare = Grid("g", "", (1.0,), (), ((body_cell("首格"),),))
    file = rendered(publication(portrait(body("一")), portrait(bare)))
    broken = [
        text_of(node.getparent().getparent()) for node in document(file).iter(f"{W}pageBreakBefore")
    ]
    assert broken == ["首格"]


def test_pages_are_counted_from_the_first_chapter(drawn: bytes) -> None:
    counting = [each.find(f"{W}pgNumType") for each in sections(drawn)]
    assert counting[0] is None
    assert counting[1].get(f"{W}fmt") == "upperRoman"
    assert dict(counting[2].attrib) == {f"{W}start": "1"}
    assert all(each is None for each in counting[3:])


def test_the_cover_has_neither_running_head_nor_footer(drawn: bytes) -> None:
    cover, *others = sections(drawn)
    assert cover.find(f"{W}headerReference") is None
    assert cover.find(f"{W}footerReference") is None
    assert all(each.find(f"{W}headerReference") is not None for each in others)
    assert all(each.find(f"{W}footerReference") is not None for each in others)


def test_the_footer_is_its_text_around_the_page_number(drawn: bytes) -> None:
    footer = part(drawn, "word/footer1.xml")
    assert text_of(footer) == "— 1 —"
    assert [node.text for node in footer.iter(f"{W}instrText")] == [" PAGE "]


def test_bookmarks_have_unique_names_and_numbers_and_every_reference_finds_one(
    drawn: bytes,
) -> None:
    root = document(drawn)
    names = [node.get(f"{W}name") for node in root.iter(f"{W}bookmarkStart")]
    numbers = [node.get(f"{W}id") for node in root.iter(f"{W}bookmarkStart")]
    ends = [node.get(f"{W}id") for node in root.iter(f"{W}bookmarkEnd")]
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 40 for name in names)
    assert sorted(numbers) == sorted(set(numbers)) == sorted(ends)
    assert {node.get(f"{W}anchor") for node in root.iter(f"{W}hyperlink")} <= set(names)
    codes = [node.text.split() for node in root.iter(f"{W}instrText") if "PAGEREF" in node.text]
    assert {code[1] for code in codes} <= set(names)


def test_the_contents_are_one_field_with_every_entry_written_out(
    whole: Publication, drawn: bytes
) -> None:
    root = document(drawn)
    codes = [node.text.strip() for node in root.iter(f"{W}instrText")]
    assert codes[0] == r'TOC \o "1-3" \h \z \u'
    assert [text for text, _ in contents_of(drawn)] == [e.text for e in whole.contents.entries]
    kinds = [node.get(f"{W}fldCharType") for node in root.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


@pytest.mark.parametrize("anchor", ["table-3", "表三 2013902", "a" * 60, "A", "1st", "x<y>&\"'"])
def test_any_anchor_gives_a_valid_bookmark(anchor: str) -> None:
    entries = (ContentsEntry(2, "一、说明", anchor), ContentsEntry(2, "没有", "nowhere"))
    twin = Heading(2, "同名", "a")
    file = rendered(publication(portrait(Heading(2, "一、说明", anchor), twin), entries=entries))
    names = [node.get(f"{W}name") for node in document(file).iter(f"{W}bookmarkStart")]
    assert all(name.isascii() and name.replace("_", "a").isalnum() for name in names)
    assert len({name.lower() for name in names}) == 2
    assert contents_of(file) == [("一、说明", 1)]
    assert "没有" in text_of(document(file))


def test_a_term_is_set_apart_by_a_character_style() -> None:
    term = Definition("一、", "基本支出", "指为保障运转而安排的支出。", "term")
    file = rendered(publication(portrait(term)))
    styled = [node.getparent().getparent() for node in document(file).iter(f"{W}rStyle")]
    assert [text_of(run) for run in styled] == ["一、基本支出："]


@pytest.mark.parametrize(
    "name", ["A&B<部>\"'", "]]>", "长" * 300, "x" * 300, "坏\x0b字\ud800符\x00"]
)
def test_any_name_is_drawn_as_it_is(name: str) -> None:
    clean = "".join(c for c in name if c not in "\x0b\ud800\x00")
    grid = Grid("g", name, (0.5, 0.5), (), ((body_cell(name), body_cell("")),))
    file = rendered(publication(portrait(Heading(2, name, "h"), body(name), grid), entity=name,
                                   watermark=name))  # fmt: skip
    shown = text_of(document(file))
    assert shown.count(clean) >= 4 if len(clean) < 50 else clean in shown
    assert docx.Document(BytesIO(file)).core_properties.author == clean[:255]


def test_line_breaks_within_a_paragraph_stay() -> None:
    file = rendered(publication(portrait(Paragraph((Run("甲\n乙"),)))))
    assert len(list(document(file).iter(f"{W}br"))) == 1


@pytest.mark.parametrize("mark", ["仅供内部审核", "<&\"'>"])
def test_the_review_mark_stands_in_the_header_of_every_section(mark: str) -> None:
    file = rendered(whole_publication(mark))
    targets = {
        node.get("Id"): node.get("Target") for node in part(file, "word/_rels/document.xml.rels")
    }
    for section in sections(file):
        kinds = {
            node.get(f"{W}type"): node.get(f"{R}id") for node in section.iter(f"{W}headerReference")
        }
        assert list(kinds) == ["default"]
        header = part(file, f"word/{targets[kinds['default']]}")
        words = [
            node.get("string") for node in header.iter("{urn:schemas-microsoft-com:vml}textpath")
        ]
        assert words == [None, mark]
        assert section.find(f"{W}titlePg") is None
    assert part(file, "word/settings.xml").find(f"{W}evenAndOddHeaders") is None


def test_without_a_review_mark_no_header_has_a_picture(drawn: bytes) -> None:
    headers = [name for name in part_names(drawn) if "header" in name]
    assert headers == ["word/header1.xml"]
    assert not list(part(drawn, headers[0]).iter(f"{W}pict"))
    assert not list(document(drawn).iter(f"{W}pict"))


def test_properties_say_what_it_is_and_when_it_was_made() -> None:
    file = rendered(publication(properties={"date": "2025-03-01"}))
    found = docx.Document(BytesIO(file)).core_properties
    assert (found.title, found.subject) == ("2025年度部门预算公开", "2025年度部门预算公开")
    assert (found.author, found.language) == ("中共盂县委组织部", "zh-CN")
    assert str(found.created)[:10] == str(found.modified)[:10] == "2025-03-01"


@pytest.mark.parametrize("properties", [{}, {"date": "三月"}])
def test_without_a_date_the_time_is_a_constant(properties: dict[str, str]) -> None:
    file = rendered(publication(properties=properties))
    assert str(docx.Document(BytesIO(file)).core_properties.created)[:10] == "1980-01-01"


def test_a_publication_without_chapters_or_entries_is_a_cover_and_a_title() -> None:
    file = rendered(publication(portrait()))
    assert len(sections(file)) == 2
    assert text_of(document(file)) == "中共盂县委组织部2025年度部门预算公开2025年3月目录"


def test_a_long_entity_is_broken_on_the_cover_after_a_word() -> None:
    file = rendered(publication(entity="山西转型综合改革示范区管理委员会党群工作部"))
    first = next(document(file).iter(f"{W}p"))
    assert [node.text for node in first.iter(f"{W}t")] == [
        "山西转型综合改革示范区",
        "管理委员会党群工作部",
    ]
