"""Coordinates, their text form, and how they lie to each other."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.cube.spaces import ECONOMIC, FUNCTION, KIND, LEAVES, SPACE, coordinates

from mingzhang.cube import Coordinate, CoordinateError, Dimension

MEMBERS = st.text(
    st.sampled_from("ab19,=()%（），＝％ 元旦“”\n．A2C") | st.characters(codec="utf-8"), max_size=12
)
DIMENSIONS = st.sampled_from(["period", "project", "source", "unit", "用途"])


@given(
    members=st.dictionaries(DIMENSIONS, MEMBERS),
    measure=st.sampled_from(["budget", "vehicles", "equipment_over_1m", "车辆"]),
    year=st.integers(-3, 3),
)
def test_a_coordinate_reads_back_from_its_text(
    members: dict[str, str], measure: str, year: int
) -> None:
    coordinate = Coordinate.of(members, measure, year)
    assert Coordinate.parse(str(coordinate)) == coordinate


def test_the_text_form_is_stable() -> None:
    place = Coordinate.of({"project": "修缮（一期），100%=全部(含税)", "kind": "project"}, year=-1)
    assert str(place) == ("budget-1(kind=project,project=修缮（一期），100%25%3D全部%28含税%29)")
    assert str(Coordinate()) == "budget()"
    assert str(Coordinate.of({}, "vehicles", 2)) == "vehicles+2()"


@pytest.mark.parametrize(
    "text",
    ["", "budget", "budget(", "(a=b)", "budget-(a=b)", "budget 1(a=b)", "budget(a)",
     "budget(a=b,)", "budget(a=b,a=c)", "budget(a=b)x"],
)  # fmt: skip
def test_what_is_no_coordinate_is_refused(text: str) -> None:
    with pytest.raises(CoordinateError, match="不是坐标"):
        Coordinate.parse(text)


def test_groups_are_named_nearest_first() -> None:
    assert KIND.groups_of("personnel") == ("personnel", "basic", "expenditure")
    assert FUNCTION.groups_of("2013902") == ("2013902", "20139", "201")
    assert ECONOMIC.groups_of("31013") == ("31013", "buying", "310", "cars", "three")


def test_only_codes_have_groups_by_prefix() -> None:
    dimension = Dimension("economic", {"vehicle": (), "30201": ()}, (3, 5, 7))
    assert dimension.groups_of("vehicle") == ("vehicle",)
    assert dimension.groups_of("公务接待用") == ("公务接待用",)


@given(one=coordinates())
def test_a_place_is_within_itself_and_everything_is_around_it(one: Coordinate) -> None:
    assert SPACE.is_within(one, one)
    assert SPACE.is_within(one, Coordinate())
    assert SPACE.is_within(Coordinate(), one) == (one == Coordinate())


@given(one=coordinates(), other=coordinates(), third=coordinates())
def test_within_is_an_order(one: Coordinate, other: Coordinate, third: Coordinate) -> None:
    if SPACE.is_within(one, other) and SPACE.is_within(other, one):
        assert one == other
    if SPACE.is_within(one, other) and SPACE.is_within(other, third):
        assert SPACE.is_within(one, third)


@given(one=coordinates(), other=coordinates())
def test_places_of_other_years_and_measures_are_apart(one: Coordinate, other: Coordinate) -> None:
    assert not SPACE.is_within(one, Coordinate(other.members, other.measure, -1))
    assert not SPACE.is_within(one, Coordinate(other.members, "vehicles"))


def meet(one: Coordinate, other: Coordinate) -> Coordinate | None:
    try:
        return SPACE.meet(one, other)
    except CoordinateError:
        return None


@given(one=coordinates(), other=coordinates())
def test_the_meet_is_within_both_and_the_same_either_way(
    one: Coordinate, other: Coordinate
) -> None:
    both = meet(one, other)
    assert both == meet(other, one)
    if both is not None:
        assert SPACE.is_within(both, one)
        assert SPACE.is_within(both, other)


@given(one=coordinates(), other=coordinates(), inner=coordinates())
def test_the_meet_holds_whatever_is_within_both(
    one: Coordinate, other: Coordinate, inner: Coordinate
) -> None:
    both = meet(one, other)
    assume(both is not None)
    assert both is not None
    is_in_both = SPACE.is_within(inner, one) and SPACE.is_within(inner, other)
    assert SPACE.is_within(inner, both) == is_in_both


@given(one=coordinates(), other=coordinates())
def test_the_meet_with_something_wider_is_the_place_itself(
    one: Coordinate, other: Coordinate
) -> None:
    assert meet(one, one) == one
    assert meet(one, Coordinate()) == one
    assert (meet(one, other) == one) == SPACE.is_within(one, other)


@given(one=coordinates(), other=coordinates(), third=coordinates())
def test_places_meet_in_any_order(one: Coordinate, other: Coordinate, third: Coordinate) -> None:
    first, second = meet(one, other), meet(other, third)
    if first is not None and second is not None:
        assert meet(first, third) == meet(one, second)


def test_members_that_exclude_each_other_do_not_meet() -> None:
    with pytest.raises(CoordinateError, match="kind 不能既是 basic 又是 project"):
        SPACE.meet(Coordinate.of({"kind": "basic"}), Coordinate.of({"kind": "project"}))


def test_a_meet_keeps_the_measure_and_the_year_of_either() -> None:
    cars = Coordinate.of({"kind": "basic"}, "vehicles", -1)
    assert SPACE.meet(cars, Coordinate()) == cars
    assert SPACE.meet(Coordinate(), cars) == cars


@given(one=coordinates(), other=coordinates())
def test_places_overlap_exactly_when_a_line_can_lie_in_both(
    one: Coordinate, other: Coordinate
) -> None:
    shared = all(
        any(
            all(SPACE.dimensions[name].is_within(leaf, group) for group in wanted)
            for leaf in leaves
        )
        for name, leaves in LEAVES.items()
        if (wanted := [group for place in (one, other) if (group := place.get(name))])
    )
    assert SPACE.overlaps(one, other) == shared
