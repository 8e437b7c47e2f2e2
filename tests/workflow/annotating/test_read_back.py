"""What the samples and published files say is the same with comments as without."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from msgspec import structs
from tests.department import workbook
from tests.samples.test_against_published import GOLD
from tests.workflow.annotating.pages import comments, marked, parts_of

from mingzhang.model import Disclosure, Findings
from mingzhang.workflow.annotating import annotated
from mingzhang.workflow.checking import CheckedFile, checked_file
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files
from mingzhang.workflow.verifying import verified_file

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "samples").glob("*.xlsx"))
SEEDS = sorted((GOLD.parent / "seeds").glob("*.txt"))
SOFFICE = shutil.which("soffice")


@cache
def published(path: Path, kind: str) -> bytes:
    (data,) = published_files(open_disclosure(path), (kind,)).values()
    return data


def checked(path: Path) -> tuple[Disclosure, Findings]:
    found = checked_file(path)
    assert isinstance(found, CheckedFile)
    return structs.replace(found.disclosure, source=None), found.findings


def same_with_comments(path: Path) -> bytes:
    """The file with comments, which says the same and is found fault with for the same."""
    disclosure, findings = checked(path)
    data = annotated(path, path.read_bytes(), findings)
    copy = path.with_name(f"批注{path.suffix}")
    copy.write_bytes(data)
    again, found = checked(copy)
    assert again == disclosure
    assert found.findings == findings.findings
    return data


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_published_sample_says_the_same(sample: Path, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"预算.{kind}"
    path.write_bytes(published(sample, kind))
    data = same_with_comments(path)
    assert not verified_file(tmp_path / f"批注.{kind}").differences
    if data != path.read_bytes() and kind == "docx":
        assert len(docx.Document(BytesIO(data)).comments) == len(marked(data))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_to_fill_in_says_the_same(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "预算.xlsx"
    path.write_bytes(sample.read_bytes())
    openpyxl.load_workbook(BytesIO(same_with_comments(path)))


def test_a_figure_edited_in_a_word_file_of_our_own_is_marked_where_it_stands(
    tmp_path: Path,
) -> None:
    source = tmp_path / "填报.xlsx"
    source.write_bytes(workbook())
    path = tmp_path / "预算.docx"
    path.write_bytes(published(source, "docx"))
    document = docx.Document(str(path))
    text = next(one for one in document.element.xpath("//w:tbl//w:sdt//w:t") if "." in one.text)
    text.text = "987654.32"
    document.save(str(path))
    data = same_with_comments(path)
    assert "987654.32" in marked(data)
    assert verified_file(tmp_path / "批注.docx").differences


@pytest.mark.skipif(not SEEDS, reason="the published documents (../shared/seeds) are not here")
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_published_document_in_word_says_the_same(seed: Path, tmp_path: Path) -> None:
    assert SOFFICE is not None
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    convert = [SOFFICE, home, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run([*convert, "--outdir", tmp_path, seed], check=True, capture_output=True)
    data = same_with_comments(tmp_path / f"{seed.stem}.docx")
    texts = comments(data)
    assert len(texts) == len(marked(data)) > 0
    assert "word/comments.xml" in parts_of(data)
