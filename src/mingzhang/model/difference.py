"""What one value holds otherwise than another, as data from which the other can be had again."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["applied", "difference"]


def difference(known: Any, actual: Any) -> Any:
    """What must be said to one who knows `known` for him to know `actual`; {} if nothing.

    Both are as JSON holds them. An object says, by key or by number from 0, what differs within;
    a list of one holds the whole value in place of what is known.

    >>> difference({"a": "1", "b": ["x", "y"]}, {"a": "1", "b": ["x", "z"]})
    {'b': {'1': ['z']}}
    """
    if msgspec.json.encode(known) == msgspec.json.encode(actual):  # the order of keys counts
        return {}
    pairs: list[tuple[str, Any, Any]]
    if isinstance(known, dict) and isinstance(actual, dict) and list(known) == list(actual):
        pairs = [(key, known[key], actual[key]) for key in known]
    elif isinstance(known, list) and isinstance(actual, list) and len(known) == len(actual):
        both = zip(known, actual, strict=True)
        pairs = [(str(number), one, other) for number, (one, other) in enumerate(both)]
    else:
        return [actual]
    said = {key: difference(one, other) for key, one, other in pairs}
    return {key: value for key, value in said.items() if value != {}}


def applied(known: Any, said: Any) -> Any:
    """The value that `known` and a difference from it give.

    Raises:
        ValueError: this is no difference from such a value.

    >>> applied({"a": "1", "b": ["x", "y"]}, {"b": {"1": ["z"]}})
    {'a': '1', 'b': ['x', 'z']}
    """
    if isinstance(said, list) and len(said) == 1:
        return said[0]
    if said == {}:
        return known
    if not isinstance(said, dict):
        raise ValueError("no difference")
    if isinstance(known, dict) and said.keys() <= known.keys():
        return {key: applied(one, said.get(key, {})) for key, one in known.items()}
    if isinstance(known, list) and said.keys() <= set(map(str, range(len(known)))):
        return [applied(one, said.get(str(number), {})) for number, one in enumerate(known)]
    raise ValueError("no difference from this")
