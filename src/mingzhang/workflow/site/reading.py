"""What was given: each file opened, checked and kept, unless it is known already."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from mingzhang.checker import RuleError, check
from mingzhang.publisher.site.area import entity_slug
from mingzhang.workflow.checking import open_any
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes
from mingzhang.workflow.many import each
from mingzhang.workflow.site.memory import Known, Stamp, Store

__all__ = ["Input", "inputs_of", "read_inputs"]

_DAYS: Final = {"published_on": "公开日期", "corrected_on": "更正日期"}


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was given, with its stamp; `content` names what is in it, whatever its folder."""

    path: Path
    stamp: Stamp

    @property
    def place(self) -> str:
        """What its path is remembered by."""
        return place_of(self.path)

    @property
    def content(self) -> str:
        """Its name and checksum; the name is part of what is published."""
        name = self.path.name.encode("utf-8", "replace").decode()
        return f"{self.stamp.sha256} {name}"


def place_of(path: Path) -> str:
    """The checksum of a path, so that no path of anybody's computer is published."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()


def inputs_of(files: Sequence[Path], stamps: Mapping[str, Stamp]) -> Iterator[Input | InputError]:
    """Each file with its stamp; what is unchanged since is not read."""
    for path in files:
        if path.is_dir():
            yield InputError(path, "文件夹中没有可以读的文件")
            continue
        try:
            found = path.stat()
            stamp = stamps.get(place_of(path))
            if stamp is None or (stamp.size, stamp.time) != (found.st_size, found.st_mtime_ns):
                sha256 = hashlib.sha256(read_bytes(path)).hexdigest()
                stamp = Stamp(found.st_size, found.st_mtime_ns, sha256)
            yield Input(path, stamp)
        except InputError as error:
            yield error
        except OSError:
            yield InputError(path, f"没有这个文件，请检查路径 {path}")


def read_inputs(paths: Sequence[Path], out: Path) -> Iterator[Known | InputError]:
    """What is in each file, many read in parallel; their disclosures are kept in the site's store."""
    with closing(each(partial(_read, out=out), paths)) as done:
        yield from done


def _read(path: Path, *, out: Path) -> Known | InputError:
    try:
        opened = open_any(path)
        disclosure = opened.disclosure
        settings = disclosure.settings
        for key, label in _DAYS.items():
            _must_be_day(path, label, settings.get(key))
        result = check(opened.scheme, disclosure)
        return Known(
            Store(out).keep(disclosure),
            disclosure.entity.name,
            entity_slug(disclosure.entity.name, settings.get("area", "")),
            disclosure.fiscal_year,
            settings.get("published_on"),
            settings.get("corrected_on"),
            settings.get("correction", ""),
            result.findings.summary.error,
            len(opened.missing),
        )
    except InputError as error:
        return error
    except RuleError as error:
        return InputError(path, f"{error}，没有查完；这是程序的错误，请把文件和规则编号告诉开发者")
    except OSError as error:
        return InputError(path, f"网站文件夹写不进去（{error.strerror}），请清理磁盘后再试")


def _must_be_day(path: Path, label: str, text: str | None) -> None:
    if text is None:
        return
    try:
        is_day = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if not is_day:
        raise InputError(path, f"{label}“{text}”不是日期，请按 2026-03-01 的样子填写")
