"""The pages of a publication: whole, inert, every figure at its place with its value."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from time import process_time
from urllib.parse import unquote

import pytest
from lxml import html
from msgspec import structs
from tests.department import NAME, YEAR, content, line
from tests.publisher.facts.pages import SCHEME, department
from tests.publisher.site.editions import FILES, compiled, edition_of, links, parsed

from mingzhang.model import Disclosure, Entity
from mingzhang.model.page_facts import page_facts_from_json
from mingzhang.publisher.compose import compose
from mingzhang.publisher.facts.figures import shown_figures
from mingzhang.publisher.render.html.anchors import figure_id
from mingzhang.publisher.site.entry import Correction, Edition
from mingzhang.publisher.site.publication import (
    figure_page,
    publication_assets,
    publication_pages,
)
from mingzhang.workflow.opening import open_disclosure

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.xlsx"))
EVIL = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>&amp;\\"
LONG = "关于进一步加强和改进全县各级各类档案资源收集整理数字化加工与安全保管利用工作的专项经费" * 4
PROJECT = "档案数字化经费"


@cache
def renamed(name: str) -> Disclosure:
    """The department with its project that has a form called otherwise."""
    sheets = content().rows
    named = {
        sheet: [
            {key: name if said == PROJECT else said for key, said in row.items()}
            for row in sheets[sheet]
        ]
        for sheet in ("projects", "lines", "form.project_target", "indicators")
    }
    return compiled(**{sheet.replace(".", "__"): rows for sheet, rows in named.items()})


@cache
def with_projects(count: int) -> Disclosure:
    names = [f"{number}号库房维护经费" for number in range(1, count + 1)]
    projects = [{"name": one, "class": "其他运转类", "form": "不公开"} for one in names]
    lines = [
        line(function="2012604", kind="项目支出", project=one, amount=Decimal(number * 100))
        for number, one in enumerate(names, 1)
    ]
    return compiled(projects=projects, lines=lines, **{"form.project_target": [], "indicators": []})


def nothing() -> Disclosure:
    entity = Entity(name=NAME, level="department")
    return Disclosure(scheme="shanxi", fiscal_year=YEAR, entity=entity)


def one_row() -> Disclosure:
    return with_projects(1)


CASES = {
    "department": department,
    "hostile": lambda: renamed(EVIL),
    "long name": lambda: renamed(LONG),
    "one row": one_row,
    "nothing": nothing,
    "40 projects": lambda: with_projects(40),
}


@pytest.fixture(params=CASES, scope="module")
def edition(request: pytest.FixtureRequest) -> Edition:
    return edition_of(CASES[request.param]())


@pytest.fixture(scope="module")
def pages(edition: Edition) -> dict[str, html.HtmlElement]:
    return parsed(publication_pages(edition))


def assert_figures_stand(edition: Edition, pages: dict[str, html.HtmlElement]) -> None:
    """Every displayed figure stands once under its address, with its text and its value."""
    values = edition.publication.values
    standing = {
        (path, place.get("id")): place
        for path, tree in pages.items()
        for place in tree.xpath("//*[@id]")
    }
    for address, figure in shown_figures(edition.publication).items():
        path, _, fragment = figure_page(edition.entry, address).partition("#")
        assert unquote(fragment) == figure_id(address)
        found = standing[f"{path}index.html", figure_id(address)]
        assert found.get("value") == values.get(address)
        assert found.text_content().replace(",", "") == figure.text.replace(",", "")


def test_every_figure_stands_at_its_address_with_its_value(
    edition: Edition, pages: dict[str, html.HtmlElement]
) -> None:
    assert_figures_stand(edition, pages)


def test_every_repeat_says_the_same_as_the_figure_it_names(
    edition: Edition, pages: dict[str, html.HtmlElement]
) -> None:
    values = {figure_id(address): value for address, value in edition.publication.values.items()}
    for tree in pages.values():
        for place in tree.xpath("//data"):
            named = place.get("id") or place.get("data-fact")
            assert named is not None
            assert Decimal(place.get("value")) == Decimal(values[named] or "")


def test_pages_obey_the_strict_policy(pages: dict[str, html.HtmlElement]) -> None:
    for tree in pages.values():
        (policy,) = tree.xpath("//meta[@http-equiv]/@content")
        assert "unsafe" not in policy
        assert not tree.xpath("//@style|//style|//script[not(@src)]|//img")
        assert not tree.xpath("//@*[starts-with(name(), 'on')]")
        assert not [one for one in tree.xpath("//link/@href|//script/@src") if ":" in one]


def test_pages_have_one_title_unique_ids_and_no_gap_between_headings(
    pages: dict[str, html.HtmlElement],
) -> None:
    for tree in pages.values():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        ranks = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert ranks.count(1) == 1
        assert ranks[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(ranks))
        for reference in tree.xpath("//@aria-labelledby|//@aria-describedby"):
            assert set(reference.split()) <= set(ids)


def test_links_lead_to_pages_and_places_that_are_there(
    edition: Edition, pages: dict[str, html.HtmlElement]
) -> None:
    files = {f"{edition.entry.path}{one.path}" for one in FILES}
    for path, tree in pages.items():
        for target, fragment in links(path, tree):
            if target in pages:
                ids = pages[target].xpath("//@id")
                assert not fragment or unquote(fragment) in ids or fragment in ids, fragment
            elif target.startswith(f"{edition.entry.path}files/"):
                assert target in files
            else:  # a page that other makers make
                assert not target.startswith(f"{edition.entry.path}projects/")


def test_names_with_markup_are_text() -> None:
    edition = edition_of(renamed(EVIL))
    pages = parsed(publication_pages(edition))
    (path,) = (path for path in pages if "/projects/" in path)
    assert pages[path].xpath("//h1")[0].text_content().endswith(EVIL)
    assert EVIL in pages[f"{edition.entry.path}index.html"].xpath(
        'string(//section[@id="projects"])'
    )


def test_form_of_a_project_stands_on_its_own_page_only() -> None:
    edition = edition_of(department())
    pages = parsed(publication_pages(edition))
    assert sorted(pages) == [
        f"{edition.entry.path}index.html",
        f"{edition.entry.path}projects/1/index.html",
    ]
    whole, project = (pages[path] for path in sorted(pages))
    assert not whole.xpath('//div[@data-kind="project_target"]')
    assert len(project.xpath('//div[@data-kind="project_target"]')) == 1
    assert whole.xpath('//p[@class="moved"]/a/@href') == ["#projects"]
    assert whole.xpath('//section[@id="projects"]//th/a/text()') == [PROJECT]


def test_project_page_leads_to_its_figures_in_the_tables() -> None:
    edition = edition_of(department())
    pages = parsed(publication_pages(edition))
    project = pages[f"{edition.entry.path}projects/1/index.html"]
    table = project.xpath('//table[caption="预算表中的数"]')[0]
    assert {one.get("value") for one in table.iter("data")} == {"150000.00"}
    assert all(one.startswith("../../index.html#f-12.") for one in table.xpath(".//a/@href"))


def test_forms_of_one_project_share_a_page() -> None:
    (form,) = department().forms
    twice = structs.replace(department(), forms=(form, form))
    edition = edition_of(twice)
    pages = parsed(publication_pages(edition))
    assert_figures_stand(edition, pages)
    assert len(pages) == 2


def test_form_without_a_project_stays_in_the_text() -> None:
    (form,) = department().forms
    edition = edition_of(
        structs.replace(department(), forms=(structs.replace(form, project=None),))
    )
    pages = parsed(publication_pages(edition))
    assert_figures_stand(edition, pages)
    assert len(pages) == 1


def test_first_paragraph_says_how_much_what_for_and_what_changed() -> None:
    edition = edition_of(department())
    page = parsed(publication_pages(edition))[f"{edition.entry.path}index.html"]
    (lede,) = page.xpath('//p[@class="lede"]')
    assert lede.text_content() == (
        "2026年度支出总计56.46万元，比上年增加6.46万元（12.92%）。其中基本支出38.96万元，"
        "项目支出17.50万元。主要用于一般公共服务支出（48.60万元）、社会保障和就业支出（4.50万元）、"
        "住房保障支出（3.36万元）。"
    )
    assert all(one.getparent().tag == "a" for one in lede.iter("data"))


def test_of_what_is_not_published_nothing_is_said() -> None:
    edition = edition_of(nothing())
    page = parsed(publication_pages(edition))[f"{edition.entry.path}index.html"]
    assert page.xpath('string(//p[@class="lede"])') == (
        f"{NAME}公开了2026年度预算，没有列出支出总计。"
    )
    assert not page.xpath('//dl[@class="strip"]|//section[@id="projects"]|//data')


def test_projects_beyond_the_largest_unfold() -> None:
    edition = edition_of(with_projects(40))
    page = parsed(publication_pages(edition))[f"{edition.entry.path}index.html"]
    first, others = page.xpath('//section[@id="projects"]//table')
    assert [len(table.xpath("tbody/tr")) for table in (first, others)] == [20, 20]
    assert first.xpath("string(tbody/tr/th)") == "40号库房维护经费"
    assert page.xpath("string(//details/summary)") == "其余20个项目"


def test_what_figures_mean_is_told_apart_from_the_page() -> None:
    edition = edition_of(department())
    made = publication_pages(edition)
    block = page_facts_from_json(made[f"{edition.entry.path}facts.json"])
    assert {fact.address for fact in block.facts} == set(shown_figures(edition.publication))
    assert block.rest == {}
    for path, tree in parsed(made).items():
        (told,) = tree.xpath('//div[@class="publication"]/@data-facts')
        assert normpath(join(dirname(path), told)) == f"{edition.entry.path}facts.json"


def test_files_are_offered_with_their_size() -> None:
    edition = edition_of(department())
    page = parsed(publication_pages(edition))[f"{edition.entry.path}index.html"]
    assert page.xpath('//div[@class="downloads"]//li/a/@href') == [
        "files/%E9%A2%84%E7%AE%97%20%231.docx",
        "files/budget.json",
    ]
    assert page.xpath('//div[@class="downloads"]//li/small/text()') == ["40 KB", "1 KB"]
    assert page.xpath('//link[@type="application/json"]/@href')


def test_correction_is_told_at_the_top() -> None:
    edition = edition_of(department())
    correction = Correction("2026-03-01", "表三有误", (), "0" * 64)
    corrected = structs.replace(edition.entry, corrections=(correction,))
    pages = publication_pages(
        Edition(edition.scheme, edition.disclosure, edition.publication, corrected)
    )
    page = parsed(pages)[f"{corrected.path}index.html"]
    assert "2026年3月1日" in page.xpath('string(//aside[@class="correction"])')


def test_pages_know_the_sites_name_and_public_address() -> None:
    made = edition_of(department())
    named = Edition(
        made.scheme,
        made.disclosure,
        made.publication,
        made.entry,
        "示范县预算公开",
        "https://a.example",
    )
    for path, tree in parsed(publication_pages(named)).items():
        assert tree.findtext("head/title").endswith(" · 示范县预算公开")
        address = f"https://a.example/{path.removesuffix('index.html')}"
        assert tree.xpath('//link[@rel="canonical"]/@href') == [address]


def test_same_disclosure_gives_the_same_bytes() -> None:
    assert publication_pages(edition_of(department())) == publication_pages(
        edition_of(department())
    )


def test_assets_ask_for_nothing_outside() -> None:
    for name, data in publication_assets().items():
        assert name.startswith("assets/")
        assert b"http:" not in data
        assert b"https:" not in data
        assert b"@import" not in data


def first_view(path: str, page: bytes) -> int:
    """The bytes of a page without its drawings, with the styles and scripts that it names."""
    named = html.document_fromstring(page.decode()).xpath(
        '//script/@src|//link[@rel="stylesheet"]/@href'
    )
    files = {normpath(join(dirname(path), one)) for one in named}
    assets = resources.files("mingzhang.publisher.site")
    shared = publication_assets()
    sizes = [len(shared[one] if one in shared else (assets / one).read_bytes()) for one in files]
    return len(re.sub(rb"<svg.*?</svg>", b"", page, flags=re.DOTALL)) + sum(sizes)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_samples_are_whole_and_light(path: Path) -> None:
    opened = open_disclosure(path)
    edition = edition_of(opened.disclosure, opened.scheme)
    made = publication_pages(edition)
    assert_figures_stand(edition, parsed(made))
    path = f"{edition.entry.path}index.html"
    assert first_view(path, made[path]) <= 200 * 1024


def test_2000_projects_are_quick_and_all_there() -> None:
    disclosure = with_projects(2000)
    publication = compose(SCHEME, disclosure)
    edition = edition_of(disclosure)
    assert edition.publication == publication
    start = process_time()
    made = publication_pages(edition)
    assert process_time() - start < 3
    pages = parsed(made)
    assert_figures_stand(edition, pages)
    section = pages[f"{edition.entry.path}index.html"].xpath('//section[@id="projects"]')[0]
    assert len(section.xpath(".//tbody/tr")) == 20
    assert section.xpath("p/a/@href") == ["projects/index.html"]
    listed = [pages[f"{edition.entry.path}projects/{one}index.html"] for one in list_folders(10)]
    assert sum(len(one.xpath("//tbody/tr")) for one in listed) == 2000
    assert listed[0].xpath("string(//tbody/tr/th)") == "2000号库房维护经费"
    assert listed[9].xpath("//tbody/tr[last()]/td/a/@href") == [
        "../../index.html#f-12.1号库房维护经费.total"
    ]


def list_folders(count: int) -> list[str]:
    """The folders of the pages of a long list, the first first."""
    return ["", *(f"page-{number}/" for number in range(2, count + 1))]
