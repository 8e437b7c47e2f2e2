"""Sentences -> facts: the same facts that compiling gives, with their places in the source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pytest
from msgspec import structs
from tests.department import content, line
from tests.scheme.invented import invented

from mingzhang.compiler import compile_budget, read_budget, write_workbook
from mingzhang.cube import Evidence, Fact
from mingzhang.model import Disclosure, Entity, Section
from mingzhang.reader.recognise.statements import Statements, registers_stated, statements
from mingzhang.reader.source import Passage, Place
from mingzhang.scheme import load_scheme

SHANXI = load_scheme("shanxi", 2026)


@dataclass(frozen=True)
class Page:
    """A place whose first character is the hundredth of a file."""

    def evidence(self, text: str, start: int, until: Place, end: int) -> Evidence:
        return Evidence(text, start=start + 100, end=end + 100)


@cache
def department() -> Disclosure:
    return compiled()


def compiled(**changes: object) -> Disclosure:
    data = write_workbook(SHANXI, 2026, content(**changes))
    return compile_budget(read_budget(data)).disclosure


def bare(disclosure: Disclosure) -> Disclosure:
    """What is known when sections are about to be read: the tables."""
    return structs.replace(disclosure, facts=(), narrative=(), registers=(), settings={})


def section(disclosure: Disclosure, section_id: str) -> Section:
    return next(one for one in disclosure.narrative if one.id == section_id)


def read(section_id: str, text: str, disclosure: Disclosure | None = None) -> Statements:
    known = bare(disclosure or department())
    return statements(SHANXI, known, section_id, Passage.at(text, Page()))


def as_read(fact: Fact) -> Fact:
    """A compiled fact as a reader can know it: not exactly, and found in the file."""
    places = tuple(
        structs.replace(one, start=(one.start or 0) + 100, end=(one.end or 0) + 100)
        for one in fact.evidence
    )
    return structs.replace(fact, exact=None, evidence=places)


@pytest.mark.parametrize("section_id", [f"3.{number}" for number in range(1, 13)])
def test_a_section_states_the_facts_that_it_was_compiled_from(section_id: str) -> None:
    wanted = [one for one in department().facts if one.address.startswith(f"{section_id}.")]
    found = read(section_id, section(department(), section_id).text)
    assert list(found.facts) == [as_read(one) for one in wanted]
    assert found.unread == ()


def test_a_figure_names_its_place_in_the_file() -> None:
    text = section(department(), "3.3").text
    fact = read("3.3", text).facts[0]
    (place,) = fact.evidence
    assert place.start is not None
    assert place.end is not None
    assert text[place.start - 100 : place.end - 100] == place.text == fact.text


def test_a_section_of_another_scheme_is_read_by_its_own_templates() -> None:
    disclosure = Disclosure(
        scheme="invented",
        fiscal_year=2025,
        entity=Entity(name="云海市图书馆", level="department"),
    )
    text = (
        "云海市图书馆2025年总账2,500,000元，少了500,000元（16.67%）。\n缘由：闭馆修缮。\n"
        "日常1,000,000元，占40.00%；专项1,500,000元。\n"
        "一般公共服务支出2,000,000元（80.00%）／教育支出500,000元（20.00%）⋯"
    )
    found = statements(invented(), disclosure, "壹", Passage.at(text, Page()))
    assert {one.address: (one.text, one.unit, one.derivation) for one in found.facts} == {
        "壹.total": ("2,500,000", "元", None),
        "壹.total.change": ("500,000", "元", "change(budget())"),
        "壹.total.rate": ("16.67", "%", "rate(budget())"),
        "壹.daily": ("1,000,000", "元", None),
        "壹.daily.share": ("40.00", "%", "share(budget(kind=daily),budget())"),
        "壹.works": ("1,500,000", "元", None),
        "壹.uses.201": ("2,000,000", "元", None),
        "壹.uses.201.share": ("80.00", "%", "share(budget(function=201),budget())"),
        "壹.uses.205": ("500,000", "元", None),
        "壹.uses.205.share": ("20.00", "%", "share(budget(function=205),budget())"),
    }


@pytest.mark.parametrize("scope", ["全部预算", "当年预算"])
def test_the_choice_that_agrees_with_the_tables_is_taken(scope: str) -> None:
    basics = {**content().fields["basics"], "performance_scope": scope}
    disclosure = compiled(basics=basics)
    found = read("3.10", section(disclosure, "3.10").text, disclosure)
    wanted = [one for one in disclosure.facts if one.address.startswith("3.10.")]
    assert [one.address for one in found.facts] == [one.address for one in wanted]
    assert found.options == {"performance_scope": scope}


def test_without_tables_the_first_choice_is_taken_and_none_is_claimed() -> None:
    text = section(department(), "3.10").text
    alone = structs.replace(bare(department()), tables=(), forms=())
    found = statements(SHANXI, alone, "3.10", Passage.at(text, Page()))
    assert found.facts[0].address == "3.10.all"
    assert found.options == {}


def test_a_figure_that_two_places_state_differently_is_two_facts() -> None:
    text = section(department(), "3.1").text
    head, tail = text.split("；本年部门", 1)
    changed = f"{head}；本年部门{tail.replace('56.46', '56.64', 1)}"
    totals = [one.text for one in read("3.1", changed).facts if one.address == "3.1.total"]
    assert totals == ["56.46", "56.64"]


@pytest.mark.parametrize(
    ("written", "typed", "unit"),
    [("56.46万元", "56.46元", "元"), ("56.46万元", "0.56亿元", "亿元"), ("56.46", "56.46", "万元")],
)
def test_a_unit_is_the_one_that_is_printed(written: str, typed: str, unit: str) -> None:
    text = section(department(), "3.3").text
    assert written in text
    fact = read("3.3", text.replace(written, typed, 1)).facts[0]
    assert (fact.address, fact.unit) == ("3.3.total", unit)


def test_a_line_break_in_a_number_is_not_printed() -> None:
    text = section(department(), "3.3").text.replace("56.46", "56.\n4 6", 1)
    fact = read("3.3", text).facts[0]
    assert fact.text == "56.46"
    assert fact.evidence[0].text == "56.\n4 6"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("一般公共服务支出", "201"),
        ("一般公共预算服务支出", "201"),
        ("一般公共服务 支出", "201"),
        ("住房保障支岀", "221"),
        ("无此科目支出", None),
    ],
)
def test_an_item_of_a_list_is_found_by_its_name(name: str, code: str | None) -> None:
    text = (
        "2026年度示范县档案馆一般公共预算当年支出10.00万元，主要用于以下方面："
        f"{name}10.00万元，占100.00%等。"
    )
    found = read("3.5", text)
    listed = [one.address for one in found.facts if ".classes." in one.address]
    assert listed == ([f"3.5.classes.{code}", f"3.5.classes.{code}.share"] if code else [])
    if code is None:
        assert name in "".join(one.text for one in found.unread)


def test_what_no_template_reads_is_named_with_its_place() -> None:
    text = section(department(), "3.2").text.replace("政府性基金预算拨款收入", "另有收入")
    found = read("3.2", text)
    assert [one.text for one in found.unread] == ["另有收入0万元，占0%"]
    start = found.unread[0].start
    assert start is not None
    assert text[start - 100 :].startswith("另有收入")
    addresses = {one.address for one in found.facts}
    assert not {"3.2.gov_fund", "3.2.gov_fund.share"} & addresses
    assert len(addresses) == 11


def test_the_word_of_direction_is_read_and_is_no_fact() -> None:
    found = read("3.1", section(department(), "3.1").text)
    assert ("total", "change+") in {(one.name, one.aspect) for one in found.matches}
    assert not any("+" in one.address for one in found.facts)


def test_registers_are_rebuilt_from_what_is_stated() -> None:
    disclosure = department()
    stated = [read(one.id, one.text) for one in disclosure.narrative]
    found = registers_stated(SHANXI, stated)
    assert [(one.id, one.title, one.unit, one.as_of) for one in found] == [
        (one.id, one.title, one.unit, one.as_of) for one in disclosure.registers
    ]
    for ours, theirs in zip(found, disclosure.registers, strict=True):
        assert [(one.key, one.label, Decimal(one.value)) for one in ours.items] == [
            (one.key, one.label, Decimal(one.value)) for one in theirs.items
        ]


def test_a_register_that_is_not_stated_is_not_there() -> None:
    stated = [read("3.9", section(department(), "3.9").text), read("3.11", "详见附件。")]
    assert [one.id for one in registers_stated(SHANXI, stated)] == ["procurement"]


def test_an_impossible_day_is_no_day() -> None:
    text = section(department(), "3.11").text.replace("12月31日", "13月32日")
    found = registers_stated(SHANXI, [read("3.11", text)])
    assert {one.as_of for one in found} == {None}


def test_lines_of_a_second_unit_change_nothing_of_the_reading() -> None:
    other = line(function="2012601", kind="公用经费", economic="30201", amount=Decimal("100.00"))
    disclosure = compiled(lines=[*content().rows["lines"], other])
    for one in disclosure.narrative:
        wanted = {f.address for f in disclosure.facts if f.address.startswith(f"{one.id}.")}
        assert {f.address for f in read(one.id, one.text, disclosure).facts} == wanted
