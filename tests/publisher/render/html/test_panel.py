"""The panel of the page: one script that asks for nothing, and what a browser makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from tests.department import NAME, content, workbook
from tests.publisher.facts.pages import SCHEME, block_of, department, page

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.facts import page_facts
from mingzhang.publisher.render.html import render_html

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")

EVIL = "甲</script><img/src=x/onerror='document.title=1'>&amp;"
PROJECT = "库房维护经费"
TOTAL = "02.合计.total"


def part(name: str) -> str:
    return (resources.files("mingzhang.publisher.render.html") / name).read_text(encoding="utf-8")


def scripts(source: str) -> list[str]:
    return [
        str(one) for one in html.document_fromstring(source).xpath("//script[not(@type)]/text()")
    ]


def draft() -> str:
    publication = compose(SCHEME, department(), is_draft=True)
    return render_html(publication, (), page_facts(SCHEME, department(), publication))


@cache
def hostile() -> Disclosure:
    """The department with a project whose name is markup."""
    renamed = {
        sheet: [
            {key: EVIL if said == PROJECT else said for key, said in row.items()} for row in rows
        ]
        for sheet, rows in content().rows.items()
        if sheet in ("projects", "lines")
    }
    return compile_budget(read_budget(workbook(**renamed))).disclosure


@pytest.mark.parametrize("drawn", [lambda: page(department()), draft], ids=["page", "draft"])
def test_panel_is_embedded_once_and_is_the_only_script_allowed(drawn: Callable[[], str]) -> None:
    source = drawn()
    (script,) = scripts(source)
    assert script == part("panel.js")
    assert source.count(part("panel.css")) == 1
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in source
    assert source.rstrip().endswith("</script>\n</body>\n</html>")


@pytest.mark.parametrize("name", ["panel.js", "panel.css"])
def test_panel_asks_for_nothing_and_interprets_nothing(name: str) -> None:
    text = part(name)
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttpRequest|sendBeacon|import\(", text)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(", text
    )


def test_script_could_not_end_its_element() -> None:
    assert "</" not in part("panel.js")


def test_panel_leaves_no_trace_where_scripts_do_not_run() -> None:
    tree = html.document_fromstring(page(department()))
    assert not tree.xpath('//*[starts-with(@class, "viewer")]|//*[@role="button"]|//dialog')


# In a browser: what the panel shows of a page that was opened, and what its controls do.


def dumped(folder: Path, source: str, fragment: str = "", act: str = "") -> html.HtmlElement:
    """The page as it stands after Chromium opened it; `act` is done once it is there.

    What a test does is a script too, so the policy of the page is lifted for it.
    """
    if act:
        source = re.sub(r"<meta http-equiv[^>]*>", "", source)
        source = source.replace("\n</body>", f"<script>{act}</script></body>")
    file = folder / "页.html"
    file.write_text(source, encoding="utf-8")
    address = file.as_uri() + (f"#{quote(fragment)}" if fragment else "")
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=2000",
         "--dump-dom", address],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return html.document_fromstring(done.stdout.decode())


def panel(tree: html.HtmlElement) -> html.HtmlElement:
    (found,) = tree.xpath('//div[@class="viewer"]')
    return found


def said(element: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(str(one.text_content()).split()) for one in element.xpath(path)]


@in_browser
def test_address_of_a_figure_opens_the_panel_with_its_exact_value(tmp_path: Path) -> None:
    tree = dumped(tmp_path, page(department()), f"f-{TOTAL}")
    opened = panel(tree)
    assert "hidden" not in opened.attrib
    assert said(opened, ".//h2") == ["合计，本年收入 合计"]
    assert said(opened, './/p[@class="where"]') == ["预算公开表2 2026年预算收入总表"]
    assert said(opened, './/p[@class="worth"]') == ["55.96 万元"]
    facets = dict(zip(said(opened, ".//dt"), said(opened, ".//dd"), strict=True))
    assert facets == {
        "数值": "559,600.00 元",
        "折合": "55.96 万元",
        "精度": "精确到分",
        "年度": "2026年（年初预算）",
        "部门": NAME,
    }
    assert tree.xpath('//data[@class="viewer-selected"]/@id') == [f"f-{TOTAL}"]


@in_browser
def test_panel_adds_up_down_the_column_and_along_the_row(tmp_path: Path) -> None:
    tree = dumped(tmp_path, page(department()), f"f-{TOTAL}")
    opened = panel(tree)
    assert [one[:3] for one in said(opened, ".//caption")] == ["按列：", "按行："]
    down, along = opened.xpath(".//table")
    assert said(down, "tbody/tr/th") == [
        "201 一般公共服务支出",
        "208 社会保障和就业支出",
        "221 住房保障支出",
    ]
    assert said(down, "tbody/tr/td") == ["481,000.49 元", "44,999.51 元", "33,600.00 元"]
    assert said(along, "tbody/tr") == ["本年收入 一般公共预算559,600.00 元"]
    assert {*said(down, "tfoot//td"), *said(along, "tfoot//td")} == {"559,600.00 元"}
    parts = {quote(f"#f-02.{code}.total", safe="#") for code in ("201", "208", "221")}
    assert parts == set(down.xpath(".//a/@href"))
    marked = tree.xpath('//data[contains(@class, "viewer-part")]/@id')
    assert {f"f-02.{code}.total" for code in ("201", "208", "221")} <= set(marked)


@in_browser
def test_panel_leads_to_every_other_place_of_the_figure(tmp_path: Path) -> None:
    source = page(department())
    tree = dumped(tmp_path, source, f"f-{TOTAL}")
    block = block_of(source)
    (own,) = (fact.coordinate for fact in block.facts if fact.address == TOTAL)
    same = {
        f"f-{fact.address}"
        for fact in block.facts
        if fact.coordinate == own and not fact.derivation.startswith(("share", "rate", "change"))
    }
    repeats = tree.xpath('//data[contains(@class, "viewer-repeat")]')
    assert len(repeats) == len(panel(tree).xpath('.//*[@class="steps"]/following-sibling::ul/li'))
    assert {one.get("id") or one.get("data-fact") for one in repeats} == same - {f"f-{TOTAL}"}


@in_browser
def test_share_is_explained_by_what_it_is_of(tmp_path: Path) -> None:
    opened = panel(dumped(tmp_path, page(department()), "f-3.2.general.share"))
    assert said(opened, ".//h2") == ["一般公共预算拨款收入（占比）"]
    (derived,) = said(opened, './/section[h3="怎么算出来"]/p')
    assert derived.endswith("= 99.1144%")
    assert len(opened.xpath('.//section[h3="怎么算出来"]/p/a')) == 2


@in_browser
def test_change_against_last_year_is_quoted_from_the_text(tmp_path: Path) -> None:
    opened = panel(dumped(tmp_path, page(department()), "f-3.1.total"))
    compared = said(opened, './/section[h3="占比和增减"]//a')
    assert compared == ["比上年增加6.46万元", "增长12.92%"]


@in_browser
def test_name_with_markup_is_text_in_panel_and_list(tmp_path: Path) -> None:
    source = page(hostile())
    (address, *_) = (fact.address for fact in block_of(source).facts if EVIL in fact.address)
    act = "document.querySelector('.viewer [data-act=list]').click()"
    tree = dumped(tmp_path, source, f"f-{address}", act)
    assert EVIL in panel(tree).findtext(".//h2", "")
    assert [one for one in said(tree, "//dialog//tbody//a") if EVIL in one]
    assert not tree.xpath("//img")
    assert tree.findtext("head/title") != "1"


KEYS = """
const press = (key) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
const met = [];
const meet = () => met.push(document.activeElement.id);
document.getElementById("f-02.合计.total").focus(); meet();
for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp"]) press(key), meet();
press("Enter"); meet();
press("Escape"); meet();
document.title = met.join(" ") + " " + document.querySelector(".viewer").hidden;
"""


@in_browser
def test_keys_walk_the_figures_of_a_table_and_open_and_close_the_panel(tmp_path: Path) -> None:
    tree = dumped(tmp_path, page(department()), act=KEYS)
    assert tree.findtext("head/title").split() == [
        "f-02.合计.total",
        "f-02.201.total",
        "f-02.201.general",
        "f-02.合计.general",
        "f-02.合计.total",
        "f-02.合计.total",
        "viewer-title",
        "f-02.合计.total",
        "true",
    ]
    table = tree.get_element_by_id("table-02")
    assert len(table.xpath('.//data[@tabindex="0"]')) == 1


FILTER = """
document.querySelector("[data-act=list]").click();
const field = document.getElementById("viewer-filter");
field.value = "住房公积金 预算公开表2";
field.dispatchEvent(new Event("input"));
"""


@in_browser
def test_list_holds_every_figure_and_is_narrowed_by_words(tmp_path: Path) -> None:
    source = page(department())
    (listing,) = dumped(tmp_path, source, act=FILTER).xpath("//dialog")
    assert len(listing.xpath(".//tbody/tr")) == len(block_of(source).facts)
    rows = listing.xpath(".//tbody/tr[not(@hidden)]")
    assert said(rows[0], "td") == ["3.36", "万元", "33,600.00 元"]
    assert said(listing, './/*[@role="status"]') == [f"{len(rows)} 个数字"]
    assert all("2210201 住房公积金" in row.text_content() for row in rows)


TEXTS = (
    "依据《中央八项规定2012版》和〔2025〕7号文件，2024年至2025年、3月5日、第2项、（3）、附件4、"
    "GB2312、电话0355-1234567，保障12人，压减1,234.5万元，增长3%。"
)
UNBOUND = f"""
const line = document.createElement("p");
line.textContent = "{TEXTS}";
document.querySelector("main").append(line);
const before = document.querySelector("main").textContent;
const toggle = document.querySelector("[data-act=unbound]");
toggle.click();
document.title = [...line.querySelectorAll("mark")].map((one) => one.textContent).join(" ");
toggle.click();
document.title += " " + (before === document.querySelector("main").textContent);
toggle.click();
"""


@in_browser
def test_numbers_that_are_no_facts_are_marked_but_not_years_dates_and_numbering(
    tmp_path: Path,
) -> None:
    tree = dumped(tmp_path, page(department()), act=UNBOUND)
    assert tree.findtext("head/title").split() == ["12", "1,234.5", "3", "true"]
    assert not tree.xpath("//data//mark")
    assert tree.xpath('//button[@data-act="unbound"]/@aria-pressed') == ["true"]
