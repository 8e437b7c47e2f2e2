"""What `verify` says of pages, on stdout; of files that are none, on stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mingzhang.cli.console import complain, following
from mingzhang.reader.page import Verified
from mingzhang.workflow import InputError
from mingzhang.workflow.verifying import verified_file

__all__ = ["verify_all"]


def verify_all(pages: Sequence[Path]) -> tuple[str, int]:
    """What is found on pages, and the exit code; one that cannot be read does not stop the others."""
    said: list[str] = []
    code = 0
    for path in following(pages, "正在核验……", len(pages)):
        try:
            verified = verified_file(path)
        except InputError as error:
            complain(error)
            code = 2
            continue
        said += _told(path.name, verified)
        if verified.differences and code == 0:
            code = 1
    return "".join(f"{line}\n" for line in said), code


def _told(name: str, verified: Verified) -> Iterator[str]:
    related = f"、{verified.relations} 组关系" if verified.relations else ""
    counted = f"{verified.figures} 个数字、{verified.places} 处显示{related}"
    if not verified.differences:
        yield f"{name}：与发布时一致（{counted}全部相符）"
        return
    yield f"{name}：有 {len(verified.differences)} 处与发布时不一致（共核验 {counted}）"
    for number, difference in enumerate(verified.differences, 1):
        address = f"［{difference.address}］" if difference.address else ""
        yield f"  {number}. {difference.message}{address}"
    if verified.is_explained:
        yield "  以上各处改回后，文件与发布时的校验值相符"
