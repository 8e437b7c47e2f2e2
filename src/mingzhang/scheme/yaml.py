"""Read a scheme's YAML files into typed definitions; a mistake is told with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from mingzhang.model.complaint import complaint

__all__ = ["Located", "SchemeError", "load"]

_Definition = TypeVar("_Definition", bound=msgspec.Struct)


class SchemeError(ValueError):
    """A mistake in a scheme's files, or a scheme or year that does not exist."""


class Located:
    """A YAML file that was read, which knows the line of each of its places."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The file as people name it: scheme, year and file."""
        return "/".join(self.path.parts[-3:])

    def read(self) -> Any:
        """What the file says, as plain data.

        Raises:
            SchemeError: it cannot be read, or is no YAML.
        """
        root = self._root()
        return _plain(root) if root else {}

    def line(self, *steps: str | int) -> int:
        """The line (from 1) of the place that the steps lead to, or of the last one found.

        The file is read anew: lines are asked for when there is a mistake, places are many.
        """
        start = node = self._root()
        for step in steps:
            found = _child(node, step) if node else None
            if found is None:
                break
            start, node = found
        return int(start.start_mark.line) + 1 if start else 1

    def mistake(self, message: str, *steps: str | int) -> SchemeError:
        """An error at a place of this file."""
        return SchemeError(f"方案文件 {self.name} 第 {self.line(*steps)} 行{message}")

    def _root(self) -> yaml.Node | None:
        try:
            root: yaml.Node | None = yaml.compose(self.path.read_text("utf-8"), Loader=_LOADER)
        except OSError as error:
            raise SchemeError(f"方案文件 {self.name} 读取失败：{error.strerror}") from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise SchemeError(
                f"方案文件 {self.name} 第 {line} 行不是 UTF-8 文字；请用 UTF-8 编码另存"
            ) from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise SchemeError(
                f"方案文件 {self.name} 第 {line} 行不是合法的 YAML：{error.problem}；"
                "请检查缩进、冒号后的空格和引号"
            ) from error
        except yaml.reader.ReaderError as error:
            line = self.path.read_text("utf-8")[: error.position].count("\n") + 1
            raise SchemeError(
                f"方案文件 {self.name} 第 {line} 行有不可见的控制字符，请删除"
            ) from error
        return root


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _plain(node: yaml.Node) -> Any:
    """What a file says: whole numbers, yes and no, nothing; everything else is text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    if node.tag.endswith(":int") and node.value.lstrip("+-").isdecimal():
        return int(node.value)
    if node.tag.endswith(":bool"):
        return node.value.lower() in {"true", "yes", "on"}
    return None if node.tag.endswith(":null") else node.value


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Where a key or an item begins, and its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def load(path: Path, kind: type[_Definition]) -> tuple[_Definition, Located]:
    """Read a file as a definition.

    Raises:
        SchemeError: with file, line, what is wrong and what would be valid.
    """
    located = Located(path)
    try:
        return msgspec.convert(located.read(), kind), located
    except msgspec.ValidationError as error:
        found = complaint(kind, error)
        raise located.mistake(found.message, *found.steps) from error
