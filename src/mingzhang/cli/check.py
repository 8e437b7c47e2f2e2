"""What `check` does with files: lines for people, data for programs, reports, copies with comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

from msgspec import structs

from mingzhang import __version__
from mingzhang.checker import RuleError
from mingzhang.checker.across import Stated
from mingzhang.checker.report import Unread, sarif, tallied, told, told_together
from mingzhang.cli.acts import keep_inputs, write_data
from mingzhang.cli.check_files import Targets, named_targets, to_check
from mingzhang.cli.console import complain, failed, following, succeeded, warned
from mingzhang.model import Findings, findings_to_json
from mingzhang.workflow import InputError, write_together
from mingzhang.workflow.checking import Asked, approved_in
from mingzhang.workflow.many import stoppable, told_apart
from mingzhang.workflow.reporting import Drawn, Kept, checked_files, drawn_again, hold_together
from mingzhang.workflow.set_aside import SetAsides, read_set_asides

__all__ = ["OUTPUTS", "CheckOptions", "check_all"]

OUTPUTS: Final = ("text", "json", "jsonl", "html", "sarif", "xlsx")
"""The forms in which findings are written."""

_DETAILS: Final = 3
"""So much of what is wrong with a file is told in a list of files."""

_ROWS: Final = 10
"""So many rows of a list are named."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What a person asked for: the form, where to, and what findings are held against."""

    output: str = "text"
    out: Path | None = None
    annotate: Path | None = None
    set_aside: Path | None = None
    against: Path | None = None
    is_review: bool = False


class _Run:
    """Files that were checked, with what is kept of them, and files that could not be read."""

    def __init__(self, kept: Kept, called: Mapping[Path, str]) -> None:
        self.kept = kept
        self.called = called
        self.read: list[Path] = []
        self.errors: list[InputError] = []
        self.is_complete = True

    def documents(self) -> Iterator[Findings]:
        """The findings about each file, in the order of the files."""
        return map(self.kept.findings, self.read)

    def unread(self) -> list[Unread]:
        """The files that could not be read, each with the reason."""
        return [
            Unread(self.called[one.path], "；".join([one.message, *one.details[:_DETAILS]]))
            for one in self.errors
        ]

    def complain(self, error: InputError) -> None:
        """Say at once why a file could not be read, and go on."""
        complain(error, self.called[error.path])
        self.errors.append(error)

    def code(self) -> int:
        """The exit code: a file that could not be read weighs more than an error in another."""
        if self.errors or not self.is_complete:
            return 2
        return int(any(one.summary.error for one in self.documents()))


def check_all(named: Sequence[Path], options: CheckOptions) -> int:
    """Check files, many in parallel; one that cannot be read does not stop the others.

    Raises:
        InputError: the form is unknown, or cannot hold several files; a file that findings are to
            be held against cannot be used.
        OutputError: an output would overwrite a file that was given, or cannot be written.
    """
    beside = [path for path in (options.set_aside, options.against) if path is not None]
    files = to_check(named, [options.out, options.annotate, *beside])
    _must_fit(options, len(files))
    targets = named_targets(
        files, options.out if options.output == "html" else None, options.annotate
    )
    for target in [options.out, *targets.all()]:
        keep_inputs(target, [*files, *beside])
    listed, called = _listed(options.set_aside), told_apart(files)
    asked = Asked(
        options.is_review,
        approved_in(options.against) if options.against else None,
        listed,
        is_among_others=len(set(files)) > 1,
        called=called,
    )
    drawn = Drawn(report=options.output == "html", copy=options.annotate is not None)
    with stoppable(), TemporaryDirectory(prefix="mingzhang-") as folder:
        run = _Run(Kept(Path(folder)), called)
        _check(run, files, asked, drawn)
        _write(run, options, targets)
        _say_unused(run, listed, options.set_aside)
        return run.code()


def _must_fit(options: CheckOptions, count: int) -> None:
    output, out = options.output, options.out
    if output not in OUTPUTS:
        raise InputError(Path("--format"), f"没有名为“{output}”的格式，可选 {'、'.join(OUTPUTS)}")
    if output == "json" and count > 1:
        raise InputError(Path("--format"), "json 只能放一个文件的结果，多个文件请用 jsonl")
    if output == "xlsx" and (out is None or out.suffix.lower() != ".xlsx"):
        raise InputError(Path("--format"), "xlsx 要写到文件，请用 --out 给出以 .xlsx 结尾的文件名")
    if output == "html" and count > 1 and (out is None or out.suffix.lower() == ".html"):
        raise InputError(
            Path("--out"), f"要检查的有 {count} 个文件，请用 --out 给出存放报告的文件夹"
        )


