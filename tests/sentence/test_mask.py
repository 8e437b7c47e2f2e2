"""One pattern reads the sections of all entities."""

from __future__ import annotations

import pytest
from tests.sentence.said import SHANXI, Case, running, staff

from mingzhang.sentence import Matched, match_section, read_section
from mingzhang.sentence.mask import MASK, has_slip, masked

NAMES = ["示范县档案馆", "示范市规划和自然资源局（本级）", "县局", "2号院管理处"]
LINES = (staff(900000), running(100000))


def said_by(entity: str) -> Case:
    return Case(LINES, words={"entity": entity})


def read(entity: str, text: str) -> tuple[Matched, ...] | None:
    words = said_by(entity).all_words()
    keys = ("year", "last_year", "entity", "level")
    return match_section(SHANXI, SHANXI.section("3.3"), {key: words[key] for key in keys}, text)


@pytest.mark.parametrize("entity", NAMES)
def test_a_section_is_read_whatever_the_entity_is_called(entity: str) -> None:
    text = said_by(entity).said("3.3")
    found = read(entity, text)

    assert found is not None
    assert all(text[one.start : one.end] == one.text for one in found)
    assert MASK not in "".join(one.text + one.name for one in found)
    assert [one.name for one in found] == [
        one.name for one in read(NAMES[0], said_by(NAMES[0]).said("3.3")) or ()
    ]


@pytest.mark.parametrize("entity", NAMES)
@pytest.mark.parametrize(
    "other", ["示范县档案局", "示范县档案馆示范县档案馆", "2号院管理处2号院管理处"]
)
def test_a_section_of_another_entity_is_not_taken_for_its_own(entity: str, other: str) -> None:
    assert read(entity, said_by(other).said("3.3")) is None


def deviating(entity: str) -> tuple[list[tuple[str, str]], list[str]]:
    """What is read of a section with a word too many, and what is not."""
    text = said_by(entity).said("3.3").replace("支出预算", "今年支出预算")
    found = read_section(SHANXI, SHANXI.section("3.3"), said_by(entity).all_words(), text)
    assert all(text[one.start : one.end] == one.text for one in found.matches)
    return (
        [(one.name, one.text) for one in found.matches],
        [text[slice(*span)] for span in found.unread],
    )


@pytest.mark.parametrize("entity", [*NAMES, "示范县财政局", "示范县审计局"])
def test_where_words_deviate_the_rest_is_read_whatever_the_entity_is_called(entity: str) -> None:
    matches, unread = deviating(entity)

    assert (matches, unread) == deviating("县局")
    assert {name for name, _ in matches} >= {"total", "basic"}
    assert unread == ["今年"]


def test_a_name_with_a_slip_stays_readable_beside_one_without() -> None:
    assert has_slip(masked("示范县档案馆和示范县档案管", "示范县档案馆") or "", "示范县档案馆")
    assert not has_slip(masked("示范县档案馆和县财政局", "示范县档案馆") or "", "示范县档案馆")


def test_a_name_is_masked_if_it_is_long_enough_to_be_no_other_word() -> None:
    text = masked("2025年示范县档案馆预算", "示范县档案馆") or ""

    assert (text[:5], text[5], text[-2:], len(text)) == ("2025年", MASK, "预算", 13)
    assert masked("2025年县局预算", "县局") is None
