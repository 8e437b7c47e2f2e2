"""Facts -> text."""

from __future__ import annotations

import pytest
from tests.sentence.cases import CASES, PLAIN
from tests.sentence.said import Case, project, staff

from mingzhang.sentence import facts_of_paragraphs, wanted_texts


@pytest.mark.parametrize(("section_id", "case", "text"), CASES.values(), ids=CASES)
def test_a_section_says_exactly_this(section_id: str, case: Case, text: str) -> None:
    assert case.said(section_id) == text


@pytest.mark.parametrize(("section_id", "case", "text"), CASES.values(), ids=CASES)
def test_a_fact_stands_where_its_evidence_says(section_id: str, case: Case, text: str) -> None:
    for fact in facts_of_paragraphs(case.paragraphs(section_id)):
        for place in fact.evidence:
            assert text[place.start : place.end] == place.text
        if fact.unit != "%":
            assert fact.exact is not None
            assert fact.displayed().holds(fact.exact) or fact.text == "0"


def test_no_section_leaves_a_slot_or_a_mark_of_the_template() -> None:
    assert [text for _, _, text in CASES.values() if set(text) & set("{}⟨⟩|@*")] == []


def test_a_figure_that_is_said_twice_is_one_fact_in_two_places() -> None:
    facts = facts_of_paragraphs(Case(PLAIN, {"total": 0}).paragraphs("3.5"))
    total = next(fact for fact in facts if fact.address == "3.5.total")
    assert [place.text for place in total.evidence] == ["1,708.17", "1,708.17"]
    change = next(fact for fact in facts if fact.address == "3.5.total.change")
    assert (change.derivation, change.exact) == (
        "change(budget(kind=expenditure,period=current,source=general))",
        17_081_700_00,
    )


def test_an_item_of_a_list_stands_at_its_own_place() -> None:
    facts = facts_of_paragraphs(Case(PLAIN).paragraphs("3.4"))
    item = next(fact for fact in facts if fact.address == "3.4.classes.201")
    assert str(item.coordinate) == "budget(function=201,kind=expenditure,source=fiscal)"
    assert item.exact == 17_081_700_00


def test_a_share_names_what_it_was_computed_from() -> None:
    facts = facts_of_paragraphs(Case(PLAIN).paragraphs("3.3"))
    share = next(fact for fact in facts if fact.address == "3.3.basic.share")
    assert share.derivation == "share(budget(kind=basic),budget(kind=expenditure))"
    assert (share.text, share.unit) == ("41.46", "%")


def test_what_a_person_wrote_is_marked() -> None:
    reasons = {"revenue_reason": "项目增加", "expenditure_reason": "项目增加"}
    paragraph = Case(PLAIN, {"total": 0}, reasons).paragraphs("3.1")[0]
    assert [piece.text for piece in paragraph.pieces if piece.is_free] == ["项目增加"] * 2


@pytest.mark.parametrize(
    ("section_id", "case", "keys"),
    [
        ("3.1", Case(PLAIN, {"total": 0}), ["revenue_reason", "expenditure_reason"]),
        ("3.1", Case(PLAIN, {"total": 0}, {"revenue_reason": "新设"}), ["expenditure_reason"]),
        ("3.1", Case(PLAIN, {"total": 17_081_700}), []),
        ("3.1", Case(PLAIN, {"total": 17_081_749.99}), []),
        ("3.1", Case(PLAIN), []),
        ("3.7", Case(PLAIN, {"total": 0}), []),
        (
            "3.7",
            Case(PLAIN, {"total": 9_300, "reception": 9_300}),
            ["three_public_reason", "three_public_reception_reason"],
        ),
        ("3.8", Case(PLAIN, {"operating": 5_000}), ["operating_reason"]),
        ("3.12", Case(), []),
    ],
)
def test_a_reason_is_asked_for_where_something_changed(
    section_id: str, case: Case, keys: list[str]
) -> None:
    assert list(wanted_texts(case.scope(section_id))) == keys


def test_printed_shares_are_rounded_half_away_from_zero_each_on_its_own() -> None:
    thirds = (staff(10_000), project(20_000))
    assert "占33.33%" in Case(thirds).said("3.3")
    assert "占66.67%" in Case(thirds).said("3.3")
    eighths = (staff(10_000), project(150_000))
    assert "占6.25%" in Case(eighths).said("3.3")
    halves = (staff(1), project(799))
    assert "占0.13%" in Case(halves).said("3.3")
    assert "占99.88%" in Case(halves).said("3.3")
