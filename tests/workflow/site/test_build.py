"""Sites as folders of files: whole, again only where something changed, never half done."""

from __future__ import annotations

import json
import shutil
import signal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.workflow.site.sites import built, contents, corrected, disclosure, given, slug

from mingzhang.model import disclosure_from_json, disclosure_to_json
from mingzhang.publisher.site.address import edition_path
from mingzhang.workflow import OutputError
from mingzhang.workflow.site import Options, SiteAsked
from mingzhang.workflow.site import build as building
from mingzhang.workflow.site.memory import FOLDER

ARCHIVES, SCHOOLS, ROADS = "示范县档案馆", "示范县教育局", "示范县交通局"


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Three disclosures of two entities, as files."""
    return given(
        tmp_path / "in",
        a=disclosure(ARCHIVES),
        b=disclosure(SCHOOLS),
        c=disclosure(SCHOOLS, 2025),
    )


def page_of(name: str, year: int = 2026) -> str:
    return f"{edition_path(slug(name), year)}index.html"


def test_site_holds_a_page_for_each_disclosure_and_pages_over_all(
    three: list[Path], tmp_path: Path
) -> None:
    site = built(three, tmp_path / "site")
    assert (site.editions, site.made, list(site.problems)) == (3, 3, [])
    assert {
        "index.html", "404.html", "feed.xml", "data/index.html", "corrections/index.html",
        "data/datapackage.json", "glossary/index.html", "search/index.html",
        page_of(ARCHIVES), page_of(SCHOOLS), page_of(SCHOOLS, 2025),
    } <= contents(tmp_path / "site").keys()  # fmt: skip


def test_downloads_hold_the_data_that_was_given(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(three, out)
    name = slug(ARCHIVES)
    data = (out / edition_path(name, 2026) / f"files/{name}-2026.json").read_bytes()
    assert data == three[0].read_bytes()
    with ZipFile(out / "data/disclosures-2026.zip") as archive:
        assert archive.testzip() is None
        assert archive.read(f"{name}-2026.json") == data


def test_every_format_can_be_downloaded(tmp_path: Path) -> None:
    out = tmp_path / "site"
    formats = ("docx", "pdf", "html", "xlsx", "json", "csv")
    built(given(tmp_path / "in", a=disclosure()), out, formats=formats)
    name = slug(ARCHIVES)
    names = {path.name for path in (out / edition_path(name, 2026) / "files").iterdir()}
    endings = {".docx", ".pdf", ".html", ".xlsx", ".json", "-csv.zip"}
    assert names == {f"{name}-2026{ending}" for ending in endings}


def test_same_inputs_give_the_same_bytes(three: list[Path], tmp_path: Path) -> None:
    built(three, tmp_path / "one")
    built(reversed(three), tmp_path / "other")
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_second_build_writes_nothing(three: list[Path], tmp_path: Path) -> None:
    built(three, tmp_path / "site")
    again = built(three, tmp_path / "site")
    assert (again.editions, again.made, again.written, again.removed) == (3, 0, 0, 0)


def test_changed_disclosure_alone_is_made_again_and_all_is_as_if_built_anew(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(three, out)
    before = contents(out)
    changed = corrected(disclosure(ARCHIVES), "办公用品", "电费")
    three[0].write_bytes(disclosure_to_json(changed))
    again = built(three, out)
    assert again.made == 1
    assert [one.name for one in again.replaced] == [ARCHIVES]
    built(three, tmp_path / "anew")
    assert contents(out) == contents(tmp_path / "anew")
    assert contents(out)[page_of(SCHOOLS)] == before[page_of(SCHOOLS)]
    assert contents(out)[page_of(ARCHIVES)] != before[page_of(ARCHIVES)]


def test_added_disclosure_is_as_if_all_were_built_together(
    three: list[Path], tmp_path: Path
) -> None:
    built(three[:2], tmp_path / "site")
    assert built(three, tmp_path / "site").made == 1
    built(three, tmp_path / "anew")
    assert contents(tmp_path / "site") == contents(tmp_path / "anew")


def test_new_title_is_on_every_page(three: list[Path], tmp_path: Path) -> None:
    built(three, tmp_path / "site")
    assert built(three, tmp_path / "site", title="新的名称").made == 3
    built(three, tmp_path / "anew", title="新的名称")
    assert contents(tmp_path / "site") == contents(tmp_path / "anew")


def test_moved_and_renamed_files_are_known_by_what_is_in_them(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(three, out)
    (tmp_path / "elsewhere").mkdir()
    moved = [shutil.move(path, tmp_path / "elsewhere" / path.name) for path in three]
    assert built(map(Path, moved), out).written == 0


def test_page_that_somebody_changed_or_deleted_is_made_again(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(three, out)
    whole = contents(out)
    (out / page_of(ARCHIVES)).unlink()
    (out / "index.html").write_text("<p>", "utf-8")
    built(three, out)
    assert contents(out) == whole


def test_site_that_was_copied_is_whole(three: list[Path], tmp_path: Path) -> None:
    built(three, tmp_path / "site")
    shutil.copytree(tmp_path / "site", tmp_path / "copy", copy_function=shutil.copyfile)
    assert built(three, tmp_path / "copy").written == 0


# What is no longer given


def test_disclosure_that_is_not_given_again_stays_on_the_site(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(three, out)
    whole = contents(out)
    again = built(three[:2], out)
    assert (again.editions, again.removed) == (3, 0)
    assert [(one.name, one.year) for one in again.absent] == [(SCHOOLS, 2025)]
    assert contents(out) == whole


def test_what_is_not_given_is_made_again_from_what_the_site_holds(
    three: list[Path], tmp_path: Path
) -> None:
    built(three, tmp_path / "site")
    built(three[:1], tmp_path / "site", title="新的名称")
    built(three, tmp_path / "anew", title="新的名称")
    assert contents(tmp_path / "site") == contents(tmp_path / "anew")


def test_pruned_site_is_as_if_the_rest_had_never_been_there(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(three, out)
    again = built(three[:2], out, is_pruned=True)
    assert again.removed > 0
    built(three[:2], tmp_path / "anew")
    assert contents(out) == contents(tmp_path / "anew")
    assert not (out / edition_path(slug(SCHOOLS), 2025)).exists()


# What cannot be built


def test_unreadable_file_does_not_stop_the_others(three: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "in" / "坏的.json"
    broken.write_text("{", "utf-8")
    site = built([*three, broken, tmp_path / "没有.json"], tmp_path / "site")
    assert site.editions == 3
    assert [one.path.name for one in site.problems] == ["没有.json", "坏的.json"]


def test_nothing_readable_leaves_the_site_as_it_is(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(three, out)
    whole = contents(out)
    broken = tmp_path / "坏的.json"
    broken.write_text("{", "utf-8")
    assert len(built([broken], out).problems) == 1
    assert contents(out) == whole


def test_two_first_publications_are_named_and_the_rest_is_built(tmp_path: Path) -> None:
    one = disclosure(ARCHIVES)
    files = given(
        tmp_path / "in", a=one, b=corrected(one, "办公用品", "电费"), c=disclosure(SCHOOLS)
    )
    site = built(files, tmp_path / "site")
    assert site.editions == 1
    assert [str(problem) for problem in site.problems] == [
        "b.json：与 a.json 都是示范县档案馆2026年的公开，分不出先后；"
        "更正后的一份请填写更正日期和更正原因"
    ]


def test_file_given_twice_is_one_publication(three: list[Path], tmp_path: Path) -> None:
    twin = three[0].with_name("副本.json")
    shutil.copyfile(three[0], twin)
    site = built([*three, twin, three[0]], tmp_path / "site")
    assert (site.editions, list(site.problems)) == (3, [])


def test_clash_leaves_what_was_published(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(three, out)
    whole = contents(out)
    twin = tmp_path / "又一份.json"
    twin.write_bytes(disclosure_to_json(corrected(disclosure(ARCHIVES), "办公用品", "电费")))
    assert len(built([*three, twin], out, is_pruned=True).problems) == 1
    assert contents(out) == whole


def test_foreign_file_in_the_way_stops_the_build(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("别人的", "utf-8")
    (out / "说明.txt").write_text("别人的", "utf-8")
    before = contents(out)
    with pytest.raises(OutputError, match="这里已有不是本网站的文件"):
        built(three, out)
    assert contents(out) == before


def test_foreign_file_beside_stays(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "CNAME").write_text("example.com", "utf-8")
    built(three, out)
    built(three[:1], out, is_pruned=True)
    assert (out / "CNAME").read_text("utf-8") == "example.com"


@pytest.mark.parametrize("maker", ["pages_over_all", "put_archives", "assets"])
def test_build_that_fails_or_is_stopped_leaves_the_site_whole(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maker: str
) -> None:
    out = tmp_path / "site"
    built(three[:1], out)
    whole = contents(out)

    def stopped(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(building, maker, stopped)
    with pytest.raises(KeyboardInterrupt):
        built(three, out)
    assert contents(out) == whole
    assert not list((out / FOLDER).glob("aside-*"))
    monkeypatch.undo()
    built(three, out)
    built(three, tmp_path / "anew")
    assert contents(out) == contents(tmp_path / "anew")


def test_file_that_cannot_go_to_its_place_takes_all_back(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(three[:1], out)
    (out / "index.html").unlink()
    (out / "index.html").mkdir()
    (out / "index.html" / "别人的").touch()
    before = contents(out)
    with pytest.raises(OutputError, match="网站保持原样"):
        built(three, out)
    assert contents(out) == before


def test_build_that_was_killed_before_it_was_remembered_is_done_again(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(three[:1], out)
    old = (out / FOLDER / "memory").read_bytes()
    built(three, out)
    (out / FOLDER / "memory").write_bytes(old)
    (out / FOLDER / "aside-left").mkdir()
    built(three, out)
    built(three, tmp_path / "anew")
    assert contents(out) == contents(tmp_path / "anew")
    assert not (out / FOLDER / "aside-left").exists()


def test_second_build_at_the_same_time_is_refused(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"

    def another(*_: object) -> dict[str, bytes]:
        with pytest.raises(OutputError, match="另一个程序正在生成这个网站"):
            built(three, out)
        return {}

    monkeypatch.setattr(building, "assets", another)
    assert built(three, out).editions == 3


# What is remembered


def test_site_tells_no_path_of_the_computer_that_built_it(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(three, out)
    for path in (one for one in out.rglob("*") if one.is_file()):
        assert str(tmp_path).encode() not in path.read_bytes(), path


def test_day_of_publication_stays_with_what_was_new_then(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(three[:1], out, published_on="2026-02-10")
    built(three, out, published_on="2026-03-01")
    with (out / "data/editions.csv").open(encoding="utf-8") as file:
        lines = [line.split(",") for line in file.read().splitlines()]
    place = lines[0].index("published_on")
    assert sorted(line[place] for line in lines[1:]) == ["2026-02-10", "2026-03-01", "2026-03-01"]


def test_own_day_of_publication_counts_first(tmp_path: Path) -> None:
    files = given(tmp_path / "in", a=disclosure(published_on="2026-01-31"))
    assert built(files, tmp_path / "site", published_on="2026-02-10").undated == 0
    assert "2026-01-31" in (tmp_path / "site/feed.xml").read_text("utf-8")


def test_map_names_every_page_in_full(three: list[Path], tmp_path: Path) -> None:
    built(three, tmp_path / "site", base="https://example.gov.cn/ysgk")
    text = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    pages = [one for one in contents(tmp_path / "site") if one.endswith("index.html")]
    assert text.count("<loc>https://example.gov.cn/ysgk/") == len(pages)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>局", '"局" & ‘局’', "../../局", "局" * 200, "甲\n乙局"]
)
def test_hostile_name_stays_a_name(tmp_path: Path, name: str) -> None:
    out = tmp_path / "site"
    site = built(given(tmp_path / "in", a=disclosure(name)), out)
    assert (site.editions, list(site.problems)) == (1, [])
    assert {path.name for path in tmp_path.iterdir()} == {"in", "site"}
    for path in out.rglob("*.html"):
        assert "<script>alert" not in path.read_text("utf-8")


def test_disclosures_that_no_edition_holds_are_forgotten(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(three, out)
    built(three[:1], out, is_pruned=True)
    assert len(list((out / FOLDER / "disclosures").iterdir())) == 1


def test_data_of_a_site_says_where_each_publication_is(three: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(three, out)
    package = json.loads((out / "data/datapackage.json").read_bytes())
    for one in package["resources"]:
        assert (out / "data" / one["path"]).stat().st_size == one["bytes"]
    with ZipFile(BytesIO((out / "data/disclosures-2025.zip").read_bytes())) as archive:
        (name,) = archive.namelist()
        assert disclosure_from_json(archive.read(name)).fiscal_year == 2025


def test_options_of_the_last_build_hold_until_others_are_given(
    three: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    first = {"title": "示范省预算", "base": "https://a.cn/ysgk", "formats": ("json", "csv")}
    built(three, out, **first)
    again = built(three, out, title=None, base=None, formats=None)
    assert (again.options, again.written) == (Options(**first), 0)
    moved = built(three, out, title=None, base="", formats=None)
    assert moved.options == Options("示范省预算", "", ("json", "csv"))
    assert not (out / "sitemap.xml").exists()
    assert built(three, out, title=None, base=None).options.base == ""


def test_new_site_has_a_title_and_every_format() -> None:
    options = SiteAsked([], Path("site")).options(Options())
    assert options == Options("部门预算公开", "", ("docx", "pdf", "html", "xlsx", "json", "csv"))


def test_folder_without_documents_is_told(three: list[Path], tmp_path: Path) -> None:
    (tmp_path / "空的").mkdir()
    site = built([*three, tmp_path / "空的"], tmp_path / "site")
    assert [str(one) for one in site.problems] == ["空的：文件夹中没有可以读的文件"]
