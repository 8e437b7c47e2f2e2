"""Cells as values: amounts, codes, choices, dates; what does not fit becomes a problem."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mingzhang.catalog import Catalog
from mingzhang.catalog.names import folded
from mingzhang.compiler.content import CellValue, ReadRow, ReadWorkbook
from mingzhang.compiler.problem import Problem
from mingzhang.compiler.sheets import Column, Sheet
from mingzhang.cube import AmountError, Unit, exact_amount, unit_named

__all__ = ["Values"]


@dataclass
class Values:
    """Reads values out of a workbook and collects every problem that it meets."""

    workbook: ReadWorkbook
    sheets: Mapping[str, Sheet]
    year: int
    problems: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)

    def rows(self, sheet: str) -> Sequence[ReadRow]:
        """The filled rows of a list sheet, each checked for what must be filled in."""
        rows = self.workbook.rows.get(sheet, ())
        for row in rows:
            for column in self.sheets[sheet].columns:
                if column.is_required and column.key not in row.values:
                    place = self._cell(sheet, row, column.key)
                    found = Problem(self.sheets[sheet].title, place, f"没有填写“{column.title}”")
                    (self.missing if column.may_wait else self.problems).append(found)
        return rows

    def empty_fields(self, sheet: str) -> None:
        """Note every required field of a sheet that nobody filled in as missing."""
        for one in self.sheets[sheet].fields:
            if one.is_required and self.field(sheet, one.key) is None:
                self.missing.append(
                    Problem(self.sheets[sheet].title, None, f"没有填写“{one.label}”")
                )

    def problem(self, sheet: str, cell: str | None, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.sheets[sheet].title, cell, message))

    def field(self, sheet: str, key: str) -> CellValue | None:
        """The value of a field, or None where it is empty."""
        return self.workbook.fields.get(sheet, {}).get(key)

    def text(self, sheet: str, key: str) -> str:
        """The text of a field, empty where nothing was written."""
        value = self.field(sheet, key)
        return value.text if value else ""

    def column(self, sheet: str, key: str) -> Column:
        """The description of a column."""
        return next(one for one in self.sheets[sheet].columns if one.key == key)

    def _cell(self, sheet: str, row: ReadRow, key: str) -> str:
        return f"{self.workbook.columns[sheet][key]}{row.number}"

    def cell_text(self, row: ReadRow, key: str) -> str:
        """The text of a cell, empty where nothing was written."""
        value = row.values.get(key)
        return value.text if value else ""

    def choice(self, sheet: str, row: ReadRow, key: str) -> str | None:
        """One of a column's choices, width and spaces aside."""
        value = row.values.get(key)
        if value is None:
            return None
        column = self.column(sheet, key)
        return self.chosen(sheet, value, column.title, column.choices)

    def chosen(
        self, sheet: str, value: CellValue, title: str, choices: Iterable[str]
    ) -> str | None:
        """The choice that a value names."""
        known = {folded(choice): choice for choice in choices}
        found = known.get(folded(value.text))
        if found is None:
            self.problem(
                sheet,
                value.cell,
                f"{title}“{value.text}”不在可选范围内，可选：{'、'.join(known.values())}",
            )
        return found

    def amount(self, sheet: str, value: CellValue | None, unit: str, title: str) -> int | None:
        """A non-negative amount in base units; unit 元 gives 分."""
        if value is None:
            return None
        if value.number is None:
            self.problem(
                sheet,
                value.cell,
                f"{title}“{value.text}”不是数字，请填以{unit}为单位的数字，如 120000.50",
            )
            return None
        return self._exact(sheet, value, value.number, unit_named(unit), title)

    def _exact(
        self, sheet: str, value: CellValue, number: Decimal, unit: Unit, title: str
    ) -> int | None:
        try:
            amount = exact_amount(number, unit)
        except AmountError:
            most = "必须是整数" if unit.size == 1 else "最多两位小数"
            self.problem(sheet, value.cell, f"{title}“{value.text}”{most}，请按批复数填写")
            return None
        if amount < 0:
            self.problem(sheet, value.cell, f"{title}“{value.text}”是负数，预算数不能为负，请核对")
            return None
        return amount

    def code(self, sheet: str, row: ReadRow, key: str, codes: Catalog) -> str | None:
        """A code, alone or followed by its name, which must then be the name of the list."""
        value = row.values.get(key)
        if value is None:
            return None
        column = self.column(sheet, key)
        code = value.text.split()[0].split("-")[0] if value.text else ""
        name = value.text[len(code) :].strip(" -　")
        entry = codes.get(code)
        if entry is None:
            self.problem(
                sheet, value.cell, f"{codes.title}中没有编码“{code}”{self._near(codes, code, name)}"
            )
            return None
        if column.lengths and len(code) not in column.lengths:
            self.problem(
                sheet,
                value.cell,
                f"编码“{code}”不是{column.title}需要的级次，请细化到 {column.lengths[0]} 位编码",
            )
            return None
        if name and folded(name) != folded(entry.name):
            self.problem(
                sheet, value.cell,
                f"编码“{code}”的名称是“{entry.name}”，不是“{name}”；请核对编码和名称哪个对"
                + self._named(codes, name),
            )  # fmt: skip
            return None
        if not entry.is_valid_in(self.year):
            years = (
                f"自 {entry.first_year} 年起" if entry.first_year else f"到 {entry.last_year} 年止"
            )
            self.problem(
                sheet,
                value.cell,
                f"编码“{code} {entry.name}”{years}使用，{self.year} 年不能用，请换用现行科目",
            )
            return None
        return code

    @staticmethod
    def _near(codes: Catalog, code: str, name: str) -> str:
        if name and (named := codes.named(name)):
            return f"；“{name}”的编码是 {'、'.join(entry.code for entry in named[:5])}"
        near = difflib.get_close_matches(code, [entry.code for entry in codes], 3, 0.8)
        if near:
            return "；相近的有 " + "、".join(f"{one} {codes.entry(one).name}" for one in near)
        return "，请从下拉列表中选择"

    @staticmethod
    def _named(codes: Catalog, name: str) -> str:
        named = codes.named(name)
        return f"（“{name}”的编码是 {'、'.join(one.code for one in named[:5])}）" if named else ""

    def date(self, sheet: str, key: str, title: str) -> date | None:
        """A date written as 2024-12-31, 2024年12月31日 or 2024/12/31."""
        value = self.field(sheet, key)
        if value is None:
            return None
        text = value.text.translate(str.maketrans("年月/.", "----")).rstrip("日")
        try:
            year, month, day = (int(part) for part in text.split("-"))
            return date(year, month, day)
        except ValueError:
            self.problem(
                sheet,
                value.cell,
                f"{title}“{value.text}”不是日期，请按 {self.year - 1}-12-31 的样子填写",
            )
            return None

    def known(
        self, sheet: str, row: ReadRow, key: str, names: Mapping[str, str], where: str
    ) -> str | None:
        """A name that another sheet lists; `names` maps folded names to names."""
        value = row.values.get(key)
        if value is None:
            return None
        found = names.get(folded(value.text))
        if found is None:
            near = difflib.get_close_matches(folded(value.text), names, 1)
            hint = f"；是否应为“{names[near[0]]}”？" if near else ""
            self.problem(
                sheet, value.cell, f"“{value.text}”不在“{where}”表中，请先在“{where}”表中填写{hint}"
            )
        return found
