"""What `read` writes: the data of published documents, one file each or to stdout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from mingzhang.cli.acts import keep_inputs, write_data
from mingzhang.cli.console import complain, failed, following, note, succeeded, warned
from mingzhang.workflow import InputError, write_together
from mingzhang.workflow.many import as_done, exit_code_of, found_files, stoppable, told_apart
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
    names, called = _names(files), told_apart(files)
    count, failures = 0, 0
    try:
        with stoppable(), closing(as_done(read_as_json, files)) as done:
            for number, read in following(done, "正在读取……", len(files)):
                if isinstance(read, InputError):
                    complain(read, called[files[number]])
                    failures += 1
                    continue
                for line in read.notices:
                    warned(line)
                _write(read.data, out and out / names[number], files)
                count += 1
    except KeyboardInterrupt as stop:
        failed("已中断：已经写出的文件是完整的，其余没有写入")
        return exit_code_of(stop)
    if out is not None:
        succeeded(f"读取 {count} 个文件，写到 {out}")
        if failures:
            note(f"另有 {failures} 个文件没有读成，原因见上")
    return 2 if failures else 0


def _write(data: bytes, target: Path | None, inputs: Sequence[Path]) -> None:
    if target is None:
        write_data(data)
    else:
        keep_inputs(target, inputs)
        write_together({target: data})


def _names(files: Sequence[Path]) -> list[str]:
    """A name for the data of each file: its own with .json; files of one name get ~2, ~3."""
    taken: Counter[str] = Counter()
    names = []
    for path in files:
        taken[path.stem] += 1
        number = taken[path.stem]
        names.append(f"{path.stem}.json" if number == 1 else f"{path.stem}~{number}.json")
    return names
