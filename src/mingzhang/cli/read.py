"""What `read` writes: the data of published documents, one file each or to stdout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingzhang.cli.acts import keep_inputs, write_data
from mingzhang.cli.console import complain, following, note, succeeded
from mingzhang.workflow import InputError, write_together
from mingzhang.workflow.many import each, found_files
from mingzhang.workflow.reading import read_as_json

__all__ = ["read_all"]


def read_all(named: Sequence[Path], out: Path | None) -> int:
    """Read documents; one that cannot be read does not stop the others.

    Raises:
        InputError: there are several, and no folder to write them to.
        OutputError: a file cannot be written.
    """
    files = found_files(named)
    if out is None and len(files) != 1:
        raise InputError(
            Path("--out"), f"要读的有 {len(files)} 个文件，请用 --out 给出存放结果的文件夹"
        )
    names = _names(files)
    failures: list[InputError] = []
    for path, data in following(
        zip(files, each(read_as_json, files), strict=True), "正在读取……", len(files)
    ):
        if isinstance(data, InputError):
            complain(data)
            failures.append(data)
        elif out is None:
            write_data(data)
        else:
            target = out / names[path]
            keep_inputs(target, files)
            write_together({target: data})
    if out is not None:
        succeeded(f"读取 {len(files) - len(failures)} 个文件，写到 {out}")
        if failures:
            note(f"另有 {len(failures)} 个文件没有读成，原因见上")
    return 2 if failures else 0


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """A name for the data of each file: its own with .json; files of one name get ~2, ~3."""
    taken: dict[str, int] = {}
    names = {}
    for path in files:
        taken[path.stem] = number = taken.get(path.stem, 0) + 1
        names[path] = f"{path.stem}.json" if number == 1 else f"{path.stem}~{number}.json"
    return names
