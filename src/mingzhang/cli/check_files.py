"""Which files `check` looks at, and where what it makes of each goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mingzhang.workflow.many import found_files

__all__ = ["Targets", "named_targets", "to_check"]

_INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the report about each file goes, its copy with comments, and the page of all reports."""

    reports: Mapping[Path, Path] = field(default_factory=dict)
    copies: Mapping[Path, Path] = field(default_factory=dict)
    index: Path | None = None

    def all(self) -> Iterator[Path]:
        """Every file that may be written."""
        yield from self.reports.values()
        yield from self.copies.values()
        if self.index is not None:
            yield self.index


def to_check(named: Sequence[Path], beside: Iterable[Path | None]) -> list[Path]:
    """The files that a person named, without what lies among them and is no document to check.

    That is what an earlier run wrote to the same place, and the files given in options. A file
    that is named itself is checked whatever it is.
    """
    apart = [one.resolve() for one in beside if one is not None]
    found = found_files(named)
    kept = [path for path in found if path in named or not _is_in(path.resolve(), apart)]
    return kept or [path for path in named if path.is_dir()]


def _is_in(path: Path, places: Iterable[Path]) -> bool:
    return any(path == place or place in path.parents for place in places)


def named_targets(files: Sequence[Path], reports: Path | None, copies: Path | None) -> Targets:
    """A report for each file and a copy with comments, where these are wanted.

    The report about one file may be a file itself; those about several, or into a folder that is
    there, get a page that leads to all.
    """
    named = {path: copies / name for path, name in _names(files, None)} if copies else {}
    if reports is None:
        return Targets(copies=named)
    if len(files) == 1 and reports.suffix and not reports.is_dir():
        return Targets({files[0]: reports}, named)
    pages = {path: reports / name for path, name in _names(files, ".html", [_INDEX])}
    return Targets(pages, named, reports / _INDEX)


def _names(
    files: Iterable[Path], suffix: str | None, taken: Collection[str] = ()
) -> Iterator[tuple[Path, str]]:
    """A name for what is made of each file: its own with the suffix; the same again gets ~2, ~3."""
    used = set(taken)
    for path in dict.fromkeys(files):
        ending = path.suffix if suffix is None else suffix
        number, name = 1, f"{path.stem}{ending}"
        while name.casefold() in used:
            number += 1
            name = f"{path.stem}~{number}{ending}"
        used.add(name.casefold())
        yield path, name
