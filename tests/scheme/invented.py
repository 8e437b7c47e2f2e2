"""The invented scheme of tests/schemes/invented, and copies of it with a mistake."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copytree

from mingzhang.scheme import Scheme, read_scheme

SCHEMES = Path(__file__).parents[1] / "schemes"
FOLDER = SCHEMES / "invented" / "2024"


@cache
def invented() -> Scheme:
    return read_scheme(FOLDER)


def broken_copy(folder: Path, file: str, old: str, new: str | None) -> Path:
    """A copy of the invented scheme in which one text of one file is another, or has no such file."""
    copy = copytree(FOLDER, folder / "invented" / "2024")
    path = copy / f"{file}.yaml"
    if new is None:
        path.unlink()
        return path
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, f"{file} has no {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path
