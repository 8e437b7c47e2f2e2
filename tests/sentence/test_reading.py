"""Sections that deviate from their templates: the rest is read, and nothing is guessed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from tests.gold import each_gold
from tests.sentence.cases import CASES
from tests.sentence.said import SHANXI, Case

from mingzhang.model import disclosure_from_json
from mingzhang.scheme import load_scheme
from mingzhang.sentence import Matched, SectionReading, match_section, read_section, unbound_figures

CHANGED = "3.1 increase without carryover"
LESS = "3.7 some, less than last year"
ORGAN = "3.8 one organ, more than last year"
SHARES = "3.2 every source"
GOALS = "3.10 all projects published"


def known(case: Case) -> dict[str, str]:
    words = case.all_words()
    keys = ("year", "last_year", "entity", "level", "as_of", "performance_scope")
    return {key: words[key] for key in keys}


def read(section_id: str, text: str, case: Case | None = None) -> SectionReading:
    return read_section(SHANXI, SHANXI.section(section_id), known(case or Case()), text)


def edited(name: str, written: str, typed: str) -> tuple[str, Case, str, str]:
    section_id, case, text = CASES[name]
    assert written in text
    return section_id, case, text, text.replace(written, typed, 1)


def slot(one: Matched) -> str:
    return f"{one.name}.{one.aspect}" if one.aspect else one.name


def slots(reading: SectionReading) -> list[str]:
    return sorted(slot(one) for one in reading.matches if one.text[:1].isdigit())


def unread(reading: SectionReading, text: str) -> list[str]:
    return [text[start:end] for start, end in reading.unread]


@pytest.mark.parametrize(
    ("name", "written", "typed", "left"),
    [
        (CHANGED, "上年结转0万元，比上年", "上年接转0万元，比上年", ["接"]),
        (CHANGED, "其中：本年收入1,708.17", "其中本年收入1,708.17", []),
        (CHANGED, "0万元，比上年", "0万元（均为项目资金），比上年", ["（均为项目资金）"]),
        (CHANGED, "比上年增加", "比2022年预算增加", ["2"]),
        (CHANGED, "示范县档案局预算收入", "示范县档案馆预算收入", ["馆"]),
        (CHANGED, "2025年度", "二、收支变动情况2025年度", ["二、收支变动情况"]),
        (CHANGED, "预算收入总计", "预\n算<p>收 入\n- 12 -\n总仅供内部审核计", []),
        (CHANGED, "；本年部门预算支出总计", "；本年部门预算支出合计", ["合"]),
        (SHARES, "政府性基金预算拨款收入", "政府性基金拨款收入", []),
        (SHARES, "；政府性基金预算", "；（二）政府性基金预算", ["（二）"]),
        (ORGAN, "1家行政单位机关运行经费", "1家行政单位机关运营经费", ["营"]),
        (GOALS, "1、整体绩效目标\n", "", []),
        ("3.5 from zero", "，占100.00%等。", "等。", []),
        ("3.11", "其他公务用车3辆", "其它公务用车3辆", ["它"]),
        ("3.3 only basic expenditure", "万元，其中", "元，其中", []),
    ],
)  # fmt: skip
def test_what_deviates_is_told_and_every_figure_is_still_read(
    name: str, written: str, typed: str, left: list[str]
) -> None:
    section_id, case, text, changed = edited(name, written, typed)
    before, after = read(section_id, text, case), read(section_id, changed, case)
    gone = {slot(one) for one in before.matches if one.text == "100.00" and "等" in typed}
    assert slots(after) == [one for one in slots(before) if one not in gone]
    assert unread(after, changed) == left


@pytest.mark.parametrize(
    ("name", "written", "typed", "lost"),
    [
        # a clause is missing
        (CHANGED, "本年收入1,708.17万元，", "", ["current"]),
        (CHANGED, "，比上年增加108.17万元，增长6.76%", "", []),
        (SHARES, "占10.00%；国有", "国有", ["gov_fund.share"]),
        (LESS, "公务接待费0万元", "", ["reception", "reception.change"]),
        # other words stand for a clause
        (SHARES, "政府性基金预算拨款收入100.00万元", "另有拨款100.00万元", ["gov_fund", "gov_fund.share"]),
        (GOALS, "其他运转类项目", "别的项目", ["other_projects", "published_other"]),
        # nothing says whose share it is
        (SHARES, "占10.00%；国有", "占10.00%，占3.00%；国有", ["gov_fund.share"]),
        # a number is not one
        (SHARES, "政府性基金预算拨款收入100.00万元", "政府性基金预算拨款收入1.00.00万元", ["gov_fund", "gov_fund.share"]),
    ],
)  # fmt: skip
def test_a_mutilated_clause_costs_only_itself_and_what_depends_on_it(
    name: str, written: str, typed: str, lost: list[str]
) -> None:
    section_id, case, text, changed = edited(name, written, typed)
    before, after = slots(read(section_id, text, case)), slots(read(section_id, changed, case))
    missing = list(before)
    for one in after:
        assert one in missing
        missing.remove(one)
    assert set(missing) <= {*lost, "total.change", "total.rate"}


def test_clauses_in_another_order_are_read() -> None:
    section_id, case, text, changed = edited("3.9", "政府采购货物预算", "政府采购货物预算")
    head, _, rest = changed.partition("其中：")
    clauses = rest.rstrip("。").split("、")
    turned = f"{head}其中：{'、'.join(reversed(clauses))}。"
    before = {slot(one): one.text for one in read(section_id, text, case).matches}
    after = {slot(one): one.text for one in read(section_id, turned, case).matches}
    assert after == before


@pytest.mark.parametrize(
    "typed",
    [
        "，其中专项经费12.50万元",
        "（其中：人员经费10.00万元，占20%）",
        "，较上年结转数增加3.20万元",
        "，项目经费减少5万元，下降1.2%",
    ],
)
@pytest.mark.parametrize("name", [CHANGED, SHARES, LESS, GOALS, "3.5 from zero"])
def test_figures_of_a_clause_put_in_by_hand_are_never_taken_for_others(
    name: str, typed: str
) -> None:
    section_id, case, text = CASES[name]
    wanted = {(slot(one), one.text) for one in read(section_id, text, case).matches}
    ends = [place + 2 for place in range(len(text)) if text.startswith("万元", place)]
    for place in ends:
        changed = text[:place] + typed + text[place:]
        found = read(section_id, changed, case).matches
        figures = {(slot(one), one.text) for one in found if one.text[:1].isdigit()}
        assert figures <= wanted
        assert len(figures) >= len({one for one in wanted if one[1][:1].isdigit()}) - 3


def test_a_reason_does_not_hide_the_paragraphs_behind_it() -> None:
    section_id, case, _, changed = edited(LESS, "公务用车购置及运行费20.00万元，", "")
    assert match_section(SHANXI, SHANXI.section(section_id), known(case), changed) is not None
    found = {slot(one) for one in read(section_id, changed, case).matches}
    assert {"abroad", "reception", "reception.change", "vehicle_running"} <= found
    assert "vehicles.change" not in found


def test_figures_of_a_reason_are_no_figures_of_the_template() -> None:
    section_id, case, _, changed = edited(
        CHANGED,
        "主要原因是项目增加",
        "主要原因是人员经费增加13.54万元，占12%，上年结转2.00万元减少",
    )
    reading = read(section_id, changed, case)
    numbers = [one.text for one in reading.matches if one.text[:1].isdigit()]
    assert not {"13.54", "12", "2.00"} & set(numbers)
    free = unbound_figures(changed, reading.matches, reading.unread)
    assert [changed[start:end] for start, end in free] == ["13.54", "12", "2.00"]


@pytest.mark.parametrize(
    ("name", "written", "typed", "told"),
    [
        (CHANGED, "比上年增加", "比上年增加", ("change+", "增加")),
        (CHANGED, "比上年增加", "同比上升", ("change+", "上升")),
        (CHANGED, "比上年增加", "较上年减少", ("change-", "减少")),
        (CHANGED, "增长6.76%", "下降6.76%", ("rate-", "下降")),
        (LESS, "比2024年减少", "比上年下降", ("change-", "下降")),
        ("3.7 unchanged", "与上年预算数相同", "与上年持平", ("change=", "与上年持平")),
    ],
)
def test_the_word_that_says_which_way_a_figure_went_is_read(
    name: str, written: str, typed: str, told: tuple[str, str]
) -> None:
    section_id, case, _, changed = edited(name, written, typed)
    found = [(one.aspect, one.text) for one in read(section_id, changed, case).matches]
    assert told in found


def mutations(random: Random, text: str) -> Iterator[list[tuple[str, int | None]]]:
    """The text with something wrong in its words, each character with the place it came from."""
    whole: list[tuple[str, int | None]] = [(one, place) for place, one in enumerate(text)]
    words = [place for place, one in enumerate(text) if not (one.isdigit() or one in ".,")]
    start = random.choice(words)
    stop = start
    while stop < len(text) and stop in words and stop - start < random.randint(1, 5):
        stop += 1
    slips = "的一是在不了有和人这中大为上个国"
    yield whole[:start] + whole[stop:]
    yield whole[:start] + [(random.choice(slips), None) for _ in range(start, stop)] + whole[stop:]
    phrase = random.choice(["其中", "（一）", "以上", "，主要原因是政策调整", "共计", "，", "。"])
    yield whole[:start] + [(one, None) for one in phrase] + whole[start:]
    ends = [0, *(at + 1 for at, one in enumerate(text) if one in "，；：。、"), len(text)]
    if len(ends) > 3:
        at = random.randrange(len(ends) - 2)
        low, middle, high = ends[at : at + 3]
        yield whole[:low] + whole[middle:]
        yield whole[:low] + whole[middle:high] + whole[low:middle] + whole[high:]


def test_no_figure_is_read_for_another_and_few_are_lost_whatever_is_wrong_in_the_words() -> None:
    random = Random(7)
    alive = lost = 0
    for section_id, case, text in CASES.values():
        right = {
            one.start: (one.name.partition(".")[0], one.aspect)
            for one in read(section_id, text, case).matches
            if one.text[:1].isdigit() and one.name not in case.texts
        }
        for changed in (one for _ in range(4) for one in mutations(random, text)):
            typed = "".join(one for one, _ in changed)
            places = {place: at for at, (_, place) in enumerate(changed) if place is not None}
            found = {
                one.start: (one.name.partition(".")[0], one.aspect)
                for one in read(section_id, typed, case).matches
                if one.text[:1].isdigit() and one.name not in case.texts
            }
            wanted = {places[at]: one for at, one in right.items() if at in places}
            assert found.items() <= wanted.items(), typed
            alive += len(wanted)
            lost += len(wanted) - len(found)
    assert alive > 5000
    assert lost < 0.06 * alive


def test_nothing_is_read_from_other_words() -> None:
    assert read("3.1", "") == SectionReading((), ())
    text = "本局今年共接待查档群众1,200人次，同比增长12%，新增档案3万卷。"
    for section in SHANXI.narrative.sections:
        if section.id != "3.12":
            assert read(section.id, text).matches == ()
            assert unread(read(section.id, text), text) == [text.rstrip("。")]


@pytest.mark.parametrize(
    "filling",
    [
        "占12.30%；",
        "，比上年增加12.3万元，主要原因是经费",
        "经费增加党建、",
        "上年结转1.00万元，",
        "1.2.3、",
    ],
)
@pytest.mark.parametrize("name", [CHANGED, SHARES, LESS, ORGAN, GOALS, "3.6 items each once"])
def test_time_grows_with_the_length_of_a_text(name: str, filling: str) -> None:
    section_id, case, text = CASES[name]
    long = text[: len(text) // 2] + filling * (60_000 // len(filling)) + text[len(text) // 2 :]
    began = time.process_time()
    read(section_id, long, case)
    assert time.process_time() - began < 6


@each_gold
def test_every_figure_of_a_published_section_is_read(path: Path) -> None:
    disclosure = disclosure_from_json(path.read_bytes())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    words = {
        "year": str(disclosure.fiscal_year),
        "last_year": str(disclosure.fiscal_year - 1),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
    }
    for section in disclosure.narrative:
        definition = scheme.section(section.id)
        reading = read_section(scheme, definition, words, section.text)
        assert reading.unread == (), section.id
        written = [one for one in reading.matches if one.name in {t.key for t in definition.texts}]
        free = unbound_figures(section.text, reading.matches, reading.unread)
        assert all(any(one.start <= at < one.end for one in written) for at, _ in free)
