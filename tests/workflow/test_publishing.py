"""The files of a publication: their names, their order, their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from tests.compiler.workbooks import compiled

from mingzhang.model import disclosure_to_json
from mingzhang.scheme import load_scheme
from mingzhang.workflow import OutputError, write_together
from mingzhang.workflow.opening import Opened
from mingzhang.workflow.publishing import FORMATS, published_files

SCHEME = load_scheme("shanxi", 2026)
DISCLOSURE = compiled().disclosure
TITLE = "示范县档案馆2026年度部门预算公开"


def named(name: str) -> Opened:
    entity = structs.replace(DISCLOSURE.entity, name=name)
    return Opened(SCHEME, structs.replace(DISCLOSURE, entity=entity))


def test_files_are_named_after_the_publication_in_the_order_of_formats() -> None:
    opened = Opened(SCHEME, DISCLOSURE)
    assert list(published_files(opened, ["html", "json", "docx"])) == [
        f"{TITLE}.html",
        f"{TITLE}.json",
        f"{TITLE}.docx",
    ]


def test_draft_never_takes_the_place_of_the_publication() -> None:
    opened = Opened(SCHEME, DISCLOSURE)
    draft = published_files(opened, ["html", "xlsx", "csv"], is_draft=True)
    assert all(name.startswith(f"{TITLE}（审核稿）") for name in draft)
    assert draft.keys().isdisjoint(published_files(opened, ["html", "xlsx", "csv"]))
    assert f'href="{TITLE}（审核稿）.xlsx"' in draft[f"{TITLE}（审核稿）.html"].decode()


def test_page_links_to_the_other_files_and_not_to_itself() -> None:
    page = published_files(Opened(SCHEME, DISCLOSURE), list(FORMATS))[f"{TITLE}.html"].decode()
    assert f'href="{TITLE}.docx"' in page
    assert f'href="{TITLE}.json"' in page
    assert f'href="{TITLE}.html"' not in page


def test_page_names_the_data_that_is_published_beside_it() -> None:
    page = published_files(Opened(SCHEME, DISCLOSURE), list(FORMATS))[f"{TITLE}.html"].decode()
    json = f'<link rel="alternate" type="application/json" href="{TITLE}.json">'
    package = f'type="application/vnd.datapackage+json" href="{TITLE}/datapackage.json">'
    assert json in page
    assert package in page
    assert page.count('rel="alternate"') == 2


def test_page_that_is_published_alone_links_to_no_file() -> None:
    page = published_files(Opened(SCHEME, DISCLOSURE), ["html"])[f"{TITLE}.html"].decode()
    assert ".docx" not in page


def test_data_of_a_publication_is_the_disclosure() -> None:
    files = published_files(Opened(SCHEME, DISCLOSURE), ["json"])
    assert files == {f"{TITLE}.json": disclosure_to_json(DISCLOSURE)}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("市档案局/市地方志办", "市档案局_市地方志办2026年度部门预算公开"),
        ('甲"乙"<丙>:丁?', "甲_乙__丙__丁_2026年度部门预算公开"),
        ("..\\..\\etc", ".._.._etc2026年度部门预算公开"),
        ("档" * 100, "档" * 70),
    ],
)
def test_name_that_no_disk_takes_is_made_fit(tmp_path: Path, name: str, stem: str) -> None:
    files = published_files(named(name), ["json"])
    assert list(files) == [f"{stem}.json"]
    write_together({tmp_path / file: data for file, data in files.items()})
    assert [path.name for path in tmp_path.iterdir()] == [f"{stem}.json"]


def test_failure_in_the_second_of_three_files_leaves_all_three_old(tmp_path: Path) -> None:
    files = published_files(Opened(SCHEME, DISCLOSURE), ["docx", "html", "json"])
    for file in files:
        (tmp_path / file).write_bytes(b"old")
    second = tmp_path / list(files)[1]
    second.unlink()
    second.mkdir()
    with pytest.raises(OutputError, match="这是一个文件夹，请给出文件名"):
        write_together({tmp_path / file: data for file, data in files.items()})
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert kept == {file: b"old" for file in files if file != second.name}
