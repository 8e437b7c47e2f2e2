"""The official code lists."""

from __future__ import annotations

import pytest

from mingzhang.catalog import (
    Catalog,
    CatalogError,
    Entry,
    budget_revenue,
    divisions,
    economic_department,
    economic_government,
    functional,
    purchase_services,
)

LISTS = {
    "functional": functional(),
    "economic_department": economic_department(),
    "economic_government": economic_government(),
    "divisions": divisions(),
    "purchase_services": purchase_services(),
}


def codes(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.code for entry in entries]


@pytest.mark.parametrize("catalog", LISTS.values(), ids=LISTS)
def test_every_parent_is_in_the_list(catalog: Catalog) -> None:
    missing = {entry.code for entry in catalog if entry.parent and entry.parent not in catalog}
    assert missing == set()


@pytest.mark.parametrize("name", ["functional", "economic_department", "economic_government"])
def test_a_code_begins_with_the_code_of_its_parent_and_its_level_is_its_length(name: str) -> None:
    levels = {3: "1", 5: "2", 7: "3"}
    wrong = [
        entry.code
        for entry in LISTS[name]
        if entry.level != levels.get(len(entry.code))
        or (entry.parent or "") != (entry.code[:-2] if len(entry.code) > 3 else "")
    ]
    assert wrong == []


@pytest.mark.parametrize("catalog", [*LISTS.values(), budget_revenue()], ids=[*LISTS, "revenue"])
def test_every_entry_has_a_name_and_a_source(catalog: Catalog) -> None:
    assert [entry.code for entry in catalog if not entry.name.strip() or not entry.source] == []


@pytest.mark.parametrize("name", ["functional", "economic_department", "economic_government"])
def test_codes_stand_in_ascending_order_each_once(name: str) -> None:
    found = [entry.code for entry in LISTS[name]]
    assert found == sorted(set(found))


def test_revenue_codes_belong_to_one_of_two_budgets() -> None:
    assert {entry.attributes["budget"] for entry in budget_revenue()} == {
        "gov_fund",
        "state_capital",
    }


def test_an_entry_is_found_by_its_code() -> None:
    found = functional().entry("2013902")
    assert (found.name, found.level, found.parent) == ("一般行政管理事务", "3", "20139")
    assert functional().get("2013902") is found
    assert "2013902" in functional()


def test_a_code_that_is_not_in_the_list_is_said_so() -> None:
    assert functional().get("9999999") is None
    assert "9999999" not in functional()
    with pytest.raises(CatalogError, match="支出功能分类科目中没有编码 9999999"):
        functional().entry("9999999")
    with pytest.raises(CatalogError):
        functional().parents("9999999")


def test_parents_are_named_nearest_first() -> None:
    assert codes(functional().parents("2013902")) == ["20139", "201"]
    assert codes(functional().parents("201")) == []
    assert codes(divisions().parents("140502")) == ["140500", "140000"]


def test_children_stand_in_the_order_of_the_list() -> None:
    assert codes(economic_department().children(None))[:4] == ["301", "302", "303", "307"]
    assert codes(functional().children("20139")) == [
        "2013901",
        "2013902",
        "2013903",
        "2013904",
        "2013950",
        "2013999",
    ]
    assert functional().children("2013901") == ()


@pytest.mark.parametrize(
    "name",
    ["因公出国（境）费用", "因公出国(境)费用", "因公出国 ( 境 ) 费用", "因公出国（境）费用\n"],
)
def test_a_name_is_found_whatever_its_brackets_and_spaces(name: str) -> None:
    assert codes(economic_department().named(name)) == ["30212"]


def test_a_name_that_several_codes_bear_is_narrowed_by_a_prefix() -> None:
    every = codes(functional().named("行政运行"))
    assert len(every) > 20
    assert codes(functional().named("行政运行", "20139")) == ["2013901"]
    assert codes(functional().named("行政运行", "208")) == [
        code for code in every if code.startswith("208")
    ]
    assert functional().named("行政") == ()


def test_a_code_is_valid_in_the_years_that_are_known() -> None:
    moved, new, old = map(functional().entry, ("2010308", "20139", "2013102"))
    assert (moved.is_valid_in(2023), moved.is_valid_in(2024)) == (True, False)
    assert (new.is_valid_in(2023), new.is_valid_in(2024)) == (False, True)
    assert (old.is_valid_in(1999), old.is_valid_in(2099)) == (True, True)


def test_no_year_of_use_ends_before_it_begins() -> None:
    assert all(
        entry.first_year <= entry.last_year
        for entry in functional()
        if entry.first_year and entry.last_year
    )


def test_no_code_outlives_its_parent() -> None:
    for entry in functional():
        above = functional().get(entry.parent or "")
        if above and above.last_year:
            assert entry.last_year, entry.code
            assert entry.last_year <= above.last_year, entry.code
        if above and above.first_year:
            assert entry.first_year, entry.code
            assert entry.first_year >= above.first_year, entry.code


def test_what_no_document_confirms_is_marked() -> None:
    assert functional().entry("2013901").is_verified
    assert not functional().entry("2013903").is_verified
    counted = {
        name: sum(not entry.is_verified for entry in catalog) for name, catalog in LISTS.items()
    }
    assert counted == {
        "functional": 760,
        "economic_department": 10,
        "economic_government": 66,
        "divisions": 0,
        "purchase_services": 0,
    }


def test_attributes_hold_the_further_columns_of_a_list() -> None:
    assert economic_department().entry("30101").attributes == {"class_of_expense": "人员经费"}
    assert {entry.attributes["budget"] for entry in functional()} == {
        "general",
        "gov_fund",
        "state_capital",
    }
