"""The page carries its figures as data: each where it is displayed, all of them in one block."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html
from msgspec import structs
from tests.publisher.facts.pages import (
    SCHEME,
    block_of,
    changed,
    department,
    page,
    without_facts,
)

from mingzhang.model import Term
from mingzhang.model.json import disclosure_sha256
from mingzhang.publisher.compose import compose
from mingzhang.publisher.facts import page_facts
from mingzhang.publisher.facts.figures import shown_figures
from mingzhang.publisher.render.html import data, render_html
from mingzhang.workflow.opening import open_disclosure

ROOT = Path(__file__).resolve().parents[4]
SAMPLES = sorted((ROOT / "samples").glob("*.xlsx"))
MOST_BYTES = 120
"""What a displayed figure may cost a page whose figures had ids alone."""


def parsed(source: str) -> html.HtmlElement:
    return html.document_fromstring(source)


def test_each_figure_of_the_block_stands_on_the_page_with_its_value() -> None:
    source = page(department())
    figures = shown_figures(compose(SCHEME, department()))
    places = {
        str(one.get("id")): one for one in parsed(source).xpath("//main//data[@id]") if one.text
    }
    block = block_of(source)
    assert [f"f-{fact.address}" for fact in block.facts if fact.derivation.startswith("sum")]
    assert len(block.facts) == len(places) > 200
    for fact in block.facts:
        place = places[f"f-{fact.address}"]
        assert place.get("value") == figures[fact.address].value
        assert str(place.text).replace(",", "") == figures[fact.address].text


def test_repeat_points_to_the_first_place_and_says_the_same() -> None:
    tree = parsed(page(department()))
    repeats = tree.xpath("//data[@data-fact]")
    assert repeats
    for repeat in repeats:
        first = tree.get_element_by_id(repeat.get("data-fact"))
        assert (repeat.text, repeat.get("value")) == (first.text, first.get("value"))


def test_blank_cell_holds_no_figure() -> None:
    blank = parsed(page(department())).xpath('//td[@class="number"][not(node())]')
    assert blank
    assert not [one for one in blank if one.get("id")]


def test_figure_that_is_no_number_has_an_id_and_no_value() -> None:
    table = department().tables[0]
    row = structs.replace(table.rows[0], cells={"amount": "约300"})
    tables = (structs.replace(table, rows=(row, *table.rows[1:])), *department().tables[1:])
    place = parsed(page(changed(tables=tables, facts=()))).get_element_by_id(
        f"f-01.{row.key}.amount"
    )
    assert (place.tag, place.text, place.get("value")) == ("td", "约300", None)


def test_form_says_its_kind() -> None:
    kinds = parsed(page(department())).xpath('//div[@class="form"]/@data-kind')
    assert kinds == [form.kind for form in department().forms]


def test_text_that_would_end_the_block_does_not() -> None:
    said = Term(term="甲\x00", text="</script><!--<script>")
    registers = structs.replace(department().registers[0], title="</script><!--<script>")
    tree = parsed(page(changed(glossary=(said,), registers=(registers,))))
    assert len(tree.xpath("//script")) == len(parsed(page(department())).xpath("//script"))
    assert tree.xpath("//dd/text()") == [said.text]


def test_head_says_which_disclosure_this_is_and_where_its_data_is() -> None:
    publication = compose(SCHEME, department())
    block = page_facts(SCHEME, department(), publication)
    tree = parsed(render_html(publication, (), block, (("application/json", "a&b.json"),)))
    metas = {one.get("name"): one.get("content") for one in tree.xpath("//meta[@name]")}
    assert metas["mingzhang:sha256"] == disclosure_sha256(department())
    assert metas["mingzhang:scheme"] == "shanxi 2026"
    assert metas["mingzhang:version"]
    links = [(one.get("type"), one.get("href")) for one in tree.xpath('//link[@rel="alternate"]')]
    assert links == [("application/json", "a&b.json")]


def test_page_allows_no_request_and_no_script_but_the_panel() -> None:
    tree = parsed(page(department()))
    (policy,) = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy.startswith("default-src 'none'; ")
    directives = dict(one.split(" ", 1) for one in policy.split("; "))
    contents = {
        "style-src": tree.xpath("//style/text()"),
        "script-src": tree.xpath("//script[not(@type)]/text()"),
    }
    for directive, texts in contents.items():
        digests = {b64encode(sha256(one.encode()).digest()).decode() for one in texts}
        assert {f"'sha256-{one}'" for one in digests} == set(directives[directive].split())
    assert not tree.xpath("//@style")
    assert not tree.xpath("//script/@src")


def test_panel_stands_in_the_page_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"panel.js": 'document.title = "甲";', "panel.css": "data { color: red }"}
    monkeypatch.setattr(data, "_part", lambda name: files[name])
    tree = parsed(page(department()))
    assert tree.xpath("//body/script[last()]/text()") == [files["panel.js"]]
    assert files["panel.css"] in "".join(tree.xpath("//head/style/text()"))


def test_page_without_panel_runs_no_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "_part", lambda name: "")
    tree = parsed(page(department()))
    assert tree.xpath("//script/@type") == ["application/json"]
    assert "script-src" not in tree.xpath("//meta[@http-equiv]/@content")[0]


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_figure_as_data_costs_few_bytes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "_part", lambda name: "")
    opened = open_disclosure(path)
    publication = compose(opened.scheme, opened.disclosure)
    block = page_facts(opened.scheme, opened.disclosure, publication)
    carried = render_html(publication, (), structs.replace(block, rest={}))
    figures = carried.count("<data ")
    with_ids = len(render_html(replace(publication, values={})).encode())
    plain = len(render_html(without_facts(publication)).encode())
    assert figures >= len(block.facts) > 300
    assert len(carried.encode()) - with_ids <= MOST_BYTES * figures
    assert with_ids - plain <= MOST_BYTES / 2 * figures
