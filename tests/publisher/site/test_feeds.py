"""What programs follow: the feed by the book, the map with every page, the page for none."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from lxml import etree
from tests.publisher.site.entries import entry, index

from mingzhang.publisher.site import feeds
from mingzhang.publisher.site.entry import Correction, Entry
from mingzhang.publisher.site.feeds import feed_files, missing_page, site_maps

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def corrected(name: str = "甲县教育局") -> Entry:
    """Published, then corrected twice."""
    return entry(
        name,
        sha256="c" * 64,
        published_on="2026-02-01",
        corrections=(
            Correction("2026-04-01", "漏列", (), "b" * 64),
            Correction("2026-03-01", "", (), "a" * 64),
        ),
    )


def feed(*entries: Entry, base: str = "") -> etree._Element:
    return etree.fromstring(feed_files(index(*entries, base=base))["feed.xml"])


def test_feed_has_what_the_standard_demands() -> None:
    root = feed(corrected(), entry("乙县 <b>&局", published_on="2026-02-03"))
    assert root.tag == f"{ATOM}feed"
    for one in [root, *root.iter(f"{ATOM}entry")]:
        assert UUID(one.findtext(f"{ATOM}id"))
        assert one.findtext(f"{ATOM}title")
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT00:00:00\+08:00", one.findtext(f"{ATOM}updated") or ""
        )
        assert one.find(f"{ATOM}link[@rel='alternate']") is not None
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 5


def test_newest_comes_first_and_dates_the_feed() -> None:
    root = feed(corrected())
    assert root.findtext(f"{ATOM}updated") == "2026-04-01T00:00:00+08:00"
    titles = [one.findtext(f"{ATOM}title") for one in root.iter(f"{ATOM}entry")]
    assert titles == ["更正：甲县教育局2026年预算"] * 2 + ["甲县教育局2026年预算"]


def test_correction_adds_an_item_and_leaves_the_others() -> None:
    """Readers tell items by their ids: what they have seen must not come again as new."""
    first = entry(sha256="a" * 64, published_on="2026-02-01")
    before = {one.text for one in feed(first).iter(f"{ATOM}id")}
    assert before < {one.text for one in feed(corrected()).iter(f"{ATOM}id")}


def test_publication_of_unknown_day_is_left_out() -> None:
    root = feed(entry())
    assert list(root.iter(f"{ATOM}entry")) == []
    assert root.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+08:00"


def test_feed_of_nothing_is_a_feed() -> None:
    assert feed().findtext(f"{ATOM}updated")


@pytest.mark.parametrize(
    ("base", "start"),
    [("", "e/"), ("https://example.gov.cn/ysgk", "https://example.gov.cn/ysgk/e/")],
)
def test_addresses_are_whole_where_the_site_has_one(base: str, start: str) -> None:
    root = feed(corrected(), base=base)
    links = [one.get("href", "") for one in root.iterfind(f"{ATOM}entry/{ATOM}link")]
    assert all(one.startswith(start) for one in links)
    assert (root.find(f"{ATOM}link[@rel='self']") is not None) == bool(base)


def test_map_needs_an_address() -> None:
    assert site_maps(index(entry()), ["index.html"]) == {}


def test_map_names_folders_in_full() -> None:
    files = site_maps(index(entry(), base="https://a.cn"), ["index.html", "e/甲 乙/index.html"])
    found = [one.text for one in etree.fromstring(files["sitemap.xml"]).iter(f"{MAP}loc")]
    assert found == ["https://a.cn/", "https://a.cn/e/%E7%94%B2%20%E4%B9%99/"]


def test_large_map_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "_MOST_ADDRESSES", 2)
    files = site_maps(index(base="https://a.cn"), [f"{n}/index.html" for n in range(5)])
    parts = [one.text or "" for one in etree.fromstring(files["sitemap.xml"]).iter(f"{MAP}loc")]
    assert parts == [f"https://a.cn/sitemap-{n}.xml" for n in (1, 2, 3)]
    named = [
        one.text
        for part in parts
        for one in etree.fromstring(files[part.rpartition("/")[2]]).iter(f"{MAP}loc")
    ]
    assert named == [f"https://a.cn/{n}/" for n in range(5)]


@pytest.mark.parametrize(
    ("base", "root"), [("", "/"), ("https://a.cn", "/"), ("https://a.cn/ysgk", "/ysgk/")]
)
def test_missing_page_finds_its_way_from_any_depth(base: str, root: str) -> None:
    page = missing_page(index(base=base))["404.html"].decode()
    links = re.findall(r'(?:href|src|action)="([^"#]+)"', page)
    assert links
    assert all(one.startswith(root) for one in links)
