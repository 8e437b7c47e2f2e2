"""Totals of lines."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cube.spaces import SPACE, coordinates, lines_members

from mingzhang.cube import Coordinate, Cube, Line

LINES = st.lists(
    st.builds(
        Line,
        lines_members(),
        st.integers(-300, 10_000),
        st.sampled_from(["budget", "budget", "vehicles"]),
        st.sampled_from([0, 0, -1]),
    ),
    max_size=12,
)


def lies_at(line: Line, place: Coordinate) -> bool:
    return (line.measure, line.year) == (place.measure, place.year) and all(
        name in line.members and SPACE.dimensions[name].is_within(line.members[name], group)
        for name, group in place.members
    )


def naive(lines: Sequence[Line], place: Coordinate) -> int:
    return sum(line.amount for line in lines if lies_at(line, place))


@settings(max_examples=200)
@given(lines=LINES, places=st.lists(coordinates(), min_size=1, max_size=5))
def test_a_total_is_the_sum_of_the_lines_within(
    lines: list[Line], places: list[Coordinate]
) -> None:
    cube = Cube(SPACE, iter(lines))
    for place in places:
        assert cube.total(place) == naive(lines, place)
        last = Coordinate(place.members, place.measure, -1)
        assert cube.total(last) == naive(lines, last)
        cars = Coordinate(place.members, "vehicles")
        assert cube.total(cars) == naive(lines, cars)


@given(lines=LINES, place=coordinates(), name=st.sampled_from(["source", "function", "economic"]))
def test_the_members_in_use_are_those_with_an_amount(
    lines: list[Line], place: Coordinate, name: str
) -> None:
    dimension = SPACE.dimensions[name]
    used = list(Cube(SPACE, lines).used(name, place))
    groups = {group for line in lines if name in line.members
              for group in dimension.groups_of(line.members[name])}  # fmt: skip
    rest = Coordinate.of({key: member for key, member in place.members if key != name})
    wanted = {
        group
        for group in groups
        if ((outer := place.get(name)) is None or dimension.is_within(group, outer))
        and naive(lines, SPACE.meet(rest, Coordinate.of({name: group})))
    }
    assert len(used) == len(set(used))
    assert set(used) == wanted


def test_a_line_without_a_member_counts_only_where_none_is_asked_for() -> None:
    cube = Cube(SPACE, [Line({"source": "general"}, 700), Line({}, 50)])
    assert cube.total(Coordinate()) == 750
    assert cube.total(Coordinate.of({"source": "fiscal"})) == 700
    assert cube.total(Coordinate.of({"kind": "basic"})) == 0


def test_a_group_that_holds_a_member_on_two_ways_counts_it_once() -> None:
    line = Line({"economic": "31013"}, 18_000_000)
    cube = Cube(SPACE, [line])
    assert [
        cube.total(Coordinate.of({"economic": group})) for group in ("cars", "three", "310")
    ] == [18_000_000] * 3


def test_a_measure_without_lines_is_unknown_and_one_of_zero_is_not() -> None:
    cube = Cube(SPACE, [Line({}, 0, "vehicles")])
    assert cube.has_lines("vehicles", 0)
    assert not cube.has_lines("vehicles", -1)
    assert not cube.has_lines("budget", 0)
