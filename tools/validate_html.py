"""python -m tools.validate_html FILE|FOLDER…: what the Nu checker of the W3C says of web pages.

It checks html, and css and svg files beside it. Needs Java, and vnu-jar in node_modules.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

__all__ = ["complaints", "missing"]

_ROOT: Final = Path(__file__).resolve().parent.parent
_JAR: Final = _ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
_ASKED: Final[Mapping[tuple[str, ...], Sequence[str]]] = {
    (".html", ".htm"): (),
    (".css", ".svg"): ("--also-check-css", "--also-check-svg"),
}
"""What it is asked for: with the options for others it counts the lines of html from 0."""

_AT_ONCE: Final = 400
_JAVA: Final = ("java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Deep pages need more than the usual stack, and a short run no optimiser."""

_BEYOND_IT: Final = re.compile(
    "violates Content Security Policy"  # it takes no file for 'self': a browser tests the policy
    "|“(container-type|scroll-target-group)”: Property .* doesn't exist"
    "|pseudo-class “:target-current”"  # newer than its CSS
    "|^CSS: “(width|height|max-width)”: Parse Error"  # container units, as 100cqi
)
"""What the checker says of things that it does not know."""


def missing() -> str | None:
    """What checking lacks on this machine, None if nothing."""
    if not shutil.which("java"):
        return "Java is not installed"
    return None if _JAR.is_file() else "vnu-jar not in node_modules; run make test"


def complaints(paths: Iterable[Path]) -> list[str]:
    """A line for each error and warning: file, line, what is wrong.

    Raises:
        RuntimeError: the checker itself failed.
    """
    files = [file for path in paths for file in _files(path)]
    return [
        line
        for suffixes, options in _ASKED.items()
        for some in _batched([one for one in files if one.suffix in suffixes])
        for line in _checked(some, options)
    ]


def _batched(files: list[Path]) -> Iterator[list[Path]]:
    """As many files at once as a command line may name."""
    for start in range(0, len(files), _AT_ONCE):
        yield files[start : start + _AT_ONCE]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.rglob("*") if one.suffix in sum(_ASKED, ()) and one.is_file())


def _checked(files: list[Path], options: Sequence[str]) -> list[str]:
    command = [*_JAVA, "-jar", str(_JAR), *options]
    done = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    try:
        messages = json.loads(done.stderr)["messages"]
    except (json.JSONDecodeError, KeyError) as error:
        raise RuntimeError(f"the Nu checker failed: {done.stderr.strip()[:2000]}") from error
    return [
        _line(one)
        for one in messages
        if (one["type"] != "info" or "subType" in one) and not _BEYOND_IT.search(one["message"])
    ]


def _line(message: dict[str, object]) -> str:
    kind = message.get("subType") or message["type"]
    place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
    extract = " ".join(str(message.get("extract", "")).split())
    return f"{place}: {kind}: {message['message']} | {extract[:160]}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.validate_html")
    parser.add_argument("paths", nargs="+", type=Path)
    lack = missing()
    if lack:
        print(lack, file=sys.stderr)
        return 2
    lines = complaints(parser.parse_args().paths)
    print("\n".join(lines) or "nothing to complain of")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
