"""Exported tables instead of budget lines: read them, compile what explains them, compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from mingzhang.compiler import (
    Budget,
    Compiled,
    Content,
    Problem,
    compile_budget,
    read_budget,
    with_last_year,
    write_workbook,
)
from mingzhang.compiler.sheet import BASICS
from mingzhang.compiler.sheets import sheets_of
from mingzhang.compiler.tables import GivenTables, differences, traced
from mingzhang.model import Disclosure, Source
from mingzhang.reader.formats.spreadsheet import read_spreadsheet
from mingzhang.reader.recognise.ruled import RuledTables, ruled_tables
from mingzhang.scheme import Scheme, available_schemes, load_scheme
from mingzhang.workflow.errors import InputError

__all__ = ["Tabled", "TablesFile", "compiled_from", "compiled_of_tables"]

_OWN_SHEETS: Final = ("填写说明", "待填写", "检查", "列表")


@dataclass(slots=True)
class TablesFile:
    """Tables in a spreadsheet, read when they are asked for.

    `inside` says that they stand among the sheets of the workbook that is filled in.
    """

    path: Path
    data: bytes
    inside: bool = False
    found: RuledTables | None = None
    given: GivenTables | None = None
    notices: list[str] = field(default_factory=list)

    def __call__(self, scheme: Scheme) -> GivenTables | None:
        """The tables, to be taken for budget lines; None if there are none among the sheets.

        Raises:
            ReadError: the file cannot be read.
            InputError: there is no table in it, or some cannot be used.
        """
        self.read(scheme)
        assert self.found is not None
        if not self.found.tables:
            if self.inside:
                return None
            named = "、".join(f"“{name}”" for name in self.found.unknown[:5])
            sheets = f"；工作表{named}的标题、表头对不上任何一张" if named else ""
            raise InputError(self.path, f"没有认出任何一张预算表{sheets}，请核对是否选错了文件")
        _all_usable(self.path, scheme, self.found)
        read = self.found.tables
        evidence = {key: place for one in read for key, place in one.evidence.items()}
        self.given = GivenTables([one.table for one in read], evidence)
        self.notices.extend(_absent(scheme, self.found))
        return self.given

    def read(self, scheme: Scheme) -> RuledTables:
        """Find the tables of a scheme, whether they can be used or not."""
        leave_out = _own_sheets(scheme) if self.inside else set()
        sheet = read_spreadsheet(self.data, leave_out)
        self.found = ruled_tables(scheme, sheet.document.blocks)
        self.notices = list(sheet.notices)
        return self.found


def _own_sheets(scheme: Scheme) -> set[str]:
    """The sheets of a workbook to fill in; their titles do not depend on the year."""
    return {*_OWN_SHEETS, *(sheet.title for sheet in sheets_of(scheme, scheme.head.first_year))}


def _all_usable(path: Path, scheme: Scheme, found: RuledTables) -> None:
    details = [problem for one in found.tables for problem in one.problems]
    for name, sheets in found.doubled.items():
        ordinal = scheme.table(name).ordinal
        places = "、".join(f"“{sheet}”" for sheet in dict.fromkeys(sheets))
        details.append(f"表{ordinal}出现 {len(sheets)} 次（工作表{places}），请只留一张")
    if details:
        raise InputError(path, f"导出的表有 {len(details)} 处需要改正", details)


def _absent(scheme: Scheme, found: RuledTables) -> Iterator[str]:
    known = {one.table.id for one in found.tables}
    absent = [f"表{one.ordinal}" for one in scheme.tables.tables if one.id not in known]
    if absent:
        named = "、".join(f"“{name}”" for name in found.unknown[:5])
        more = f"；没有认出的工作表：{named}" if named else ""
        yield f"没有给出{'、'.join(absent)}，由其他表推算{more}"


@dataclass(frozen=True, slots=True)
class Tabled:
    """A disclosure derived from tables, with how these differ from it."""

    budget: Budget
    compiled: Compiled
    differences: tuple[str, ...]
    notices: tuple[str, ...]


def compiled_from(
    workbook: bytes, tables: TablesFile, last: Disclosure | None, source: Source
) -> Tabled:
    """Compile a filled-in workbook whose budget lines may come from tables.

    Raises:
        WorkbookError: the workbook or the tables have mistakes.
        ReadError: the tables cannot be read.
        InputError: the tables cannot be used.
    """
    budget = read_budget(workbook, tables)
    if last is not None:
        budget = with_last_year(budget, last)
    compiled = compile_budget(budget, source)
    if tables.given is None:
        return Tabled(budget, compiled, (), ())
    found = differences(budget, tables.given, compiled.disclosure)
    compiled = replace(compiled, disclosure=traced(budget, tables.given, compiled.disclosure))
    notices = [*tables.notices, *_other_owner(budget, tables.found)]
    return Tabled(budget, compiled, tuple(map(str, found)), tuple(notices))


def _other_owner(budget: Budget, found: RuledTables | None) -> Iterator[str]:
    if found is None:
        return
    if found.year is not None and found.year != budget.year:
        yield f"导出的表是 {found.year} 年的，预算年度是 {budget.year} 年，请核对"
    if found.entity is not None and found.entity != budget.name:
        yield f"导出的表是“{found.entity}”的，工作簿是“{budget.name}”的，请核对"


def compiled_of_tables(
    tables: TablesFile, last: Disclosure | None, source: Source
) -> Tabled | None:
    """Compile tables alone; None if there are none. What they do not tell is missing.

    Raises:
        WorkbookError: the tables have mistakes.
        ReadError: the tables cannot be read.
        InputError: the tables cannot be used.
    """
    found = _best(tables)
    if found is None:
        return None
    scheme_name, read = found
    if read.year is None:
        raise InputError(tables.path, "表的标题里没有年份，请补上，如“2026年某某表”")
    if read.entity is None:
        scheme = load_scheme(scheme_name, read.year)
        line = scheme.tables.owner_line.format(level=scheme.level_word("department"), entity="…")
        raise InputError(tables.path, f"表上没有写明是谁的，请在表头上方补上“{line}”一行")
    scheme = load_scheme(scheme_name, read.year)
    level = scheme.level_word(read.level or next(iter(scheme.head.level_words)))
    basics = {"name": read.entity, "level": level, "year": str(read.year)}
    workbook = write_workbook(scheme, read.year, Content({BASICS: basics}))
    made = compiled_from(workbook, tables, last, source)
    missing = tuple(Problem(one.sheet, None, one.message) for one in made.compiled.missing)
    hint = "要补填其余内容，请用 mingzhang new 生成工作簿，填写后用 compile --tables 与这个文件一起编制"
    notices = (*made.notices, *([hint] if missing else ()))
    return replace(made, compiled=replace(made.compiled, missing=missing), notices=notices)


def _best(tables: TablesFile) -> tuple[str, RuledTables] | None:
    """The scheme most of whose tables are there, and these."""
    best: tuple[str, RuledTables] | None = None
    for name, years in available_schemes().items():
        found = tables.read(load_scheme(name, years[-1]))
        if found.tables and (best is None or len(found.tables) > len(best[1].tables)):
            best = (name, found)
    return best
