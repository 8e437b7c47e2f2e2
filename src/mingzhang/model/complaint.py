"""What is wrong with data that does not fit its definition, in words that say what would."""

from __future__ import annotations

import difflib
import re
import types
import typing
from dataclasses import dataclass
from typing import Any, Final

import msgspec

__all__ = ["Complaint", "complaint"]

_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.+?)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>.+?)`")
_ENUM = re.compile(r"Invalid enum value '?(?P<name>.*?)'?$")
_TYPE = re.compile(r"Expected `(?P<expected>.+?)`, got `(?P<got>.+?)`")
_TYPE_NAMES: Final = {
    "str": "文字",
    "int": "整数",
    "float": "小数",
    "bool": "是非值",
    "array": "列表",
    "object": "一组键和值",
    "null": "空",
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, and the steps (keys and indices) that lead to where."""

    message: str
    steps: tuple[str | int, ...]


def complaint(kind: type[msgspec.Struct], error: msgspec.ValidationError) -> Complaint:
    """What an error of converting to `kind` says."""
    text, _, path = str(error).partition(" - at `")
    steps = tuple(
        name or int(index) for name, index in _STEP.findall(path.rstrip("`")) if index != "..."
    )
    struct = _struct_at(kind, steps)
    fields = [field.name for field in msgspec.structs.fields(struct)] if struct else []
    usable = f"，可用 {'、'.join(fields)}" if fields else ""
    if match := _UNKNOWN.match(text):
        name = match["name"]
        near = difflib.get_close_matches(name, fields, 1)
        hint = f"；是否应为 {near[0]}？" if near else ""
        return Complaint(f"不认识 {name}{usable}{hint}", (*steps, name))
    if match := _MISSING.match(text):
        return Complaint(f"缺少 {match['name']}{usable}", steps)
    if match := _TYPE.match(text):
        return Complaint(f"应为{_types(match['expected'])}，现为{_types(match['got'])}", steps)
    if match := _ENUM.match(text):
        allowed = "、".join(_choices(kind, steps))
        return Complaint(f"“{match['name']}”不是可用的值，可用 {allowed}", steps)
    return Complaint(f"：{text}", steps)


def _types(names: str) -> str:
    return "或".join(_TYPE_NAMES.get(name, name) for name in names.split(" | "))


def _struct_at(kind: Any, steps: tuple[str | int, ...]) -> type[msgspec.Struct] | None:
    found = _type_at(kind, steps)
    return found if isinstance(found, type) and issubclass(found, msgspec.Struct) else None


def _choices(kind: Any, steps: tuple[str | int, ...]) -> list[str]:
    found = _type_at(kind, steps, typing.Literal)
    return [str(choice) for choice in typing.get_args(found)]


def _type_at(kind: Any, steps: tuple[str | int, ...], wanted: Any = None) -> Any:
    """The annotated type at a place of a definition; of a union, the one that is wanted."""
    for step in steps:
        kind = _one_of(kind)
        if isinstance(step, int):
            kind = typing.get_args(kind)[0]
        else:
            kind = typing.get_type_hints(kind)[step]
    return _one_of(kind, wanted)


def _one_of(kind: Any, wanted: Any = None) -> Any:
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return kind
    options = [option for option in typing.get_args(kind) if option is not type(None)]
    first = [option for option in options if typing.get_origin(option) is wanted is not None]
    structs = [option for option in options if hasattr(option, "__struct_fields__")]
    return (first or structs or options)[0]
