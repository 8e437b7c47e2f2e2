from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from tests.publisher.render.docx_samples import (
    body,
    contents_of,
    expenditure_grid,
    landscape,
    portrait,
    publication,
    rendered,
    whole_publication,
)

from mingzhang.publisher.compose.page import Block, Heading
from mingzhang.publisher.render.docx.pagination import page_numbers
from mingzhang.publisher.render.paper.flow import flow_of
from mingzhang.publisher.render.paper.lines import line_count, text_width

EM = 320


def pages(*chapters: object) -> dict[str, int]:
    return page_numbers(flow_of(publication(*chapters)))  # type: ignore[arg-type]


def lines(count: int) -> list[Block]:
    return [body("一行")] * count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("一" * 10, 1),
        ("一" * 11, 2),
        ("一" * 10 + "，", 2),
        ("一" * 9 + "（一）", 2),
        ("一" * 8 + "5,560.56", 2),
        ("x" * 100, 5),
        ("一\n二\n三", 3),
        (" ", 1),
    ],
)
def test_a_text_takes_as_many_lines_as_its_characters_need(text: str, count: int) -> None:
    assert line_count(text, EM, 10 * EM) == count


def test_a_comma_may_hang_in_the_margin_of_prose() -> None:
    assert line_count("一" * 10 + "，", EM, 10 * EM, hanging=True) == 1
    assert line_count("一" * 9 + "12，", EM, 10 * EM, hanging=True) == 2


def test_figures_stand_a_little_apart_from_characters() -> None:
    assert text_width("年2025年", 1000) == 2 * 1000 + 4 * 500 + 2 * 200


def test_twenty_five_lines_fill_a_page() -> None:
    assert pages(portrait(*lines(23), Heading(2, "一、", "h"), body("文")))["h"] == 1
    assert pages(portrait(*lines(24), Heading(2, "一、", "h"), body("文")))["h"] == 2


def test_a_heading_alone_at_the_end_of_the_text_stays_on_its_page() -> None:
    assert pages(portrait(*lines(24), Heading(2, "一、", "h")))["h"] == 1


def test_each_chapter_begins_a_page() -> None:
    chapters = [portrait(Heading(1, "一", "a")), portrait(Heading(1, "二", "b")),
                landscape(Heading(1, "三", "c")), portrait(), portrait(Heading(1, "四", "d"))]  # fmt: skip
    assert pages(*chapters) == {"a": 1, "b": 2, "c": 3, "d": 4}


def test_a_table_goes_to_the_next_page_with_its_title() -> None:
    found = pages(portrait(*lines(22), Heading(2, "预算支出总表", "h"), expenditure_grid(60)))
    assert found == {"h": 2, "table-3": 2}


def test_a_table_of_many_rows_takes_many_pages() -> None:
    found = pages(
        portrait(Heading(2, "表", "h"), expenditure_grid(150)), portrait(Heading(2, "后", "n"))
    )
    assert found["h"] == 1
    assert found["n"] == 6


def test_the_contents_bear_the_numbers_of_the_model() -> None:
    whole = whole_publication()
    found = page_numbers(flow_of(whole))
    expected = [(entry.text, found[entry.anchor]) for entry in whole.contents.entries]
    assert contents_of(rendered(whole)) == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_contents_agree_with_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "whole.docx"
    source.write_bytes(rendered(whole_publication()))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}',
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = pypdfium2.PdfDocument(tmp_path / "whole.pdf")
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    first = marks[0][1]
    true = [(re.sub(r"\s", "", text), page - first + 1) for text, page in marks]
    stated = [(re.sub(r"\s", "", text), page) for text, page in contents_of(source.read_bytes())]
    pdf.close()
    assert [text for text, _ in true] == [text for text, _ in stated]
    assert max(abs(a - b) for (_, a), (_, b) in zip(true, stated, strict=True)) <= 1
