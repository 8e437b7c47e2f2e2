"""Flows, functions and projects: every figure is displayed, or is a difference of such."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from msgspec import json, structs
from tests.publisher.facts.pages import SCHEME
from tests.publisher.site.editions import compiled, edition_of

from mingzhang.cube import Coordinate
from mingzhang.model import Disclosure, Entity
from mingzhang.publisher.render.html.anchors import figure_id
from mingzhang.publisher.site.entry import Edition, Entry
from mingzhang.publisher.site.explore import explore_pages, explore_path, explorer
from mingzhang.publisher.site.flows import Flows, flows_of
from mingzhang.publisher.site.summary import Figures
from mingzhang.workflow.opening import open_disclosure

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.xlsx"))
EVIL = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>&amp;\\"


@cache
def sample(path: Path) -> Edition:
    return edition_of(open_disclosure(path).disclosure)


def page_of(edition: Edition) -> html.HtmlElement:
    pages = explore_pages(edition)
    return html.document_fromstring(pages[f"{explore_path(edition.entry)}index.html"].decode())


def flows(given: Disclosure) -> Flows:
    return flows_of(SCHEME, Figures(SCHEME, given))


def without(given: Disclosure, *dimensions: str) -> Disclosure:
    """The same without the figures that tell all of these dimensions at once."""
    kept = (
        fact
        for fact in given.facts
        if not all(fact.coordinate.get(one) is not None for one in dimensions)
    )
    return structs.replace(given, facts=tuple(kept))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_figures_of_the_page_are_those_of_the_facts(path: Path) -> None:
    edition = sample(path)
    facts = {figure_id(fact.address): fact for fact in edition.disclosure.facts}
    shown = page_of(edition).xpath("//data[@data-fact]")
    assert len(shown) > 20
    for one in shown:
        fact = facts[one.get("data-fact")]
        assert fact.exact is not None
        assert one.text_content() == fact.text
        assert Decimal(one.get("value")) * 100 == fact.exact


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_shapes_are_as_large_as_their_figures(path: Path) -> None:
    edition = sample(path)
    facts = {fact.address: fact for fact in edition.disclosure.facts}
    shapes = page_of(edition).xpath("//svg//*[@data-fact]")
    assert shapes
    for one in shapes:
        fact = facts[one.get("data-fact")]
        assert fact.exact is not None
        assert Decimal(one.get("data-value")) * 1_000_000 == fact.exact


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_flows_in_flows_out(path: Path) -> None:
    drawn = flows(sample(path).disclosure)
    assert drawn.is_whole
    for stop in drawn.stops:
        into = sum(one.amount.value for one in drawn.flows if one.end == stop)
        out = sum(one.amount.value for one in drawn.flows if one.start == stop)
        assert {into, out} - {0} == {stop.amount.value}
    assert all(one.amount.fact for one in drawn.flows)


def test_what_sources_do_not_tell_is_drawn_whole() -> None:
    given = compiled()
    kept = tuple(fact for fact in given.facts if not fact.address.startswith("02."))
    drawn = flows(structs.replace(given, facts=kept))
    assert not drawn.is_whole
    into: dict[str, int] = defaultdict(int)
    for one in drawn.flows:
        into[one.end.key] += one.amount.value
    for stop in drawn.stops:
        if stop.stage == 1:
            assert into[stop.key] == stop.amount.value


def test_the_rest_of_a_function_is_a_difference() -> None:
    given = compiled()
    carried = Coordinate.of({"function": "201", "period": "carryover"})
    kept = tuple(fact for fact in given.facts if fact.coordinate != carried)
    rest = [one for one in flows(structs.replace(given, facts=kept)).flows if not one.amount.fact]
    assert [(one.start.name, one.end.name, one.amount.value) for one in rest] == [
        ("其他资金", "一般公共服务支出", 500_000)
    ]
    marked = page_of(edition_of(structs.replace(given, facts=kept))).xpath("//data[@data-sum]")
    assert [Decimal(one.get("value")) for one in marked] == [Decimal("5000.00")]


def test_kinds_that_are_not_told_are_said_to_be_so() -> None:
    drawn = flows(without(compiled(), "function", "kind"))
    assert not drawn.flows
    assert not drawn.stops
    given = compiled()
    kept = tuple(
        fact
        for fact in given.facts
        if not (fact.coordinate.get("function") and fact.coordinate.get("kind") == "basic")
    )
    ends = {one.end.name for one in flows(structs.replace(given, facts=kept)).flows}
    assert "未列明性质" in ends


def test_rounding_is_no_flow() -> None:
    given = compiled()
    facts = tuple(structs.replace(fact, exact=None) for fact in given.facts)
    assert all(one.amount.fact for one in flows(structs.replace(given, facts=facts)).flows)


def test_links_lead_to_places_of_the_site() -> None:
    edition = edition_of(compiled())
    tree = page_of(edition)
    targets = {unquote(one) for one in tree.xpath("//a/@href") if "#f-" in one}
    facts = {fact.address for fact in edition.disclosure.facts}
    assert targets
    assert all(one.partition("#f-")[2] in facts for one in targets)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in tree.xpath("//a/@href") if one.startswith("#")} <= set(ids)


def test_a_year_with_nothing_has_a_page() -> None:
    given = structs.replace(compiled(), facts=(), tables=(), narrative=(), forms=())
    edition = edition_of(given)
    assert "无可展开" in page_of(edition).text_content()
    assert explorer(edition) == ""


def test_hostile_names_are_inert() -> None:
    given = compiled()
    edition = edition_of(structs.replace(given, entity=Entity(name=EVIL, level="department")))
    pages = explore_pages(edition)
    for text in (pages[f"{explore_path(edition.entry)}index.html"].decode(), explorer(edition)):
        assert "<script>alert" not in text
        assert "<img" not in text
    tree = page_of(edition)
    assert not tree.xpath("//@style | //style | //script[not(@src)] | //*[@onerror]")
    assert EVIL in tree.xpath("//h1")[0].text_content()


def test_pages_are_the_same_every_time() -> None:
    edition = edition_of(compiled())
    assert explore_pages(edition) == explore_pages(edition)


def test_two_thousand_projects_leave_the_page_small() -> None:
    given = compiled()
    own = next(fact for fact in given.facts if fact.address == "12.库房维护经费.total")
    many = tuple(
        structs.replace(
            own,
            address=f"12.{number}号项目.total",
            coordinate=Coordinate.of(
                {**dict(own.coordinate.members), "project": f"{number}号项目"}
            ),
        )
        for number in range(2_000)
    )
    edition = edition_of(structs.replace(given, facts=(*given.facts, *many)))
    pages = explore_pages(edition)
    assert max(map(len, pages.values())) <= 180_000
    rest = page_of(edition).xpath("//data[@data-sum='projects not listed']")
    assert own.exact is not None
    assert [Decimal(one.get("value")) * 100 for one in rest] == [1_902 * own.exact]


def test_the_summary_is_the_entry_without_its_lists() -> None:
    edition = edition_of(compiled())
    summary = explore_pages(edition)[f"{edition.entry.path}summary.json"]
    read = json.decode(summary, type=Entry)
    assert read == structs.replace(edition.entry, projects=(), units=(), files=(), corrections=())


def test_the_short_form_leads_to_each_function() -> None:
    edition = edition_of(compiled())
    tree = html.fragment_fromstring(explorer(edition))
    marks = {one.partition("#")[2] for one in tree.xpath(".//a/@href")}
    wanted = {f"c-{one.key}" for one in edition.entry.functions}
    assert wanted | {"flow", "functions", "projects"} <= marks
    assert wanted | {"flow", "functions", "projects"} <= set(page_of(edition).xpath("//@id"))
