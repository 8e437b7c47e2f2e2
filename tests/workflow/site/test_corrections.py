"""Corrections: which disclosure replaced which, what it changed, and where the old one stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.workflow.site.sites import built, contents, corrected, disclosure, folder_of, given

from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.model.json import disclosure_sha256

NAME = "示范县档案馆"
EDITION = folder_of(disclosure())
OLD, NEW, NEWEST = "办公用品价格上涨", "电费价格上涨", "水费价格上涨"


def correction(day: str, new: str) -> Disclosure:
    return corrected(disclosure(corrected_on=day, correction="写错了"), OLD, new)


@pytest.fixture
def chain(tmp_path: Path) -> list[Path]:
    """A publication and two corrections of it, the newest first."""
    return given(
        tmp_path / "in",
        c=correction("2026-04-01", NEWEST),
        b=correction("2026-03-01", NEW),
        a=disclosure(published_on="2026-02-01"),
    )


def page(out: Path, path: str) -> str:
    return (out / path).read_text("utf-8")


def test_newest_correction_is_shown_and_all_are_told(chain: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    site = built(chain, out)
    assert (site.editions, list(site.problems)) == (1, [])
    assert NEWEST in page(out, f"{EDITION}index.html")
    told = page(out, f"{EDITION}corrections/index.html")
    assert told.index("2026年4月1日更正") < told.index("2026年3月1日更正")
    assert told.index(NEWEST) < told.index(OLD)
    assert "更正原因：写错了。" in told
    assert "2026年4月1日" in page(out, "corrections/index.html")


def test_replaced_data_can_still_be_had(chain: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(chain, out)
    kept = {path.name: path.read_bytes() for path in (out / EDITION / "replaced").iterdir()}
    first, second = chain[2].read_bytes(), chain[1].read_bytes()
    names = [
        f"{disclosure_sha256(one)[:12]}.json"
        for one in (disclosure(published_on="2026-02-01"), correction("2026-03-01", NEW))
    ]
    assert kept == dict(zip(names, (first, second), strict=True))


def test_feed_tells_the_publication_and_each_correction(chain: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "site"
    built(chain, out)
    feed = page(out, "feed.xml")
    days = [f"<updated>{day}T00:00:00+08:00" for day in ("2026-04-01", "2026-03-01", "2026-02-01")]
    assert [feed.count(day) for day in days] == [2, 1, 1]


def test_correction_in_place_of_its_original_is_held_against_what_the_site_remembers(
    chain: list[Path], tmp_path: Path
) -> None:
    """A clerk corrects the workbook and saves it under its old name."""
    newest, second, first = chain
    built([first], tmp_path / "site")
    built([second], tmp_path / "site")
    site = built([newest], tmp_path / "site")
    assert (site.replaced, site.alone) == ((), ())
    built(chain, tmp_path / "anew")
    assert contents(tmp_path / "site") == contents(tmp_path / "anew")


def test_correction_without_its_original_is_no_correction(tmp_path: Path) -> None:
    files = given(tmp_path / "in", b=correction("2026-03-01", NEW))
    site = built(files, tmp_path / "site")
    assert [one.name for one in site.alone] == [NAME]
    assert "还没有更正" in page(tmp_path / "site", "corrections/index.html")


def test_two_corrections_of_one_day_are_refused(tmp_path: Path) -> None:
    files = given(
        tmp_path / "in",
        a=disclosure(),
        b=correction("2026-03-01", NEW),
        c=correction("2026-03-01", NEWEST),
    )
    site = built(files, tmp_path / "site")
    assert [str(one) for one in site.problems] == [
        "c.json：与 b.json 都是示范县档案馆2026年的公开在 2026-03-01 的更正，请核对更正日期"
    ]
    assert site.editions == 0


@pytest.mark.parametrize("day", ["2026-3-1", "三月一日", "2026-02-30", "20260301"])
def test_day_that_is_none_is_told(tmp_path: Path, day: str) -> None:
    path = tmp_path / "a.json"
    tree = json.loads(disclosure_to_json(disclosure()))
    tree["settings"]["corrected_on"] = day
    path.write_text(json.dumps(tree), "utf-8")
    site = built([path], tmp_path / "site")
    assert [str(one) for one in site.problems] == [
        f"a.json：更正日期“{day}”不是日期，请按 2026-03-01 的样子填写"
    ]


def test_a_correction_stays_though_only_what_it_corrected_is_given_again(
    chain: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(chain, out)
    before = contents(out)
    site = built([chain[2]], out)
    assert [one.corrected_on for one in site.absent] == ["2026-04-01"]
    assert contents(out) == before


def test_pruning_takes_off_a_correction_that_is_not_given(
    chain: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(chain, out)
    built([chain[2]], out, is_pruned=True)
    assert NEWEST not in page(out, f"{EDITION}index.html")
    assert not (out / EDITION / "replaced").exists()
