"""`mingzhang verify`, and pages where another command takes a disclosure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from tests.cli.program import Run
from tests.department import workbook
from tests.reader.page.pages import department

from mingzhang.model import disclosure_from_json, disclosure_to_json

NOT_OURS = (
    "不是明账生成的 PDF、网页、Word 或 Excel 文件，或所带的数据已经丢失，不能核验；"
    "请给出 mingzhang publish 生成的原件"
)


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
    assert answer.lines == [f"别处.html：{NOT_OURS}"]
    assert answer.data.startswith("改过.html：有 1 处")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "坏.html：文件是空的，请检查是否保存成功"),
        (b"\x00\x01\x02", f"坏.html：{NOT_OURS}"),
        (b'<script id="facts">{"format":"mingzhang/page-facts"</script>',
         "坏.html：网页所带的数据读不出来"),
        (b'<html><meta name="mingzhang:sha256" content="0"><p>', "坏.html：网页不完整"),
        (None, "坏.html：没有这个文件，请检查路径"),
    ],
)  # fmt: skip
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
    assert answer.lines == [f"别处.docx：{NOT_OURS}"]


@pytest.mark.parametrize("name", ["说明.txt", "公开.json", "公开.pdf"])
def test_what_is_no_publication_is_told_in_a_sentence(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{}", "utf-8")
    answer = run("verify", name)
    assert (answer.code, answer.lines) == (2, [f"{name}：{NOT_OURS}"])


def edited(file: Path, part: str, change: Callable[[str], str]) -> Path:
    """A copy of an office file with one of its parts changed."""
    copy = file.with_stem("改过")
    with ZipFile(file) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                text = change(content.decode())
                assert text != content.decode()
                content = text.encode()
            target.writestr(name, content)
    return copy


@pytest.fixture
def published(run: Run, tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "预算.xlsx").write_bytes(workbook())
    run("publish", "预算.xlsx", "--out", "公开", "--format", "docx,xlsx")
    return {path.suffix: path for path in (tmp_path / "公开").iterdir()}


@pytest.mark.parametrize(
    ("kind", "part", "place"),
    [(".docx", "word/document.xml", "第 "), (".xlsx", "xl/sharedStrings.xml", "工作表“概况”A")],
)
def test_words_that_were_edited_are_named_with_their_place(
    run: Run, published: dict[str, Path], kind: str, part: str, place: str
) -> None:
    file = edited(published[kind], part, lambda text: text.replace("各类档案", "各种档案"))
    answer = run("verify", file)
    assert (answer.code, answer.words) == (1, "")
    counted, difference, explained = answer.data.splitlines()
    assert counted.startswith(f"改过{kind}：有 1 处与发布时不一致")
    assert difference.startswith(f"  1. {place}")
    assert "写作“" in difference
    assert "保管全县各种档案" in difference.partition("应为")[0]
    assert "保管全县各类档案" in difference.partition("应为")[2]
    assert explained == "  以上各处改回后，文件与发布时的校验值相符"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("</w:p>", "</w:p><w:p><w:r><w:t>多一段</w:t></w:r></w:p>", 1),
         "“多一段”是后加的"),
        (lambda text: re.sub(r"<w:t(?: [^>]*)?>[^<]*开展档案利用服务[^<]*</w:t>", "", text),
         "开展档案利用服务。”被删去"),
    ],
    ids=["added", "removed"],
)  # fmt: skip
def test_paragraphs_that_came_or_went_are_named(
    run: Run, published: dict[str, Path], change: Callable[[str], str], words: str
) -> None:
    answer = run("verify", edited(published[".docx"], "word/document.xml", change))
    assert answer.code == 1
    assert words in answer.data
    assert "有 1 处" in answer.data


def test_numbers_without_their_looks_are_the_same_numbers(
    run: Run, published: dict[str, Path]
) -> None:
    def plainly(text: str) -> str:
        text = re.sub(r"<numFmts.*?</numFmts>", "", text, flags=re.DOTALL)
        return re.sub(r'numFmtId="\d+"', 'numFmtId="0"', text)

    plain = edited(published[".xlsx"], "xl/styles.xml", plainly)
    answer = run("verify", plain)
    assert (answer.code, answer.words) == (0, "")
