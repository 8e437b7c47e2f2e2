"""`mingzhang verify`, and pages where another command takes a disclosure."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from tests.cli.program import Run
from tests.department import workbook
from tests.reader.page.pages import department

from mingzhang.model import disclosure_from_json, disclosure_to_json


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "公开.html"
    path.write_bytes(department().data)
    return path


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    path = tmp_path / "改过.html"
    path.write_bytes(department().edited("03.2012604.total", "17.51"))
    return path


def test_a_page_as_published_is_told_so(run: Run, page: Path) -> None:
    answer = run("verify", page)
    assert (answer.code, answer.words) == (0, "")
    assert answer.data.startswith("公开.html：与发布时一致（232 个数字、236 处显示、")


def test_a_changed_figure_is_told(run: Run, page: Path, changed: Path) -> None:
    answer = run("verify", page, changed)
    assert (answer.code, answer.words) == (1, "")
    first, count, difference, explained = answer.data.splitlines()
    assert "与发布时一致" in first
    assert count.startswith("改过.html：有 1 处与发布时不一致（共核验 232 个数字")
    assert difference.startswith("  1. 表三 2012604 档案馆 合计（网页第 ")
    assert difference.endswith("行）：显示 17.51，应为 17.50［03.2012604.total］")
    assert explained == "  以上各处改回后，文件与发布时的校验值相符"


def test_a_page_of_another_program_does_not_stop_the_others(
    run: Run, tmp_path: Path, changed: Path
) -> None:
    other = tmp_path / "别处.html"
    other.write_text("<html><body><p>预算公开</p></body></html>", "utf-8")
    answer = run("verify", other, changed)
    assert answer.code == 2
    assert answer.lines == [
        "别处.html：不是明账生成的网页，没有可核验的数据；请给出 mingzhang publish 生成的网页原件"
    ]
    assert answer.data.startswith("改过.html：有 1 处")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "坏.html：文件是空的，请检查是否保存成功"),
        (b"\x00\x01\x02", "坏.html：不是网页：没有网页标签"),
        (b'<p id=facts><script id="facts">{</script>', "坏.html：网页所带的数据读不出来"),
        (None, "坏.html：没有这个文件，请检查路径"),
    ],
)
def test_a_file_that_is_no_page_is_told_in_a_sentence(
    run: Run, tmp_path: Path, data: bytes | None, words: str
) -> None:
    path = tmp_path / "坏.html"
    if data is not None:
        path.write_bytes(data)
    answer = run("verify", path)
    assert (answer.code, answer.data) == (2, "")
    (line,) = answer.lines
    assert line.startswith(words)


def test_a_page_is_checked_and_published_like_its_data(
    run: Run, tmp_path: Path, page: Path, changed: Path
) -> None:
    assert run("check", page).code == 0
    assert run("check", changed).code == 1
    answer = run("publish", page, "--out", tmp_path / "再", "--format", "json,html")
    assert answer.code == 0
    (data,) = (tmp_path / "再").glob("*.json")
    assert disclosure_from_json(data.read_bytes()) == department().disclosure
    assert data.read_bytes() == disclosure_to_json(department().disclosure)
    assert run("verify", *(tmp_path / "再").glob("*.html")).code == 0


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_word_and_excel_files_as_published_are_told_so(run: Run, tmp_path: Path, kind: str) -> None:
    (tmp_path / "预算.xlsx").write_bytes(workbook())
    run("publish", "预算.xlsx", "--out", "公开", "--format", kind)
    (file,) = (tmp_path / "公开").glob(f"*.{kind}")
    answer = run("verify", file)
    assert (answer.code, answer.words) == (0, "")
    assert "：与发布时一致（" in answer.data


def test_word_file_of_another_program_is_told(run: Run, tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "别处.docx"))
    answer = run("verify", "别处.docx")
    assert answer.code == 2
    assert answer.lines == [
        "别处.docx：不是明账生成的文件，或除数字外的文字也改过，没有可核验的数据；请与发布时的原件对照"
    ]
