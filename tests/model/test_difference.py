"""What is said of a value is enough to have it again, and says nothing that is known."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.model.difference import applied, difference

VALUES = st.recursive(
    st.none() | st.text("ab", max_size=2) | st.integers(0, 3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES, VALUES)
def test_a_value_comes_back_from_what_is_said_of_it_in_its_order_of_keys(
    known: Any, actual: Any
) -> None:
    back = applied(known, difference(known, actual))
    assert msgspec.json.encode(back) == msgspec.json.encode(actual)


@given(VALUES)
def test_nothing_is_said_of_what_is_known(value: Any) -> None:
    assert difference(value, value) == {}


@pytest.mark.parametrize(
    ("known", "actual", "said"),
    [
        ({"a": [], "b": "1"}, {"a": ["x"], "b": "1"}, {"a": [["x"]]}),
        ({"a": {}}, {"a": []}, {"a": [[]]}),
        ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, [{"b": "2", "a": "1"}]),
        (["x", {"a": "1"}], ["x", {"a": None}], {"1": {"a": [None]}}),
    ],
)
def test_only_what_differs_is_said(known: Any, actual: Any, said: Any) -> None:
    assert difference(known, actual) == said


@pytest.mark.parametrize("said", [{"b": ["1"]}, {"a": {"x": ["1"]}}, [], ["1", "2"], "x", {"a": 1}])
def test_what_cannot_be_said_of_a_value_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match="no difference"):
        applied({"a": "1"}, said)
