"""Corrections: which disclosure replaced which, what it changed, and where the old one stays."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec
import pytest
from msgspec import structs
from tests.workflow.site.sites import built, contents, corrected, disclosure, folder_of, given

from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.model.json import disclosure_sha256
from mingzhang.workflow.site.memory import FOLDER, remembered

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
    assert [one.corrected_on for one in site.ungiven] == ["2026-04-01"]
    assert site.absent == []
    assert contents(out) == before


def test_pruning_takes_off_a_correction_that_is_not_given(
    chain: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(chain, out)
    built([chain[2]], out, is_pruned=True)
    assert NEWEST not in page(out, f"{EDITION}index.html")
    assert not (out / EDITION / "replaced").exists()


@pytest.mark.parametrize("is_pruned", [False, True])
def test_corrected_publication_is_not_replaced_without_a_day_of_correction(
    chain: list[Path], tmp_path: Path, *, is_pruned: bool
) -> None:
    """A clerk changes the first workbook once more and forgets the day."""
    out = tmp_path / "site"
    built(chain, out)
    before = contents(out)
    forgot = given(tmp_path / "in", d=corrected(disclosure(), OLD, "油价上涨"))
    site = built(forgot, out, is_pruned=is_pruned)
    assert [str(one) for one in site.problems] == [
        "d.json：示范县档案馆2026年的公开在网站上已有 2026-04-01 的更正；"
        "内容变了请填写更正日期和更正原因，网站上的没有改动"
    ]
    assert contents(out) == before


def test_what_was_not_corrected_may_be_replaced_without_a_day(tmp_path: Path) -> None:
    out = tmp_path / "site"
    files = given(tmp_path / "in", a=disclosure())
    built(files, out)
    given(tmp_path / "in", a=corrected(disclosure(), OLD, NEW))
    site = built(files, out)
    assert (site.problems, [one.name for one in site.replaced]) == ([], [NAME])
    assert NEW in page(out, f"{EDITION}index.html")


@pytest.mark.parametrize("order", ["ab c", "ac b", "bc a", "c b a", "b c a", "b ca", "a c b"])
def test_corrections_are_put_in_order_however_they_arrive(
    chain: list[Path], tmp_path: Path, order: str
) -> None:
    files = {path.stem: path for path in chain}
    for names in order.split():
        site = built([files[name] for name in names], tmp_path / "site")
        assert (site.problems, site.replaced) == ([], ())
    built(chain, tmp_path / "anew")
    assert contents(tmp_path / "site") == contents(tmp_path / "anew")


def test_correction_of_the_same_day_takes_the_place_of_the_other(
    chain: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    built(chain[1:], out)
    site = built(given(tmp_path / "in", b=correction("2026-03-01", NEWEST)), out)
    assert [one.corrected_on for one in site.replaced] == ["2026-03-01"]
    assert NEWEST in page(out, f"{EDITION}corrections/index.html")


def test_file_that_another_program_read_otherwise_is_what_it_was(
    chain: list[Path], tmp_path: Path
) -> None:
    """After an upgrade the first publication is given alone: it is no other content."""
    out = tmp_path / "site"
    built(chain, out)
    first = chain[2]
    old = first.read_bytes()
    given(tmp_path / "in", a=corrected(disclosure(published_on="2026-02-01"), "设备", "器材"))
    memory = remembered(out)
    (content,) = [one for one in memory.known if one.endswith(" a.json")]
    another = f"{hashlib.sha256(first.read_bytes()).hexdigest()} a.json"
    assert old != first.read_bytes()
    known = {another: memory.known[content]}
    written = msgspec.msgpack.encode(structs.replace(memory, known=known, program="older"))
    (out / FOLDER / "memory").write_bytes(written)
    site = built([first], out)
    assert (site.problems, site.replaced) == ([], ())
    assert NEWEST in page(out, f"{EDITION}index.html")