def _listed(path: Path | None) -> SetAsides:
    if path is None:
        return SetAsides()
    listed = read_set_asides(path)
    if not listed.entries:
        warned(f"{path.name}：没有一行填了搁置理由和搁置人，没有搁置任何问题")
    return listed


def _check(run: _Run, files: Sequence[Path], asked: Asked, drawn: Drawn) -> None:
    """Check files, alone and against each other."""
    stated: dict[Path, Stated] = {}
    done = checked_files(files, asked, drawn, run.kept)
    for path, outcome in zip(files, following(done, "正在检查……", len(files)), strict=True):
        if isinstance(outcome, InputError):
            run.complain(outcome)
            continue
        run.read.append(path)
        if outcome.stated is not None:
            stated[path] = outcome.stated
        for notice in outcome.notices:
            warned(notice)
    try:
        concerned = hold_together(stated, asked.listed, run.kept)
    except RuleError as error:
        failed(f"{error}，文件之间没有查完；这是程序的错误，请把规则编号告诉开发者")
        run.is_complete = False
        return
    if concerned and drawn != Drawn():
        again = drawn_again(concerned, drawn, run.kept)
        for problem in following(again, "正在补充文件之间的问题……", len(concerned)):
            if problem is not None:
                run.complain(problem)


def _write(run: _Run, options: CheckOptions, targets: Targets) -> None:
    """Write what was asked for; of several files, reports one after the other."""
    for path, copy in targets.copies.items():
        if run.kept.copy(path).exists():
            write_together({copy: run.kept.copy(path).read_bytes()})
    if options.annotate is not None:
        count = sum(run.kept.copy(path).exists() for path in targets.copies)
        if count:
            succeeded(f"{count} 个文件加了批注，写到 {options.annotate}")
        else:
            warned("没有文件加了批注")
    if options.output == "html":
        _write_reports(run, targets)
    elif options.output == "xlsx" and options.out is not None:
        from mingzhang.checker.report.book import finding_list  # loads a slow library

        write_together({options.out: finding_list(run.documents(), run.unread())})
    elif options.output == "json" and not run.read:
        return  # there is nothing to say, and an empty file would not be JSON
    elif options.out is not None:
        write_together({options.out: b"".join(_data(run, options.output))})
    else:
        for data in _data(run, options.output):
            write_data(data)
    if options.out is not None and options.output in ("html", "xlsx"):
        said = told_together(tallied(run.documents()), len(run.errors)).splitlines()[0]
        succeeded(f"{said}；写到 {options.out}")


def _write_reports(run: _Run, targets: Targets) -> None:
    from mingzhang.checker.report.html import html_index  # most checks do without pages

    for path in dict.fromkeys(run.read):
        report = run.kept.report(path).read_bytes()
        if path in targets.reports:
            write_together({targets.reports[path]: report})
        else:
            write_data(report)
    if targets.index is not None:
        known = [
            (_counted(findings), quote(targets.reports[path].name))
            for path, findings in zip(run.read, run.documents(), strict=True)
        ]
        write_together({targets.index: html_index(known, version=__version__, unread=run.unread())})


def _counted(findings: Findings) -> Findings:
    """Findings with what an index counts, and no more: many of them are held at once."""
    brief = [
        structs.replace(one, message="", where="", cells=(), evidence=(), sides=())
        for one in findings.findings
    ]
    return structs.replace(findings, findings=tuple(brief))


def _data(run: _Run, output: str) -> Iterator[bytes]:
    """The findings as text or data, document by document where the form allows it."""
    if output == "sarif":
        yield sarif(list(run.documents()), __version__)
    elif output in ("json", "jsonl"):
        for findings in run.documents():
            yield findings_to_json(findings, one_line=output == "jsonl")
    else:
        explained: set[str] = set()
        for findings in run.documents():
            yield told(findings, explained).encode()
        if len(run.read) + len(run.errors) > 1:
            yield told_together(tallied(run.documents()), len(run.errors)).encode()


def _say_unused(run: _Run, listed: SetAsides, path: Path | None) -> None:
    """Say which rows of a list set nothing aside, for what they name was not found."""
    if path is None:
        return
    used: set[int] = set()
    for findings in run.documents():
        used |= listed.rows_about(findings)
    rows = [str(entry.row) for entry in listed.entries if entry.row not in used]
    if rows:
        more = f" 等 {len(rows)}" if len(rows) > _ROWS else ""
        warned(
            f"{path.name}：第 {'、'.join(rows[:_ROWS])}{more} 行没有用到，"
            "这次没有查出所写的问题（已经改正，或文件不在其中）"
        )
