"""Many files checked and held against each other, with the files that tell of it.

What is found out about each file is kept in a folder of its own until all are done, so that memory
stays flat and little crosses from process to process. What other documents add to a file's findings
is known only in the end; the few files concerned are then drawn once more.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec import structs

from mingzhang import __version__
from mingzhang.checker.across import Stated, found_across
from mingzhang.checker.merging import with_others
from mingzhang.model import Disclosure, Findings
from mingzhang.reader.source import ReadError
from mingzhang.workflow.checking import Asked, checked_file, open_any
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes
from mingzhang.workflow.many import each
from mingzhang.workflow.set_aside import SetAsides, with_set_aside

__all__ = ["Drawn", "Kept", "Outcome", "checked_files", "drawn_again", "hold_together"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is made of each file beside its findings: a report, a copy with comments."""

    report: bool = False
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file that was checked: what it states, if that was asked; what a person should know of it.

    That is what its reader noticed, and why it cannot carry comments.
    """

    stated: Stated | None
    notices: tuple[str, ...] = ()


class Kept:
    """A folder that keeps, for each file, its findings and what was drawn of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _place(self, path: Path, kind: str) -> Path:
        name = hashlib.sha256(os.fsencode(path)).hexdigest()
        return self._folder / f"{name}.{kind}"

    def keep(self, path: Path, findings: Findings) -> None:
        """Keep the findings about a file."""
        self._place(path, "findings").write_bytes(pickle.dumps(findings))

    def findings(self, path: Path) -> Findings:
        """The findings about a file."""
        found: Findings = pickle.loads(self._place(path, "findings").read_bytes())
        return found

    def report(self, path: Path) -> Path:
        """Where the report about a file is kept."""
        return self._place(path, "report")

    def copy(self, path: Path) -> Path:
        """Where a file's copy with comments is kept, if it can carry any."""
        return self._place(path, "copy")


def checked_files(
    files: Sequence[Path], asked: Asked, drawn: Drawn, kept: Kept
) -> Iterator[Outcome | InputError]:
    """Check files, many in parallel; what is found is kept. Each gives its outcome, in order."""
    work = partial(_worked, asked=asked, drawn=drawn, kept=kept)
    with closing(each(work, files)) as done:
        yield from done


def _worked(path: Path, *, asked: Asked, drawn: Drawn, kept: Kept) -> Outcome | InputError:
    checked = checked_file(path, asked)
    if isinstance(checked, InputError):
        return checked
    try:
        kept.keep(path, checked.findings)
        notice = _draw(path, checked.disclosure, checked.findings, drawn, kept)
    except InputError as error:
        return error
    except OSError as error:
        return _not_kept(path, error)
    return Outcome(checked.stated, (*checked.notices, *([notice] if notice else ())))


def _not_kept(path: Path, error: OSError) -> InputError:
    return InputError(path, f"临时文件夹写不进去（{error.strerror}），请清理磁盘后再试")


def _draw(path: Path, disclosure: Disclosure, findings: Findings, drawn: Drawn, kept: Kept) -> str:
    """Draw what is wanted of a file; why it cannot carry comments, if so."""
    if drawn.report:
        kept.report(path).write_bytes(_report(path, disclosure, findings))
    if drawn.copy:
        from mingzhang.workflow.annotating import annotated  # most checks do without it

        try:
            kept.copy(path).write_bytes(annotated(path, read_bytes(path), findings))
        except InputError as error:
            return str(error)
    return ""


def _report(path: Path, disclosure: Disclosure, findings: Findings) -> bytes:
    from mingzhang.checker.report.html import html_report  # most checks do without pages
    from mingzhang.workflow.viewing import view_of

    try:
        view = view_of(path, read_bytes(path), disclosure)
    except ReadError as error:
        raise InputError(path, str(error)) from error
    return html_report(findings, view, version=__version__)


def hold_together(checked: Mapping[Path, Stated], listed: SetAsides, kept: Kept) -> Sequence[Path]:
    """Hold documents against each other; what is found joins what is kept of each.

    Gives the files that this concerns: what was drawn of them no longer says all.

    Raises:
        RuleError: a rule failed.
    """
    concerned = []
    for path, found in zip(checked, found_across(tuple(checked.values())), strict=True):
        if found:
            findings = kept.findings(path)
            alone = structs.replace(findings, findings=found)
            marked = with_set_aside(alone, listed).findings
            kept.keep(path, with_others(findings, marked))
            concerned.append(path)
    return concerned


def drawn_again(files: Sequence[Path], drawn: Drawn, kept: Kept) -> Iterator[InputError | None]:
    """Draw files once more, by the findings that are kept of them."""
    with closing(each(partial(_redrawn, drawn=drawn, kept=kept), files)) as done:
        yield from done


def _redrawn(path: Path, *, drawn: Drawn, kept: Kept) -> InputError | None:
    try:
        _draw(path, open_any(path).disclosure, kept.findings(path), drawn, kept)
    except InputError as error:
        return error
    except OSError as error:
        return _not_kept(path, error)
    return None
