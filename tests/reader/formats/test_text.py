from __future__ import annotations

import codecs
from itertools import chain
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.reader.formats.text import text_document
from mingzhang.reader.source import Document, Grid, Line, Passage, ReadError

TEXT = "标题\n\n科目编码\t合计\n201\t14.89\n"


def passages(document: Document) -> list[Passage]:
    return list(
        chain.from_iterable(
            [block.passage] if isinstance(block, Line) else block.passages()
            for block in document.blocks
            if isinstance(block, Line | Grid)
        )
    )


def cells(document: Document) -> list[list[str]]:
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode() + "万".encode()[:2],
    ],
    ids=["utf-8", "utf-8 with BOM", "gb18030", "utf-16", "utf-16-be", "no BOM", "cut character"],
)
def test_a_text_reads_the_same_in_every_encoding(data: bytes) -> None:
    document = text_document(data)

    assert document.blocks[0].text == "标题"  # type: ignore[union-attr]
    assert cells(document)[:2] == [["科目编码", "合计"], ["201", "14.89"]]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ReadError, match="不是文本文件"):
        text_document(bytes(range(256)) * 4)


def test_tabs_make_cells_with_their_columns() -> None:
    grid = text_document("合计\t\t 14.89 \t\n".encode()).blocks[0]

    assert isinstance(grid, Grid)
    assert not grid.is_ruled
    assert [(cell.text, cell.column) for cell in grid.rows[0]] == [
        ("合计", 0),
        ("", 1),
        ("14.89", 2),
        ("", 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n|  | c\\|d |",
        "｜a｜b｜\n｜---｜---｜\n｜｜c\\|d｜",
        "│a│b│\n│---│---│\n││c\\|d│",
    ],
)
def test_bars_make_cells(text: str) -> None:
    assert cells(text_document(text.encode())) == [["a", "b"], ["---", "---"], ["", "c|d"]]


def test_an_html_table_gives_its_columns_and_keeps_text_outside_cells() -> None:
    text = "前\n<table><tr><td rowspan='2'>甲&amp;乙</td><th>丙<br>丁</th></tr>剩<tr><td>戊</td></table>后"

    document = text_document(text.encode())
    grids = [block for block in document.blocks if isinstance(block, Grid)]

    assert [block.text for block in document.blocks if isinstance(block, Line)] == [
        "前",
        "剩",
        "后",
    ]
    assert all(grid.is_ruled for grid in grids)
    assert [(cell.text, cell.column) for grid in grids for row in grid.rows for cell in row] == [
        ("甲&乙", 0),
        ("丙丁", 1),
        ("戊", 1),
    ]


def test_marks_of_markdown_are_read_through_and_evidence_is_exact() -> None:
    text = "## 三、**“三公”经费**：1\\.5万元"
    line = text_document(text.encode()).blocks[0]

    assert isinstance(line, Line)
    assert line.level == 2
    assert line.text == "三、“三公”经费：1.5万元"
    place = line.text.index("“三公”")
    evidence = line.passage.evidence(place, place + 6)
    assert evidence is not None
    assert (evidence.text, evidence.start, evidence.line) == ("“三公”经费", 7, 1)


@pytest.mark.parametrize(("ends", "start"), [("\n", 3), ("\r\n", 5), ("\r", 3)])
def test_evidence_counts_lines_and_characters_as_they_stand(ends: str, start: int) -> None:
    line = text_document(f"一{ends}{ends}二".encode()).blocks[1]
    evidence = passages(Document((line,), ""))[0].evidence()

    assert evidence is not None
    assert (evidence.start, evidence.line) == (start, 3)


marked = st.text(alphabet="表一.0\t\n|*\\#<>td/ \r，&;-", max_size=300)


@given(marked)
def test_every_character_stands_in_one_block_and_evidence_gives_it_back(text: str) -> None:
    document = text_document(text.encode())

    found: list[int] = []
    for passage in passages(document):
        for piece in passage.pieces:
            evidence = passage.evidence(piece.offset, piece.offset + piece.length)
            assert evidence is not None
            assert evidence.start is not None
            assert text[evidence.start : evidence.end] == evidence.text
            found.extend(range(piece.start, piece.start + piece.length))
    assert len(found) == len(set(found))
    wanted = {at for at, sign in enumerate(text) if sign in "表一.0，"}
    assert wanted <= set(found) or "<" in text


@pytest.mark.parametrize("piece", ["一\t二\n", "**一 ", "<table><tr><td>", "| a ", "\\", "<!--"])
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        data = (piece * times).encode()
        start = process_time()
        text_document(data)
        return process_time() - start

    seconds(2000)
    assert seconds(32_000) < 32 * max(seconds(4000), 0.01)
