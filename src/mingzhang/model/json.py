"""JSON of disclosures and findings, and its schemas. Writing and reading again gives the same bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from mingzhang.cube import Coordinate, CoordinateError
from mingzhang.model.complaint import complaint
from mingzhang.model.disclosure import FORMAT, VERSION, Disclosure
from mingzhang.model.finding import Findings

__all__ = [
    "ModelError",
    "disclosure_from_builtins",
    "disclosure_from_json",
    "disclosure_sha256",
    "disclosure_to_builtins",
    "disclosure_to_json",
    "findings_to_json",
    "schema_of_disclosure",
    "schema_of_findings",
]


class ModelError(ValueError):
    """JSON that is no disclosure of a version that this program reads."""


def _encode(value: object) -> str:
    if isinstance(value, Coordinate):
        return str(value)
    raise NotImplementedError(type(value))


def _decode(kind: type, value: object) -> object:
    if kind is not Coordinate:
        raise NotImplementedError(kind)
    try:
        return Coordinate.parse(str(value))
    except CoordinateError as error:
        raise ValueError(str(error)) from error


def _schema(kind: type) -> dict[str, Any]:
    if kind is Coordinate:
        return {"type": "string", "pattern": r"^\w+([+-]\d+)?\([\s\S]*\)$"}
    raise NotImplementedError(kind)


def _write(value: Disclosure | Findings) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=_encode), indent=1) + b"\n"


def disclosure_to_json(disclosure: Disclosure) -> bytes:
    """UTF-8 JSON of a disclosure, keys in the order of the model, one space of indent."""
    return _write(disclosure)


def disclosure_sha256(disclosure: Disclosure) -> str:
    """The checksum of a disclosure's JSON, which tells it from every other."""
    return hashlib.sha256(disclosure_to_json(disclosure)).hexdigest()


def disclosure_to_builtins(disclosure: Disclosure) -> dict[str, Any]:
    """A disclosure as JSON holds it, in dicts and lists."""
    found: dict[str, Any] = msgspec.json.decode(disclosure_to_json(disclosure))
    return found


def disclosure_from_builtins(value: Any) -> Disclosure:
    """The disclosure of which these are the dicts and lists.

    Raises:
        ModelError: they are of no disclosure.
    """
    try:
        return msgspec.convert(value, type=Disclosure, dec_hook=_decode)
    except msgspec.ValidationError as error:
        found = complaint(Disclosure, error)
        raise ModelError(
            f"数据不符合格式：{_place(found.steps)}{found.message.lstrip('：')}"
        ) from error


def findings_to_json(findings: Findings, *, one_line: bool = False) -> bytes:
    """UTF-8 JSON of findings; in one line where many stand in one file."""
    if one_line:
        return msgspec.json.encode(findings, enc_hook=_encode) + b"\n"
    return _write(findings)


def disclosure_from_json(data: bytes) -> Disclosure:
    """Read a disclosure.

    Raises:
        ModelError: the bytes are no JSON, no disclosure, or of a later version.
    """
    head = _head(data)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ModelError(f'不是部门预算公开数据：缺少 "format": "{FORMAT}"')
    version = head.get("version")
    if type(version) is not int or version < 1:
        raise ModelError(f'数据缺少版本，应有 "version": {VERSION}')
    if version > VERSION:
        raise ModelError(f"数据版本为 {version}，本程序只能读版本 {VERSION}，请升级程序")
    return disclosure_from_builtins(head)


def _head(data: bytes) -> Any:
    try:
        return msgspec.json.decode(data)
    except UnicodeDecodeError as error:
        raise ModelError("不是完整的 JSON：不是 UTF-8 文字") from error
    except msgspec.DecodeError as error:
        byte = re.search(r"\(byte (\d+)\)", str(error))
        where = f"第 {int(byte[1]) + 1} 字节处写法有误" if byte else "内容中途断了或数字过大"
        raise ModelError(f"不是完整的 JSON：{where}") from error
    except RecursionError as error:
        raise ModelError("不是部门预算公开数据：JSON 嵌套过深") from error


def _place(steps: Iterable[str | int]) -> str:
    """Where a value stands, counted from 1: tables 第 1 项 rows 第 2 项 label."""
    said = " ".join(f"第 {step + 1} 项" if isinstance(step, int) else step for step in steps)
    return f"{said} " if said else ""


def _schema_of(kind: type, title: str) -> dict[str, Any]:
    schema = msgspec.json.schema(kind, schema_hook=_schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **schema,
    }


def schema_of_disclosure() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `mingzhang/disclosure`."""
    return _schema_of(Disclosure, FORMAT)


def schema_of_findings() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `mingzhang/findings`."""
    return _schema_of(Findings, "mingzhang/findings")
