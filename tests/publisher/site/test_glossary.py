"""Terms: linked where a text uses them first, explained on one page for all disclosures."""

from __future__ import annotations

import json

import pytest
from lxml import html
from tests.publisher.site.entries import entry, index

from mingzhang.publisher.site.address import slug_of
from mingzhang.publisher.site.glossary import UsedTerm, glossary_pages
from mingzhang.publisher.site.terms import TermLinks, term_address, with_terms

PAGE = "e/jiaxian-1/2026/index.html"
TERMS = ("基本支出", "支出", "“三公”经费", "A&B<费>")
HOSTILE = "\"><script>alert(1)</script>&'"


def linked(markup: str) -> list[str]:
    made = with_terms(markup, TERMS, PAGE)
    return [one.text_content() for one in html.fragment_fromstring(made, "div").iter("a")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>基本支出和支出</p>", ["基本支出", "支出"]),
        ("<p>支出、支出</p><p>支出</p>", ["支出"]),
        ("<p>支出</p><h3>甲</h3><p>支出</p>", ["支出", "支出"]),
        ("<p>“三公”经费</p>", ["“三公”经费"]),
        ("<p>A&amp;B&lt;费&gt;</p>", ["A&B<费>"]),
        ("<p>基本<b>支出</b></p>", ["支出"]),
        ("<h2>支出</h2>", []),
        ('<p><a href="#x">支出</a></p>', ["支出"]),
        ("<table><tr><td>支出</td></tr></table>", []),
        ("<dl><dt>支出</dt><dd>支出</dd></dl>", []),
        ('<svg viewBox="0 0 1 1"><text>支出</text></svg>', []),
        ("<p><data value='1' data-fact='支出'>支出</data></p>", []),
        ("<p title='> 支出'>无</p>", []),
        ("", []),
    ],
)
def test_the_first_place_of_a_term_in_a_section_of_prose_is_linked(
    markup: str, expected: list[str]
) -> None:
    assert linked(markup) == expected


def test_all_else_of_the_markup_stays_as_it_is() -> None:
    markup = '<p class="x">a&#13;b<br>&amp;</p><svg viewBox="0 0 1 1"/><p title="a>b">基本支出</p>'
    made = with_terms(markup, TERMS, PAGE)
    link = (
        f'<a class="term" href="../../../{term_address("基本支出").replace("/#", "/index.html#")}">'
    )
    assert made == markup.replace("基本支出", f"{link}基本支出</a>")
    assert with_terms(markup, (), PAGE) == markup


def test_plain_text_is_escaped_and_linked() -> None:
    links = TermLinks(TERMS, PAGE)
    drawn = links.drawn("<b>支出 & 支出")
    assert html.fragment_fromstring(drawn, "p").text_content() == "<b>支出 & 支出"
    assert drawn.count("<a ") == 1
    links.enter_section()
    assert links.drawn("支出").count("<a ") == 1


def glossary(*used: tuple[str, int, str, str]) -> dict[str, bytes]:
    entries = {(name, year): entry(name, year) for name, year, _, _ in used}
    terms = [UsedTerm(slug_of(name), year, term, text) for name, year, term, text in used]
    return glossary_pages(index(*entries.values()), terms)


def test_a_term_is_explained_once_by_the_wording_most_used() -> None:
    pages = glossary(
        ("甲局", 2026, "基本支出", "少数的写法。"),
        ("乙局", 2026, "基本支出", "多数的写法。"),
        ("丙局", 2025, "基本支出", "多数的写法。"),
        ("丙局", 2025, "项目支出", "另一个词。"),
    )
    page = html.document_fromstring(pages["glossary/index.html"].decode())
    (place,) = page.xpath(f"//div[@id='{slug_of('基本支出')}']")
    assert place.findtext("dd/p") == "多数的写法。"
    assert "少数的写法。（1份）" in place.find("dd/details").text_content()
    assert place.xpath(".//dd/p[@class='note']/a/@href")[:2] == [
        f"../e/{slug_of('乙局')}/2026/index.html",
        f"../e/{slug_of('丙局')}/2025/index.html",
    ]
    assert page.xpath("//dt/text()") == ["基本支出", "项目支出"]
    assert page.xpath("//nav[@class='initials']//a/@href") == ["#j", "#x"]
    assert json.loads(pages["glossary/terms.json"])[slug_of("项目支出")] == [
        "项目支出",
        "另一个词。",
    ]


def test_hostile_terms_are_text_and_the_page_is_the_same_in_any_order() -> None:
    used = [
        ("甲局", 2026, HOSTILE, HOSTILE),
        ("乙局", 2026, "\ud83d半", "“”"),
        ("乙局", 2026, "3R", "x"),
    ]
    pages = glossary(*used)
    page = html.document_fromstring(pages["glossary/index.html"].decode())
    assert HOSTILE in page.xpath("//dt/text()")
    assert not page.xpath("//script[not(@src)]")
    assert glossary(*used[::-1]) == pages
    json.loads(pages["glossary/terms.json"])


def test_a_site_without_terms_says_so() -> None:
    assert "还没有名词解释" in glossary()["glossary/index.html"].decode()
