"""Read a scheme's YAML files into typed definitions; a mistake is told with file and line."""

from __future__ import annotations

import difflib
import re
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

__all__ = ["Located", "SchemeError", "load"]

_Definition = TypeVar("_Definition", bound=msgspec.Struct)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.+?)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>.+?)`")
_ENUM = re.compile(r"Invalid enum value '?(?P<name>.+?)'?$")
_TYPE = re.compile(r"Expected `(?P<expected>.+?)`, got `(?P<got>.+?)`")


class SchemeError(ValueError):
    """A mistake in a scheme's files, or a scheme or year that does not exist."""


class Located:
    """A YAML file as read, which knows the line of each of its places."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._root = yaml.compose(path.read_text("utf-8"), Loader=_LOADER)
        except OSError as error:
            raise SchemeError(f"方案文件 {path.name} 读取失败：{error.strerror}") from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise SchemeError(
                f"方案文件 {self.name} 第 {line} 行不是合法的 YAML：{error.problem}；"
                "请检查缩进、冒号后的空格和引号"
            ) from error
        self.data = _plain(self._root) if self._root else {}

    @property
    def name(self) -> str:
        """The file as people name it: scheme, year and file."""
        return "/".join(self.path.parts[-3:])

    def line(self, *steps: str | int) -> int:
        """The line (from 1) of the place that the steps lead to, or of the last one found."""
        node = self._root
        for step in steps:
            found = _child(node, step) if node else None
            if found is None:
                break
            node = found
        return int(node.start_mark.line) + 1 if node else 1

    def mistake(self, message: str, *steps: str | int) -> SchemeError:
        """An error at a place of this file."""
        return SchemeError(f"方案文件 {self.name} 第 {self.line(*steps)} 行{message}")


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _plain(node: yaml.Node) -> Any:
    """Scalars as YAML 1.1 reads them; the loader's constructor does it, without timestamps."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    if node.tag.endswith(":int"):
        return int(node.value)
    if node.tag.endswith(":float"):
        return float(node.value)
    if node.tag.endswith(":bool"):
        return node.value.lower() in {"true", "yes", "on"}
    return None if node.tag.endswith(":null") else node.value


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return typing.cast(yaml.Node, value)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return typing.cast(yaml.Node, node.value[step])
    return None


def load(path: Path, kind: type[_Definition]) -> tuple[_Definition, Located]:
    """Read a file as a definition.

    Raises:
        SchemeError: with file, line, what is wrong and what would be valid.
    """
    located = Located(path)
    try:
        return msgspec.convert(located.data, kind), located
    except msgspec.ValidationError as error:
        raise _told(located, kind, str(error)) from error


def _told(located: Located, kind: type[msgspec.Struct], message: str) -> SchemeError:
    text, _, path = message.partition(" - at `")
    steps = [name or int(index) for name, index in _STEP.findall(path) if index != "..."]
    struct = _struct_at(kind, steps)
    fields = [field.name for field in msgspec.structs.fields(struct)] if struct else []
    if match := _UNKNOWN.match(text):
        name = match["name"]
        near = difflib.get_close_matches(name, fields, 1)
        hint = f"；是否应为 {near[0]}？" if near else ""
        return located.mistake(f"不认识 {name}，可用 {'、'.join(fields)}{hint}", *steps, name)
    if match := _MISSING.match(text):
        return located.mistake(f"缺少 {match['name']}，可用 {'、'.join(fields)}", *steps)
    if match := _TYPE.match(text):
        return located.mistake(f"应为 {match['expected']}，现为 {match['got']}", *steps)
    if match := _ENUM.match(text):
        allowed = "、".join(_choices(kind, steps))
        return located.mistake(f"“{match['name']}”不是可用的值，可用 {allowed}", *steps)
    return located.mistake(f"：{text}", *steps)


def _struct_at(kind: Any, steps: list[str | int]) -> type[msgspec.Struct] | None:
    found = _type_at(kind, steps)
    return found if isinstance(found, type) and issubclass(found, msgspec.Struct) else None


def _choices(kind: Any, steps: list[str | int]) -> list[str]:
    return [str(choice) for choice in typing.get_args(_type_at(kind, steps))]


def _type_at(kind: Any, steps: list[str | int]) -> Any:
    """The annotated type at a place of a definition."""
    for step in steps:
        kind = _without_none(kind)
        if isinstance(step, int):
            kind = typing.get_args(kind)[0]
        else:
            kind = typing.get_type_hints(kind)[step]
    return _without_none(kind)


def _without_none(kind: Any) -> Any:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        structs = [option for option in options if hasattr(option, "__struct_fields__")]
        return (structs or options)[0]
    return kind
