"""Of figures that must agree, the one to change, and its value."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.checker.rules.counts.repair import Bound, Hint, Puzzle, Sum

NUMBERS = st.integers(min_value=0, max_value=10**6)


@given(st.lists(NUMBERS, min_size=2, max_size=6), NUMBERS, st.data())
def test_one_change_always_mends_one_sum(
    parts: list[int], stated: int, data: st.DataObject
) -> None:
    names = tuple(f"part {number}" for number, _ in enumerate(parts))
    values = {name: Fraction(part) for name, part in zip(names, parts, strict=True)}
    total = Sum("whole", names)
    puzzle = Puzzle({**values, "whole": Fraction(stated)}, [total])
    repairs = list(puzzle.repairs())
    assert len(repairs) == (sum(parts) != stated)
    assert total.holds(puzzle.values)
    assert all(value >= 0 for value in puzzle.values.values())


@given(st.lists(NUMBERS, min_size=2, max_size=6), NUMBERS.filter(bool), st.data())
def test_changed_figure_is_found_where_each_is_borne_out(
    parts: list[int], more: int, data: st.DataObject
) -> None:
    names = tuple(f"part {number}" for number, _ in enumerate(parts))
    right = {name: Fraction(part) for name, part in zip(names, parts, strict=True)}
    right["whole"] = Fraction(sum(parts))
    wrong = data.draw(st.sampled_from(sorted(right)))
    hints = [Hint(name, value) for name, value in right.items()]
    puzzle = Puzzle({**right, wrong: right[wrong] + more}, [Sum("whole", names)], hints)
    (repair,) = puzzle.repairs()
    assert (repair.figure, repair.value) == (wrong, right[wrong])


def test_what_two_relations_break_is_mended_at_once() -> None:
    values = {"all": Fraction(5), "some": Fraction(7), "a": Fraction(2), "b": Fraction(3)}
    (repair,) = Puzzle(values, [Bound("some", "all"), Sum("some", ("a", "b"))]).repairs()
    assert (repair.figure, repair.value, len(repair.broken)) == ("some", Fraction(5), 2)


def test_figures_as_likely_wrong_are_named() -> None:
    values = {"whole": Fraction(4), "a": Fraction(3), "b": Fraction(2)}
    (repair,) = Puzzle(values, [Sum("whole", ("a", "b"))]).repairs()
    assert {repair.figure, *repair.others} == {"whole", "a", "b"}


def test_what_cannot_be_mended_is_told_without_a_value() -> None:
    values = {"whole": Fraction(4), "a": Fraction(3), "b": Fraction(2)}
    puzzle = Puzzle(values, [Sum("whole", ("a", "b"))], is_possible=lambda _name, _value: False)
    (repair,) = puzzle.repairs()
    assert repair.value is None
