"""Lists that relate two classifications."""

from __future__ import annotations

from mingzhang.catalog import (
    economic_department,
    economic_government,
    economic_pairs,
    functional,
    functions_of_government,
)


def test_both_codes_of_every_pair_are_in_their_lists() -> None:
    for pair in economic_pairs():
        assert pair.department in economic_department(), pair
        assert pair.government in economic_government(), pair
        assert len(pair.department) == len(pair.government) == 5, pair


def test_a_pair_is_listed_once() -> None:
    pairs = [(pair.department, pair.government) for pair in economic_pairs()]
    assert len(set(pairs)) == len(pairs)


def test_a_unit_books_its_wages_by_its_kind() -> None:
    found = {
        pair.unit_kind: pair.government for pair in economic_pairs() if pair.department == "30101"
    }
    assert found == {"行政/参公": "50101", "事业": "50501"}


def test_names_of_government_codes_are_unambiguous_among_the_pairs_of_one_department_code() -> None:
    names: dict[tuple[str, str], str] = {}
    for pair in economic_pairs():
        name = economic_government().entry(pair.government).name
        assert names.setdefault((pair.department, name), pair.government) == pair.government


def test_functions_of_government_are_told_for_every_class() -> None:
    known = functions_of_government()
    assert {entry.code for entry in functional().children(None)} <= set(known)
    assert all(code in functional() for code in known)
    assert all(one.group.startswith(one.division) for one in known.values())


def test_debt_repayment_has_no_function_of_government() -> None:
    assert functions_of_government()["231"].division == ""
