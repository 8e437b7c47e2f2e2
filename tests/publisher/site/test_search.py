"""The search without a server, on the index as it is built and the script as browsers run it."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec import structs
from numpy import array
from tests.department import NAME, YEAR
from tests.publisher.site.editions import compiled, edition_of
from tests.publisher.site.entries import index
from tests.publisher.site.searching import ask, needs_node, run, written

from mingzhang.model import Disclosure
from mingzhang.publisher.site.address import slug_of
from mingzhang.publisher.site.entry import Edition, Entry, SiteIndex
from mingzhang.publisher.site.publication import publication_pages
from mingzhang.publisher.site.search import (
    SearchDocument,
    search_documents,
    search_files,
    search_pages,
)
from mingzhang.publisher.site.search_index import runs_text
from mingzhang.publisher.site.search_text import parts_of, syllables_of
from mingzhang.publisher.site.search_tokens import folded, shard_of, token_name, tokens_of
from mingzhang.workflow.opening import open_disclosure

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "samples").glob("*.xlsx"))
HOSTILE = "\"><script>alert(1)</script>&'${x}局"


@cache
def samples() -> tuple[Edition, ...]:
    return tuple(
        edition_of(opened.disclosure, opened.scheme) for opened in map(open_disclosure, SAMPLES)
    )


def built(editions: tuple[Edition, ...], folder: Path) -> Path:
    files: dict[str, bytes] = {}
    documents: list[SearchDocument] = []
    for edition in editions:
        files |= search_pages(edition)
        documents += search_documents(edition)
    site = SiteIndex(tuple(one.entry for one in editions), "甲省预算公开")
    return written({**files, **search_files(site, documents)}, folder)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(samples(), tmp_path_factory.mktemp("site"))


@cache
def department() -> Disclosure:
    return compiled()


def titles(hits: list[dict[str, Any]]) -> list[str]:
    return [hit["title"] for hit in hits]


# What is found.


@needs_node
def test_each_entity_is_found_by_its_name_by_a_part_of_it_and_by_its_initials(site: Path) -> None:
    names = [one.entry.name for one in samples()]
    ways = [
        way
        for name in names
        for way in (name, name[-5:], "".join(one[0] for one in syllables_of(name)))
    ]
    for name, answers in zip(names, zip(*[iter(ask(site, ways))] * 3, strict=True), strict=True):
        assert [titles(answer["entities"])[0] for answer in answers[::2]] == [name] * 2
        assert name in titles(answers[1]["entities"])


@needs_node
def test_each_project_leads_to_its_page_or_figure_and_is_found_by_initials(site: Path) -> None:
    wanted = [(edition, project) for edition in samples() for project in edition.entry.projects]
    answers = ask(site, [project.name for _, project in wanted])
    spelled = ask(site, ["".join(s[0] for s in syllables_of(one.name)) for _, one in wanted])
    for (edition, project), named, initials in zip(wanted, answers, spelled, strict=True):
        target = f"{project.page}index.html" if project.page else "index.html#f-"
        for answer in (named, initials):
            found = [hit["address"] for hit in answer["projects"]]
            assert any(one.startswith(edition.entry.path + target) for one in found), project.name


@needs_node
def test_each_code_of_a_shown_row_is_found_with_its_figure(site: Path) -> None:
    wanted = [
        (edition, dict(fact.coordinate.members)["function"])
        for edition in samples()
        for fact in edition.disclosure.facts
        if "function" in dict(fact.coordinate.members) and fact.text and fact.address[0] == "0"
    ]
    codes = sorted({code for _, code in wanted if code.isdecimal()})
    answers = dict(zip(codes, ask(site, codes, most=200), strict=True))
    for edition, code in wanted:
        if code in answers:
            found = [one for one in answers[code]["codes"] if one["title"].startswith(f"{code} ")]
            assert any(
                one["address"].startswith(f"{edition.entry.path}index.html#f-") for one in found
            ), (edition.entry.name, code)


@needs_node
def test_words_of_each_section_are_found_in_it_and_quoted(site: Path) -> None:
    wanted = []
    for edition in samples():
        for part in parts_of(edition)["text"]:
            for passage in part:
                line = max(passage.text.split("\n"), key=len)
                phrase = line[-14:-2].strip(".%0123456789")
                if len(line) > 30 and phrase not in edition.entry.name:
                    wanted.append((edition, passage, phrase))
    answers = ask(site, [phrase.replace(" ", "") for _, _, phrase in wanted], most=200)
    for (edition, passage, phrase), answer in zip(wanted, answers, strict=True):
        address = f"{edition.entry.path}index.html{passage.target}"
        quoted = [hit["text"] for hit in answer["text"] if hit["address"] == address]
        assert quoted, (edition.entry.name, phrase)
        assert folded(phrase).strip() in folded(quoted[0])


@needs_node
def test_a_result_really_holds_every_word_in_text_name_or_year(site: Path) -> None:
    queries = ["盂县 公务接待费", "2026 社会工作", "体检 经费", "预算 培训 公示", "党"]
    for query, answer in zip(queries, ask(site, queries), strict=True):
        for hit in answer["text"] + answer["projects"] + answer["codes"]:
            edition = next(one for one in samples() if hit["address"].startswith(one.entry.path))
            known = f"{edition.entry.name}{edition.entry.area}{edition.entry.year}"
            own = "".join(
                f"{one.title}\n{one.text}\n{one.reading}"
                for parts in parts_of(edition).values()
                for part in parts
                for one in part
                if one.title == hit["title"]
            )
            assert all(folded(word) in folded(known + own) for word in query.split())


@needs_node
@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("三公经费", "三公”经费"),
        ("5560.56", "5,560.56"),
        ("５５６０．５６万元", "5,560.56万元"),
        ("《三公经费》。", "三公”经费"),
    ],
)
def test_quotation_marks_width_and_commas_do_not_matter(
    site: Path, query: str, marked: str
) -> None:
    (answer,) = ask(site, [query])
    assert marked in [one for hit in answer["text"] for one in hit["marked"]]


@needs_node
@pytest.mark.parametrize(
    ("query", "name", "marked"),
    [
        ("盂县社会工作部", "中国共产党盂县委员会社会工作部", ["盂县", "社会工作部"]),
        ("盂县社工", "中国共产党盂县委员会社会工作部", ["盂县", "社", "工"]),
        ("阳泉社会工作部", "中国共产党盂县委员会社会工作部", ["社会工作部"]),
        ("综改区党群", "山西转型综合改革示范区管理委员会党群工作部", ["综", "改", "区", "党群"]),
    ],
)
def test_a_name_is_found_by_some_of_its_characters_in_order(
    site: Path, query: str, name: str, marked: list[str]
) -> None:
    (answer,) = ask(site, [query])
    assert answer["isNear"]
    assert [(hit["title"], hit["marked"]) for hit in answer["entities"]][:1] == [(name, marked)]


@needs_node
def test_a_name_as_typed_leaves_out_those_that_only_hold_its_characters(site: Path) -> None:
    (answer,) = ask(site, ["社会工作部"])
    assert not answer["isNear"]
    assert all("社会工作部" in title for title in titles(answer["entities"]))


@needs_node
@pytest.mark.parametrize("query", ["社会工作培训会议", "盂县社工 公务接待的费用"])
def test_what_is_nowhere_as_typed_is_found_by_its_pairs_in_any_order(
    site: Path, query: str
) -> None:
    (strict,), (loose,) = ask(site, [query]), ask(site, [query], is_loose=True)
    assert strict["text"] == []
    for hit in loose["text"]:
        held = folded("".join(hit["marked"]))
        assert any(query[at : at + 2] in held for at in range(len(query) - 1)), hit
    assert loose["text"] or query != "社会工作培训会议"


@needs_node
@pytest.mark.parametrize(
    ("query", "text", "is_said"),
    [
        ("15", "共15人", True),
        ("15", "15.00万元", True),
        ("15", "3.15万元", False),
        ("15", "15.05", False),
        ("15", "150", False),
        ("15", "215", False),
        ("15万元", "3.15万元", False),
        ("15万元", "15.00 万元", True),
        ("15 万元", "15.00万元", True),
        ("15.00", "15.00", True),
        ("15.00", "115.00", False),
        ("15.00", "15日", False),
        ("3.5万元", "3.50万元", True),
        ("1,234.50", "1234.5", True),
        ("1234.5", "1,234.50 元", True),
        ("2024年", "1.2024年预算", True),
        ("预算2024", "预算20245", False),
    ],
)
def test_a_number_is_found_whole_with_any_separators_and_unit(
    query: str, text: str, is_said: bool
) -> None:
    asked = "const { terms } = search.strictly(given[0]);"
    says = "return terms.every((one) => search.says(search.folded(given[1]), one));"
    assert run(asked + says, [query, text]) is is_said


@needs_node
def test_each_shown_amount_of_a_project_or_table_is_found(site: Path) -> None:
    wanted = [
        (edition, passage)
        for edition in samples()
        for kind in ("projects", "figures")
        for part in parts_of(edition)[kind]
        for passage in part
        if passage.amount.split(" ")[0].strip("0.")
    ]
    amounts = sorted({passage.amount for _, passage in wanted})
    answers = dict(zip(amounts, ask(site, amounts, most=300), strict=True))
    for edition, passage in wanted:
        found = answers[passage.amount]
        hits = {unquote(hit["address"]) for hit in found["projects"] + found["figures"]}
        page, _, anchor = passage.target.partition("#")
        target = f"{edition.entry.path}{page}index.html{f'#{anchor}' if anchor else ''}"
        assert target in hits, passage


@needs_node
def test_a_code_is_found_by_its_beginning_and_other_numbers_are_not(site: Path) -> None:
    (answer,) = ask(site, ["2013"], most=200)
    assert answer["codes"]
    assert all(one.startswith("2013") for one in titles(answer["codes"]))
    assert answer["codes"][0]["marked"] == ["2013"]
    assert answer["figures"] == []


@needs_node
def test_filters_leave_out_other_years_and_areas(site: Path) -> None:
    everything, of_year, of_area = (
        ask(site, ["预算"], most=300, **filter)[0]
        for filter in ({}, {"year": 2026}, {"area": "阳泉市盂县"})
    )
    years = {hit["address"].split("/")[2] for hit in everything["text"]}
    assert {"2024", "2025", "2026"} <= years
    for narrowed in (of_year, of_area):
        assert {hit["address"].split("/")[2] for hit in narrowed["text"]} == {"2026"}


@needs_node
@pytest.mark.parametrize("query", ["", "  ", "。、", "“”", "(((", "<script>", "没有这样的词"])
def test_what_cannot_be_found_is_not_found(site: Path, query: str) -> None:
    (answer,) = ask(site, [query])
    assert (answer["entities"], answer["projects"], answer["codes"], answer["text"]) == ([],) * 4


@needs_node
def test_newer_years_come_first_and_of_one_name_both_years_are_found(tmp_path: Path) -> None:
    newer = edition_of(department())
    older = Edition(
        newer.scheme,
        newer.disclosure,
        newer.publication,
        structs.replace(newer.entry, year=YEAR - 1),
    )
    (answer,) = ask(built((older, newer), tmp_path), ["档案数字化"])
    found = [hit["address"].split("/")[2] for hit in answer["projects"]]
    assert found == [str(YEAR), str(YEAR - 1)]
    assert titles(ask(tmp_path, [NAME])[0]["entities"]) == [NAME]


@needs_node
@pytest.mark.parametrize(
    "name", [HOSTILE, "__proto__局", "constructor", "𠮷野家管理局", "盂县\ud83d局"]
)
def test_hostile_names_are_found_as_text(tmp_path: Path, name: str) -> None:
    edition = edition_of(department())
    own = Edition(
        edition.scheme,
        edition.disclosure,
        edition.publication,
        structs.replace(edition.entry, name=name, slug=slug_of(name), area="</script>"),
    )
    folder = built((own,), tmp_path)
    (answer,) = ask(folder, [name.replace("\ud83d", " ")])
    assert answer["entities"][0]["address"] == f"e/{slug_of(name)}/index.html"
    page = html.document_fromstring((folder / "search/index.html").read_bytes().decode())
    assert not page.xpath("//script[not(@src)]")


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_links_of_results_lead_to_places_that_are_there(number: int) -> None:
    edition = samples()[number]
    ids = {
        path.removeprefix(edition.entry.path): set(html.document_fromstring(data).xpath("//@id"))
        for path, data in publication_pages(edition).items()
        if path.endswith(".html")
    }
    for parts in parts_of(edition).values():
        for passage in (one for part in parts for one in part):
            page, _, anchor = passage.target.partition("#")
            assert f"{page}index.html" in ids, passage
            assert not anchor or anchor in ids[f"{page}index.html"], passage


# What a browser reads is what was written.

LETTERS = st.text("预算公开“”县局年20262080505abc.,（）() \n-ＡＢ𠮷é①", max_size=30)


@needs_node
@settings(max_examples=40, deadline=None)
@given(st.lists(LETTERS, min_size=30, max_size=60))
def test_every_piece_of_a_text_asks_for_tokens_that_the_text_has(texts: list[str]) -> None:
    pieces = [
        (text, text[cut : cut + 6])
        for text in texts
        for cut in range(0, len(text), 3)
        if not re.search("[a-z0-9][a-z]$", folded(text[:cut]) + folded(text[cut : cut + 6])[:1])
    ]
    asked = run(
        "return given.map(([text, piece]) => search.termsOf(piece)"
        " .filter((term) => search.says(search.folded(text), term)).flatMap(search.tokensOf));",
        pieces,
    )
    for (text, piece), tokens in zip(pieces, asked, strict=True):
        names = [token_name(int(one)) for one in tokens_of([text])]
        for token in tokens:
            assert _is_begun(token, names), (text, piece, token, names)


def _is_begun(token: str, names: list[str]) -> bool:
    """Whether a text has a token; a star stands for any second character."""
    return any(name.startswith(token.rstrip("*")) for name in names)


@needs_node
def test_both_sides_agree_on_files_and_on_lists() -> None:
    lists = [[0], [0, 1, 2], [5, 6, 90, 91, 92, 5000], list(range(0, 3000, 7)), [2**20, 2**20 + 9]]
    flat = [(group, number) for group, own in enumerate(lists) for number in own]

    groups, numbers = (array(column) for column in zip(*flat, strict=True))
    named, pieces = runs_text(groups, numbers)
    assert named == list(range(len(lists)))
    read = run(
        "return given.map((list) => {"
        " const found = []; search.eachPart(list, (one) => found.push(one)); return found; });",
        pieces,
    )
    assert read == lists
    names = ["预算", "a", "20", "20139", "县", "#1500"]
    shards = run("return given.map((one) => search.shardOf(one, 61));", names)
    assert shards == [shard_of(name, 61) for name in names]


@pytest.mark.parametrize("text", ["ＡＢc 1,234.56", "“三公”经费", "①二〇二六", "1,23,456"])
@needs_node
def test_both_sides_fold_alike(text: str) -> None:
    assert run("return search.folded(given);", text) == folded(text)
    assert folded(unicodedata.normalize("NFC", text)) == folded(text)


# How much it takes.


OFFICES = (
    "教育局", "民政局", "卫生健康局", "交通运输局", "农业农村局", "文化和旅游局", "应急管理局",
    "人力资源和社会保障局", "住房和城乡建设管理局", "市场监督管理局", "审计局", "财政局", "统计局",
)  # fmt: skip


@cache
def province() -> tuple[SiteIndex, dict[str, bytes], int]:
    """Two thousand entities with the texts of the samples; the size of these texts."""
    made = [(search_documents(one)[0], search_pages(one), one.entry) for one in samples()]
    entries: list[Entry] = []
    documents: list[SearchDocument] = []
    size = 0
    for number in range(2000):
        document, pages, known = made[number % 7 % len(made)]
        area = f"{chr(0x5200 + number // len(OFFICES))}县"
        name = f"{area}{OFFICES[number % len(OFFICES)]}"
        own = structs.replace(known, name=name, slug=slug_of(name), area=area, year=2026)
        entries.append(own)
        documents.append(
            structs.replace(document, slug=own.slug, year=2026, syllables=syllables_of(name))
        )
        size += sum(map(len, pages.values()))
    site = index(*entries)
    return site, search_files(site, documents), size


def test_the_index_of_a_province_is_small_beside_its_texts() -> None:
    _, files, size = province()
    whole = sum(len(data) for path, data in files.items() if path.endswith(".json"))
    assert whole < size * 0.25
    assert len(files["search/index.json"]) < 100_000
    assert max(len(data) for path, data in files.items() if "/tokens/" in path) < 100_000


def test_the_page_of_a_province_is_small_and_leads_to_every_area_without_scripts() -> None:
    site, files, _ = province()
    data = files["search/index.html"]
    assert len(data) < 120_000
    page = html.document_fromstring(data.decode())
    named = set(page.xpath("//section[@id='search-browse']//a/text()"))
    assert {one.area for one in site.entries} <= named


def test_without_scripts_the_page_lists_every_entity_by_area(site: Path) -> None:
    page = html.document_fromstring((site / "search/index.html").read_bytes().decode())
    links = set(page.xpath("//section[@id='search-browse']//li/a/@href"))
    assert {f"../e/{one.entry.slug}/index.html" for one in samples()} <= links
    assert {f"#{one}" for one in page.xpath("//h3/@id")} <= links
    assert not page.xpath("//*[@style]")


def test_the_same_disclosures_give_the_same_index_in_any_order() -> None:
    editions = samples()
    documents = [one for edition in editions for one in search_documents(edition)]
    entries = tuple(one.entry for one in editions)
    forward = search_files(SiteIndex(entries, "甲"), documents)
    assert search_files(SiteIndex(entries[::-1], "甲"), documents[::-1]) == forward


def test_an_empty_site_has_a_search_that_finds_nothing() -> None:
    files = search_files(SiteIndex((), "甲"), [])
    assert json.loads(files["search/index.json"])["entities"] == []
    assert "还没有公开的预算" in files["search/index.html"].decode()
