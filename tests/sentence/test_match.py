"""Text -> facts: what was rendered is read back, and so is what people typed."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.gold import each_gold
from tests.sentence.cases import BUDGET_CASES, CASES, PLAIN
from tests.sentence.said import SHANXI, Case, project, running, staff

from mingzhang.model import disclosure_from_json
from mingzhang.scheme import load_scheme
from mingzhang.sentence import Matched, facts_of_paragraphs, match_section

SAID = [case for case in CASES.values() if case[0] != "3.12"]
IDS = [name for name, case in CASES.items() if case[0] != "3.12"]


def read(section_id: str, text: str, case: Case | None = None) -> tuple[Matched, ...] | None:
    words = (case or Case()).all_words()
    keys = ("year", "last_year", "entity", "level", "as_of", "performance_scope")
    known = {key: words[key] for key in keys}
    return match_section(SHANXI, SHANXI.section(section_id), known, text)


def stated(section_id: str, case: Case) -> list[tuple[str, int | None, str]]:
    """What was rendered: the slot, where it begins, and its text; items of lists by their name."""
    found = []
    for fact in facts_of_paragraphs(case.paragraphs(section_id)):
        key = fact.address.removeprefix(f"{section_id}.")
        name, dot, code = key.partition(".")
        if any(one.key == name for one in SHANXI.section(section_id).lists):
            code, _, aspect = code.partition(".")
            title = SHANXI.member_title("function", code)
            key = f"{name}{dot}{title}" + (f".{aspect}" if aspect else "")
        found += [(key, place.start, place.text) for place in fact.evidence]
    return sorted(found, key=lambda one: one[1] or 0)


def slots(found: tuple[Matched, ...] | None, section_id: str) -> list[tuple[str, int | None, str]]:
    """What was read of figures, in the same form."""
    assert found is not None
    names = {one.key for one in SHANXI.section(section_id).figures}
    lists = {one.key for one in SHANXI.section(section_id).lists if "amount" in one.item}
    return [
        (f"{one.name}.{one.aspect}" if one.aspect else one.name, one.start, one.text)
        for one in found
        if (one.aspect or "share").isalpha()
        and (one.name in names or (one.name.partition(".")[0] in lists and "." in one.name))
    ]


@pytest.mark.parametrize(("section_id", "case", "text"), SAID, ids=IDS)
def test_every_figure_is_read_back_where_it_was_written(
    section_id: str, case: Case, text: str
) -> None:
    assert slots(read(section_id, text, case), section_id) == stated(section_id, case)


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("3.1 increase without carryover", {"revenue_reason": "项目增加",
                                            "expenditure_reason": "项目相应增加"}),
        ("3.7 down to zero", {"three_public_reason": "不再接待",
                              "three_public_reception_reason": "统筹接待"}),
        ("3.8 one organ, more than last year", {"operating_reason": "人员增加"}),
        ("3.8 units named by the clerk", {"operating_units": "示范县档案局等1家行政、参公单位"}),
        ("3.12 a catalogue and other matters", {"other_matters": "本年新增一处库房。"}),
    ],
)  # fmt: skip
def test_what_a_person_wrote_is_read_back(name: str, reasons: dict[str, str]) -> None:
    section_id, case, text = CASES[name]
    found = read(section_id, text, case)
    assert found is not None
    keys = {one.key for one in SHANXI.section(section_id).texts}
    assert {one.name: one.text for one in found if one.name in keys} == reasons


def test_a_list_is_read_as_a_whole_and_item_by_item() -> None:
    section_id, case, text = BUDGET_CASES["3.6 items each once"]
    found = read(section_id, text, case)
    assert found is not None
    assert [(one.name, one.text) for one in found if "_items" in one.name] == [
        ("personnel_items", "基本工资、住房公积金等"),
        ("personnel_items.基本工资", "基本工资"),
        ("personnel_items.住房公积金", "住房公积金"),
        ("operating_items", "办公费、工会经费等"),
        ("operating_items.办公费", "办公费"),
        ("operating_items.工会经费", "工会经费"),
    ]


def test_an_empty_list_has_no_items() -> None:
    section_id, case, text = BUDGET_CASES["3.6 no personnel"]
    found = read(section_id, text, case)
    assert found is not None
    assert [one.text for one in found if one.name.startswith("personnel_items")] == ["无"]


AMOUNTS = st.integers(0, 10**12)
MONEY = st.sampled_from([0, 1, 49_99, 50_00, 10**6]) | AMOUNTS
PRIORS = st.none() | MONEY
REASONS = st.text(
    st.sampled_from("项目经费增加（含12.5万元）、本年“新设”%1"), min_size=1, max_size=12
)
OFTEN = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@OFTEN
@given(basic=MONEY, works=MONEY, carried=MONEY, prior=PRIORS, why=REASONS)
def test_any_change_of_the_total_is_read_back(
    basic: int, works: int, carried: int, prior: int | None, why: str
) -> None:
    lines = (
        staff(basic / 100),
        project(works / 100, source="unit_funds"),
        project(carried / 100, period="carryover"),
    )
    priors = {} if prior is None else {"total": prior / 100}
    case = Case(lines, priors, {"revenue_reason": why, "expenditure_reason": why})
    found = read("3.1", case.said("3.1"), case)
    assert slots(found, "3.1") == stated("3.1", case)
    assert found is not None
    reasons = {one.text for one in found if one.name.endswith("_reason")}
    assert reasons <= {why}


SOURCES = ("general", "gov_fund", "state_capital", "special_account", "unit_funds")


@OFTEN
@given(amounts=st.tuples(*[MONEY] * 5), carried=MONEY)
def test_any_division_of_revenue_is_read_back(amounts: tuple[int, ...], carried: int) -> None:
    lines = [
        staff(amount / 100, source=source) for source, amount in zip(SOURCES, amounts, strict=True)
    ]
    case = Case((*lines, project(carried / 100, period="carryover")))
    assert slots(read("3.2", case.said("3.2"), case), "3.2") == stated("3.2", case)


CLASSES = ("2012601", "2080505", "2101101", "2210201", "2060499", "2139999")


@OFTEN
@given(amounts=st.lists(MONEY, min_size=1, max_size=6), prior=PRIORS)
def test_any_list_of_classes_is_read_back(amounts: list[int], prior: int | None) -> None:
    lines = tuple(
        running(amount / 100, function=code) for code, amount in zip(CLASSES, amounts, strict=False)
    )
    case = Case(lines, {} if prior is None else {"total": prior / 100})
    for section_id in ("3.3", "3.4", "3.5"):
        said = case.said(section_id)
        assert slots(read(section_id, said, case), section_id) == stated(section_id, case)


WIDE = {ord(one): ord(one) + 0xFEE0 for one in ",.:;()%0123456789"}


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@OFTEN
@given(
    case=st.sampled_from(SAID),
    places=st.lists(st.tuples(st.integers(0, 2000), st.sampled_from([" ", "\n", "　", "\r\n "])),
                    max_size=12),
    width=st.sampled_from(["as it is", "narrow", "wide"]),
)  # fmt: skip
def test_spaces_line_breaks_and_width_do_not_count(
    case: tuple[str, Case, str], places: list[tuple[int, str]], width: str
) -> None:
    section_id, told, text = case
    typed = text
    for place, blank in sorted(places, reverse=True):
        typed = typed[: place % (len(text) + 1)] + blank + typed[place % (len(text) + 1) :]
    if width == "narrow":
        typed = unicodedata.normalize("NFKC", typed)
    elif width == "wide":
        typed = typed.translate(WIDE)
    found = read(section_id, typed, told)
    assert found is not None
    assert [(one.name, one.aspect, folded(one.text)) for one in found] == [
        (one.name, one.aspect, folded(one.text)) for one in read(section_id, text, told) or ()
    ]
    assert all(folded(typed[one.start : one.end]) == folded(one.text) for one in found)


@pytest.mark.parametrize(
    ("name", "written", "typed"),
    [
        ("3.1 increase without carryover", "项目相应增加。", "项目相应增加"),
        (
            "3.7 some, less than last year",
            "20.00万元，比2024年减少0.93",
            "20.00万元比2024年减少 0.93",
        ),
        ("3.7 none", "本部门无", "本单位无"),
        ("3.8 one organ, more than last year", "原因是", "原因为"),
        ("3.10 all projects published", "绩效目标管理的二级", "绩效管理的一级"),
        ("3.12 nothing to say", "目录\n无", "目录\n本单位无政府购买服务。"),
        ("3.5 from zero", "1,708.17", "1708.17"),
        ("3.1 increase without carryover", "比上年增加", "较2024年预算增加"),
        ("3.1 decrease with carryover", "比上年减少", "与2024年相比下降"),
        ("3.1 unchanged, with reasons all the same", "与上年预算数相同", "与上年持平"),
        ("3.7 some, less than last year", "与上年相比预算数减少", "较上年减少"),
        ("3.8 one organ, more than last year", "，增长3.1%", "，增加3.1%"),
        ("3.8 one organ, more than last year", "，增长3.1%", "，同比增长3.1%"),
    ],
)
def test_the_wordings_that_occur_are_read_alike(name: str, written: str, typed: str) -> None:
    section_id, case, text = CASES[name]
    assert written in text
    found = read(section_id, text.replace(written, typed), case)
    again = read(section_id, text, case)
    assert found is not None
    assert again is not None
    assert [(one.name, one.aspect) for one in found if one.text] == [
        (one.name, one.aspect) for one in again if one.text
    ]


@pytest.mark.parametrize(
    ("name", "written", "typed"),
    [
        ("3.1 increase without carryover", "上年结转", "上年余额"),
        ("3.2 one source", "示范县档案局", "示范县档案馆"),
        ("3.2 one source", "2025年度", "2024年度"),
        ("3.3 only basic expenditure", "万元，其中", "元，其中"),
        ("3.5 from zero", "，占100.00%等", "等"),
        ("3.8 one organ, more than last year", "，增长3.1%", "，约合3.1%"),
    ],
)
def test_what_does_not_follow_the_template_is_not_read(name: str, written: str, typed: str) -> None:
    section_id, case, text = CASES[name]
    assert written in text
    assert read(section_id, text.replace(written, typed), case) is None


def test_a_section_of_other_words_is_not_read() -> None:
    assert read("3.1", "") is None
    assert read("3.9", CASES["3.3 only basic expenditure"][2]) is None


def test_a_long_list_that_goes_wrong_at_its_end_is_given_up_at_once() -> None:
    case = Case(PLAIN)
    listed = "、".join(["基本工资"] * 200)
    text = (
        "2025年度示范县档案局一般公共预算安排基本支出1.00万元，其中：\n"
        f"人员经费1.00万元，主要包括：{listed}等；\n公用经费0万元，主要包括：{listed}"
    )
    began = time.process_time()
    assert read("3.6", f"{text}；", case) is None
    assert read("3.6", f"{text}等。", case) is not None
    assert time.process_time() - began < 2


def test_an_option_tells_apart_what_has_the_same_wording() -> None:
    section_id, _, text = CASES["3.10 a single unit, this year's budget only"]
    for scope, key in (("全部预算", "all"), ("当年预算", "year_all")):
        found = read(section_id, text, Case(words={"performance_scope": scope}))
        assert found is not None
        assert found[0].name == key


KNOWN_DEFECTS = {("001", "3.5")}


@each_gold
def test_published_sections_are_read(path: Path) -> None:
    disclosure = disclosure_from_json(path.read_bytes())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    words = {
        "year": str(disclosure.fiscal_year),
        "last_year": str(disclosure.fiscal_year - 1),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
    }
    unread = {
        (path.stem, section.id)
        for section in disclosure.narrative
        if match_section(scheme, scheme.section(section.id), words, section.text) is None
    }
    assert len(disclosure.narrative) == 12
    assert unread == {one for one in KNOWN_DEFECTS if one[0] == path.stem}
