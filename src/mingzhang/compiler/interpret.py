"""A workbook's cells -> a budget, or everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from mingzhang.catalog import economic_pairs
from mingzhang.catalog.names import folded
from mingzhang.compiler.budget import Budget, BudgetLine, BudgetUnit, Project
from mingzhang.compiler.content import ReadRow
from mingzhang.compiler.forms import Forms
from mingzhang.compiler.prior import prior_figures
from mingzhang.compiler.problem import WorkbookError
from mingzhang.compiler.publishing import publishing_of
from mingzhang.compiler.read import BASICS_TITLE, open_workbook, read_basics, read_sheets
from mingzhang.compiler.sheet import (
    BASICS,
    LINES,
    NOT_PUBLISHED,
    PRIORS,
    PROJECTS,
    REGISTERS,
    TEXTS,
    UNITS,
)
from mingzhang.compiler.sheets import attachment_sheet, project_forms, sheets_of
from mingzhang.compiler.tables import FromTables, GivenTables, Owner, budget_from_tables
from mingzhang.compiler.values import Values
from mingzhang.cube import YUAN, Coordinate, Evidence, Fact, groups_and_parts, show
from mingzhang.model import Attachment, AttachmentRow
from mingzhang.scheme import Scheme, SchemeError, load_scheme
from mingzhang.scheme.spaces import short_dimensions

__all__ = ["read_budget"]

_Given = Callable[[Scheme], GivenTables | None]


def read_budget(data: bytes, given: _Given | None = None) -> Budget:
    """Understand the bytes of a filled-in workbook.

    `given` is asked for exported tables where the workbook holds no budget lines.

    Raises:
        WorkbookError: with every problem found, each with sheet, cell and remedy.
    """
    book = open_workbook(data)
    basics = read_basics(book, BASICS_TITLE)
    year = _year(basics.get("预算年度", ""))
    try:
        scheme = load_scheme(basics.get("公开方案", ""), year)
    except SchemeError as error:
        raise WorkbookError(f"工作表“基本信息”的“公开方案”或“预算年度”有误：{error}") from error
    sheets = sheets_of(scheme, year)
    workbook = read_sheets(book, sheets)
    values = Values(workbook, {sheet.key: sheet for sheet in sheets}, year)
    tables = given(scheme) if given and not workbook.rows.get(LINES) else None
    budget = _Interpreter(scheme, values, tables).budget()
    if values.problems:
        problems = values.in_order(values.problems)
        raise WorkbookError(f"工作簿有 {len(problems)} 处需要改正", problems)
    return budget


def _year(text: str) -> int:
    if text.isdigit() and len(text) == 4:
        return int(text)
    said = f"为“{text}”" if text else "没有填写"
    raise WorkbookError(f"工作表“基本信息”的“预算年度”{said}，请填四位年份，如 2026")


class _Interpreter:
    def __init__(self, scheme: Scheme, values: Values, given: GivenTables | None = None) -> None:
        self.scheme = scheme
        self.values = values
        self.given = given
        self.units: list[BudgetUnit] = []
        self.projects: list[Project] = []
        self.listed_revenue = list(_listed(scheme, "revenue"))

    def budget(self) -> Budget:
        values, scheme = self.values, self.scheme
        level = self._level()
        as_of = self._as_of()
        self.units = list(self._units())
        self.projects = list(self._projects())
        name = values.text(BASICS, "name")
        told = self._from_tables(name, level)
        lines = list(told.lines if told else self._lines())
        self._projects_with_money(lines)
        if not name:
            cell = values.place(BASICS, "name")
            values.problem(BASICS, cell, "没有填写“部门（单位）全称”")
        forms = tuple(Forms(scheme, values, self.projects, _project_units(lines)).forms())
        for sheet in (PRIORS, REGISTERS, TEXTS):
            values.empty_fields(sheet)
        return Budget(
            scheme,
            values.year,
            name,
            level,
            values.text(BASICS, "code") or None,
            values.text(BASICS, "area"),
            as_of,
            self._options(),
            self.units,
            self.projects,
            lines,
            self._priors(),
            self._registers(),
            forms,
            tuple(self._attachments()),
            {key: value.text for key, value in values.workbook.fields.get(TEXTS, {}).items()},
            (*(told.missing if told else ()), *values.in_order(values.missing)),
            publishing=publishing_of(values),
        )

    def _from_tables(self, name: str, level: str) -> FromTables | None:
        """The part of the budget that exported tables tell, with units and projects of theirs."""
        if self.given is None:
            return None
        owner = Owner(self.scheme, self.values.year, name, level)
        told = budget_from_tables(owner, self.given, self.units, self.projects)
        self.units, self.projects = list(told.units), list(told.projects)
        return told

    def _level(self) -> str:
        words = {word: level for level, word in self.scheme.head.level_words.items()}
        value = self.values.field(BASICS, "level")
        chosen = value and self.values.chosen(BASICS, value, "公开层级", words)
        if value is None:
            self.values.problem(BASICS, self.values.place(BASICS, "level"), "没有填写“公开层级”")
        return words.get(chosen or "", next(iter(words.values())))

    def _as_of(self) -> date:
        year = self.values.year
        found = self.values.date(BASICS, "as_of", "资产统计截止日期")
        written = self.values.field(BASICS, "as_of")
        if found is not None and found.year not in (year - 1, year):
            self.values.problem(
                BASICS,
                written.cell if written else None,
                f"资产统计截止日期是 {found.year} 年，与预算年度 {year} 不符，一般为 {year - 1}-12-31",
            )
        return found or date(year - 1, 12, 31)

    def _options(self) -> dict[str, str]:
        chosen = {}
        for option in self.scheme.head.options:
            value = self.values.field(BASICS, option.key)
            found = value and self.values.chosen(BASICS, value, option.label, option.choices)
            chosen[option.key] = found or option.choices[0]
        return chosen

    def _units(self) -> Iterator[BudgetUnit]:
        for row in self._unique(UNITS, "单位"):
            reports = self.values.choice(UNITS, row, "reports")
            yield BudgetUnit(
                self.values.cell_text(row, "name"),
                self.values.choice(UNITS, row, "kind") or "",
                None if reports is None else reports == "是",
            )

    def _projects(self) -> Iterator[Project]:
        kinds = {form.name: form.kind for form in project_forms(self.scheme)}
        for row in self._unique(PROJECTS, "项目"):
            form = self.values.choice(PROJECTS, row, "form")
            group = self.values.choice(PROJECTS, row, "class")
            yield Project(
                self.values.cell_text(row, "name"),
                self.scheme.head.project_classes.get(group or "", ""),
                None if form in (None, NOT_PUBLISHED) else kinds[form],
            )

    def _unique(self, sheet: str, what: str) -> Iterator[ReadRow]:
        rows = self.values.rows(sheet)
        if not rows and sheet != PROJECTS and self.given is None:
            self.values.problem(sheet, None, f"没有填写{what}，至少填一行")
        seen: dict[str, int] = {}
        for row in rows:
            name = folded(self.values.cell_text(row, "name"))
            if name and name in seen:
                self.values.problem(
                    sheet,
                    row.values["name"].cell,
                    f"{what}“{row.values['name'].text}”与第 {seen[name]} 行重复，请合并或改名",
                )
            elif name:
                seen[name] = row.number
                yield row

    def _lines(self) -> Iterator[BudgetLine]:
        units = {folded(unit.name): unit.name for unit in self.units}
        kinds = {unit.name: unit.kind for unit in self.units}
        projects = {folded(project.name): project.name for project in self.projects}
        rows = self.values.rows(LINES)
        if not rows:
            self.values.problem(LINES, None, "没有填写预算明细，至少填一行")
        for row in rows:
            unit = self.values.known(LINES, row, "unit", units, "单位")
            project = self.values.known(LINES, row, "project", projects, "项目")
            members = {
                "unit": unit,
                "project": project,
                "kind": self._kind(row),
                "function": self._code(row, "function", "function"),
                "economic": self._code(row, "economic", "economic"),
                "government_economic": self._code(
                    row, "government_economic", "government_economic"
                ),
                "revenue": self._code(row, "revenue", "revenue"),
                "source": self._titled(row, "source"),
                "period": self._titled(row, "period"),
            }
            self._fits(row, members)
            self._pair(row, members, kinds.get(unit or "", ""))
            self._listed_revenue(row, members)
            amount = self.values.amount(LINES, row.values.get("amount"), "元", "金额")
            yield BudgetLine(
                {name: member for name, member in members.items() if member},
                amount or 0,
                self._origin(row),
            )

    def _origin(self, row: ReadRow) -> Evidence | None:
        written = row.values.get("amount")
        title = self.values.sheets[LINES].title
        return Evidence(written.text, sheet=title, cell=written.cell) if written else None

    def _kind(self, row: ReadRow) -> str | None:
        return self.scheme.head.economic_kinds.get(self.values.choice(LINES, row, "kind") or "")

    def _code(self, row: ReadRow, key: str, dimension: str) -> str | None:
        codes = self.scheme.catalog_of(dimension)
        return None if codes is None else self.values.code(LINES, row, key, codes)

    def _titled(self, row: ReadRow, dimension: str) -> str | None:
        members = {one.title: one.key for one in self.scheme.dimension(dimension).members}
        return members.get(self.values.choice(LINES, row, dimension) or "")

    def _fits(self, row: ReadRow, members: Mapping[str, str | None]) -> None:
        """A basic line needs an economic code of its class; a project line needs its project."""
        project, economic, kind = members["project"], members["economic"], members["kind"]
        place = self.values.place(LINES, "project", row)
        if kind == "project":
            if project is None and "project" not in row.values:
                self.values.problem(LINES, place, "项目支出没有填写项目名称")
            return
        if kind is None:
            return
        if project is not None:
            self.values.problem(
                LINES,
                place,
                f"{self._kind_word(kind)}属于基本支出，不应填写项目；如为项目支出请改支出类别",
            )
        if "economic" not in row.values:
            cell = self.values.place(LINES, "economic", row)
            self.values.problem(LINES, cell, "基本支出没有填写部门经济科目，公开要求细化到款")
        elif economic is not None:
            self._economic_class(row, economic, kind)

    def _economic_class(self, row: ReadRow, economic: str, kind: str) -> None:
        codes = self.scheme.catalog_of("economic")
        entry = codes.get(economic) if codes else None
        expected = entry.attributes.get("class_of_expense") if entry else None
        if entry and expected and self.scheme.head.economic_kinds.get(expected) != kind:
            self.values.problem(
                LINES,
                row.values["economic"].cell,
                f"“{economic} {entry.name}”属于{expected}，支出类别却是{self._kind_word(kind)}，请核对",
            )

    def _kind_word(self, kind: str) -> str:
        words = {key: word for word, key in self.scheme.head.economic_kinds.items()}
        return words[kind]

    def _pair(self, row: ReadRow, members: dict[str, str | None], unit_kind: str) -> None:
        """Fill in the usual government economic code; a line without any would be in no row."""
        economic = members["economic"]
        if economic is None or "government_economic" in row.values:
            return
        usual = [pair for pair in economic_pairs() if pair.department == economic]
        fitting = [
            pair
            for pair in usual
            if pair.unit_kind == "全部" or unit_kind in pair.unit_kind.split("/")
        ]
        for pair in (*fitting, *usual):
            members["government_economic"] = pair.government
            return
        cell = self.values.place(LINES, "government_economic", row)
        said = row.values["economic"].text
        self.values.problem(LINES, cell, f"“{said}”没有通常对应的政府经济科目，请填写这一栏")

    def _listed_revenue(self, row: ReadRow, members: Mapping[str, str | None]) -> None:
        """Revenue that some table lists by code needs its code."""
        if "revenue" in row.values or "source" not in row.values:
            return
        for place in self.listed_revenue:
            if all(members.get(name) == member for name, member in place.items()):
                cell = self.values.place(LINES, "revenue", row)
                said = row.values["source"].text
                self.values.lacking(LINES, cell, f"没有填写“收入科目”，{said}的收入表要按它列示")
                return

    def _projects_with_money(self, lines: Sequence[BudgetLine]) -> None:
        named = {line.members.get("project", "") for line in lines} | self.values.suggested
        used = {folded(name) for name in named}
        for row in self.values.workbook.rows.get(PROJECTS, ()):
            name = row.values.get("name")
            if name and folded(name.text) not in used:
                lack = (
                    "“预算明细”中没有金额；请补填明细"
                    if self.given is None
                    else "给定的表中没有金额；请核对名称"
                )
                message = f"项目“{name.text}”在{lack}，或删去此项目"
                self.values.problem(PROJECTS, name.cell, message)

    def _priors(self) -> dict[Coordinate, int]:
        found = {}
        for label, coordinate in prior_figures(self.scheme).items():
            amount = self.values.amount(PRIORS, self.values.field(PRIORS, label), "元", "上年数")
            if amount is not None:
                found[coordinate] = amount
        self._prior_sums(found)
        return found

    def _prior_sums(self, priors: Mapping[Coordinate, int]) -> None:
        """Last year's figures must add up where one holds the others."""
        labels = {place: label for label, place in prior_figures(self.scheme).items()}
        facts = [
            Fact(labels[place], place, show(amount, YUAN, 2), YUAN.name, amount)
            for place, amount in priors.items()
        ]
        space = self.scheme.space({"unit": {}, "project": {}})
        leaves = short_dimensions(self.scheme)
        for identity in groups_and_parts(facts, space, leaves):
            if not identity.holds():
                value = self.values.field(PRIORS, identity.whole.address)
                named = "、".join(f"{part.address} {part.text} 元" for part in identity.parts)
                self.values.problem(
                    PRIORS,
                    value.cell if value else None,
                    f"{identity.whole.address} {identity.whole.text} 元，不等于 {named} 之和，请核对",
                )

    def _registers(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for register in self.scheme.registers:
            for item in register.items:
                value = self.values.field(REGISTERS, f"{register.id}.{item.key}")
                amount = self.values.amount(REGISTERS, value, register.input_unit, item.label)
                if amount is not None:
                    found.setdefault(register.id, {})[item.key] = amount
        return found

    def _attachments(self) -> Iterator[Attachment]:
        for definition in self.scheme.publication.attachments:
            sheet = attachment_sheet(definition.id)
            codes = self.scheme.catalog(definition.catalog)
            found = [self.values.code(sheet, row, "code", codes) for row in self.values.rows(sheet)]
            rows = tuple(
                AttachmentRow(
                    code=code, name=codes.entry(code).name, level=int(codes.entry(code).level)
                )
                for code in found
                if code
            )
            if rows:
                yield Attachment(
                    id=definition.id, section=definition.section, title=definition.title, rows=rows
                )


def _listed(scheme: Scheme, dimension: str) -> Iterator[Mapping[str, str]]:
    """The places of tables that list a dimension's members one by one."""
    for table in scheme.tables.tables:
        for side in table.sides:
            if any(rule.each == dimension for band in side.bands for rule in band.rows):
                yield {**table.at, **side.at}


def _project_units(lines: Sequence[BudgetLine]) -> dict[str, str]:
    """The unit of each project, the first that has money for it."""
    units: dict[str, str] = {}
    for line in lines:
        if project := line.members.get("project"):
            units.setdefault(project, line.members.get("unit", ""))
    return units
