"""What `check` writes about files: lines for people, or data for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from mingzhang import __version__
from mingzhang.checker.report import sarif, told
from mingzhang.cli.acts import keep_inputs, write_data
from mingzhang.cli.console import complain, following
from mingzhang.model import Findings, findings_to_json
from mingzhang.workflow import InputError, write_together
from mingzhang.workflow.checking import checked_file
from mingzhang.workflow.many import each

__all__ = ["OUTPUTS", "check_all"]

OUTPUTS: Final = ("text", "json", "jsonl", "sarif")
"""The forms in which findings are written."""

_LATER_OUTPUTS: Final = ("html",)


def check_all(
    files: Sequence[Path], output: str, out: Path | None, *, is_review: bool = False
) -> int:
    """Check files, many in parallel; one that cannot be read does not stop the others.

    Raises:
        InputError: the form is unknown, or cannot hold several files.
        OutputError: the output would overwrite a file to be checked, or cannot be written.
    """
    _must_fit(output, len(files))
    keep_inputs(out, files)
    kept: list[Findings] = []
    written: list[bytes] = []
    code = 0
    for findings in following(
        each(partial(checked_file, is_review=is_review), files), "正在检查……", len(files)
    ):
        if isinstance(findings, InputError):
            complain(findings)
            code = 2
            continue
        if findings.summary.error and code == 0:
            code = 1
        if output == "sarif":
            kept.append(findings)
        elif out is None:
            write_data(_written(findings, output))
        else:
            written.append(_written(findings, output))
    if output == "sarif":
        written.append(sarif(kept, __version__))
    if out is not None:
        write_together({out: b"".join(written)})
    elif written:
        write_data(b"".join(written))
    return code


def _must_fit(output: str, count: int) -> None:
    if output in _LATER_OUTPUTS:
        raise InputError(Path("--format"), f"本版本尚不能输出 {output}，可选 {'、'.join(OUTPUTS)}")
    if output not in OUTPUTS:
        raise InputError(Path("--format"), f"没有名为“{output}”的格式，可选 {'、'.join(OUTPUTS)}")
    if output == "json" and count > 1:
        raise InputError(Path("--format"), "json 只能放一个文件的结果，多个文件请用 jsonl")


def _written(findings: Findings, output: str) -> bytes:
    if output == "text":
        return told(findings).encode()
    return findings_to_json(findings, one_line=output == "jsonl")
