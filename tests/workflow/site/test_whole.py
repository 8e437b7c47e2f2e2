"""A built site as a visitor has it: every link leads somewhere, every figure is one of the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from tests.workflow.site.sites import built, corrected, disclosure, folder_of, given

from mingzhang.cube import Fact
from mingzhang.model import Disclosure, disclosure_from_json
from mingzhang.model.page_facts import value_text
from mingzhang.publisher.render.html.anchors import figure_id
from mingzhang.workflow.opening import open_disclosure

SAMPLES = Path(__file__).parents[3] / "samples"

_Trees = dict[str, html.HtmlElement]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a sample, of an entity over two years, and of one that was corrected."""
    folder = tmp_path_factory.mktemp("whole")
    first = disclosure(published_on="2026-02-01")
    second = disclosure(published_on="2026-02-01", corrected_on="2026-03-01", correction="写错")
    files = given(
        folder / "in",
        a=first,
        b=corrected(second, "办公用品", "电费"),
        c=disclosure("示范县教育局"),
        d=disclosure("示范县教育局", 2025),
        e=open_disclosure(SAMPLES / "jincheng-chengqu-shegong-2025.xlsx").disclosure,
    )
    assert not built(files, folder / "site").problems
    return folder / "site"


@pytest.fixture(scope="module")
def trees(site: Path) -> _Trees:
    """Every page of the site as a browser understands it, by path."""
    return {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Path, trees: _Trees) -> None:
    places = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    lost = []
    for path, tree in trees.items():
        for address in tree.xpath("//@href | //@src | //@action") if path != "404.html" else ():
            parts = urlsplit(address)
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            is_there = (site / target).is_file()
            known = places.get(target)
            if not is_there or (parts.fragment and known and unquote(parts.fragment) not in known):
                lost.append((path, address))
    assert lost == []


def test_no_place_has_the_name_of_another(trees: _Trees) -> None:
    doubled = {
        path: [name for name, times in Counter(tree.xpath("//@id")).items() if times > 1]
        for path, tree in trees.items()
    }
    assert {path: names for path, names in doubled.items() if names} == {}


def test_no_page_holds_script_or_style_of_its_own(trees: _Trees) -> None:
    for path, tree in trees.items():
        assert tree.xpath("//@style | //style | //@onclick | //@onload") == [], path
        scripts = tree.xpath("//script[not(@src) and not(@type='application/json')]")
        assert scripts == [], path


def test_every_page_says_where_nothing_but_the_site_may_be_loaded(trees: _Trees) -> None:
    for path, tree in trees.items():
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path


@pytest.fixture(scope="module")
def disclosures(site: Path) -> dict[str, Disclosure]:
    """The disclosures that the site shows, by the folder of their edition."""
    found = (disclosure_from_json(path.read_bytes()) for path in site.glob("e/*/*/files/*.json"))
    return {folder_of(one): one for one in found}


def test_every_figure_is_displayed_as_in_the_data_and_worth_as_much(
    trees: _Trees, disclosures: dict[str, Disclosure]
) -> None:
    facts = {
        f"{folder}#{figure_id(fact.address)}": fact
        for folder, one in disclosures.items()
        for fact in one.facts
    }
    count, wrong = 0, []
    for path, tree in trees.items():
        for place, figure in figures(path, tree):
            count += 1
            fact = facts.get(place)
            if fact is None or not says(figure, fact):
                wrong.append((path, place, figure.text_content(), figure.get("value")))
    assert count > 1000
    assert wrong == []


def figures(path: str, tree: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """The displayed figures of a page, each with its edition and the name of its place there."""
    own = "/".join(path.split("/")[:3]) + "/"
    for figure in tree.xpath("//data[@data-fact]"):
        folder, mark, place = figure.get("data-fact").rpartition("#")
        named = place if place.startswith("f-") else figure_id(place)
        yield f"{folder if mark else own}#{named}", figure
    for figure in tree.xpath("//data[starts-with(@id, 'f-')]"):
        yield f"{own}#{figure.get('id')}", figure


def says(figure: html.HtmlElement, fact: Fact) -> bool:
    """Whether a figure shows a fact as it is displayed, and is worth what the fact is.

    Forms hold amounts without the marks of thousands that they are printed with.
    """
    worth = value_text(fact)
    shown = [one.strip().replace(",", "") for one in (figure.text_content(), fact.text or "")]
    return shown[0] == shown[1] and (
        worth is None or Decimal(figure.get("value")) == Decimal(worth)
    )
