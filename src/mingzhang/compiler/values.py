"""Cells as values: amounts, codes, choices, dates; what does not fit becomes a problem."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from mingzhang.catalog import Catalog, Entry
from mingzhang.catalog.names import folded
from mingzhang.compiler.content import CellValue, ReadRow, ReadWorkbook
from mingzhang.compiler.problem import Problem, unfilled
from mingzhang.compiler.sheet import Column, Sheet
from mingzhang.cube import AmountError, Unit, exact_amount, unit_named

__all__ = ["Values", "is_divided"]

_CODE: Final = re.compile(r"([A-Za-z](?![A-Za-z])\d*|\d+)[\s\-—:：]*(.*)", re.DOTALL)
_SHOWN: Final = 3
"""How many codes of one name are told."""

_MOST: Final = 10**17
"""No budget of a department comes near this many base units: more is a slip of the hand."""


def is_divided(codes: Catalog, code: str, year: int) -> bool:
    """Whether the list has codes below this one in a year."""
    return any(entry.is_valid_in(year) for entry in codes.children(code))


@dataclass
class Values:
    """Reads values out of a workbook and collects every problem that it meets.

    `suggested` holds the names that a misspelt one probably means, so that they are not told to
    be unused as well.
    """

    workbook: ReadWorkbook
    sheets: Mapping[str, Sheet]
    year: int
    problems: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)
    suggested: set[str] = field(default_factory=set)

    def rows(self, sheet: str) -> Sequence[ReadRow]:
        """The filled rows of a list sheet, each checked for what must be filled in."""
        rows = self.workbook.rows.get(sheet, ())
        for row in rows:
            absent = [
                column
                for column in self.sheets[sheet].columns
                if column.is_required and column.key not in row.values
            ]
            self._absent(sheet, row, [one for one in absent if not one.may_wait], self.problem)
            for column in absent:
                if column.may_wait:
                    self._absent(sheet, row, [column], self.lacking)
        return rows

    def _absent(
        self,
        sheet: str,
        row: ReadRow,
        columns: Sequence[Column],
        note: Callable[[str, str, str], None],
    ) -> None:
        """One word for all that a row lacks: a row that lacks much is perhaps none."""
        if columns:
            titles = "、".join(f"“{column.title}”" for column in columns)
            hint = "；如果这一行不是要填的内容，请删去" if len(columns) > 2 else ""
            note(sheet, self.place(sheet, columns[0].key, row), f"没有填写{titles}{hint}")

    def empty_fields(self, sheet: str) -> None:
        """Note every required field of a sheet that nobody filled in as missing."""
        for one in self.sheets[sheet].fields:
            if one.is_required and self.field(sheet, one.key) is None:
                self.lacking(sheet, self.place(sheet, one.key), unfilled(one.label))

    def problem(self, sheet: str, cell: str | None, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.sheets[sheet].title, cell, message))

    def lacking(self, sheet: str, cell: str | None, message: str) -> None:
        """Note what may be filled in later."""
        self.missing.append(Problem(self.sheets[sheet].title, cell, message))

    def in_order(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems as one goes through the workbook: by sheet, row and column, each once."""
        sheets = [sheet.title for sheet in self.sheets.values()]
        places = {one: (sheets.index(one.sheet), *_row_and_column(one.cell)) for one in problems}
        return sorted(places, key=places.__getitem__)

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

    def place(self, sheet: str, key: str, row: ReadRow | None = None) -> str:
        """The cell of a field, or of a row's column, filled or not."""
        found = self.workbook.columns[sheet][key]
        return f"{found}{row.number}" if row else found

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
                f"{title}“{value.text}”不是数字，请填以{unit}为单位的数字，"
                f"如 {'3' if unit_named(unit).size == 1 else '120000.50'}",
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
            self.problem(sheet, value.cell, f"{title}“{value.text}”{most}，请核对后改正")
            return None
        if amount < 0:
            self.problem(sheet, value.cell, f"{title}“{value.text}”是负数，不能为负，请核对")
            return None
        if amount > _MOST:
            self.problem(
                sheet, value.cell, f"{title}“{value.text}”过大，请核对单位是否为{unit.name}"
            )
            return None
        return amount

    def code(self, sheet: str, row: ReadRow, key: str, codes: Catalog) -> str | None:
        """A code, alone or followed by its name, which must then be the name of the list."""
        value = row.values.get(key)
        if value is None:
            return None
        code, name = _split(value.text)
        entry = codes.get(code)
        message: str | None
        if entry is None:
            message = f"{codes.title}中没有{_quoted(code, name)}{self._near(codes, code, name)}"
        else:
            message = self._unfit(self.column(sheet, key), codes, entry, name)
        if message:
            self.problem(sheet, value.cell, message)
            return None
        return code

    def _unfit(self, column: Column, codes: Catalog, entry: Entry, name: str) -> str | None:
        """What speaks against using this entry of the list, if anything."""
        said = f"编码“{entry.code} {entry.name}”"
        if name and folded(name) != folded(entry.name):
            return (
                f"编码“{entry.code}”的名称是“{entry.name}”，不是“{name}”；请核对编码和名称哪个对"
                + self._named(codes, name, entry.code)
            )
        if not entry.is_valid_in(self.year):
            years = (
                f"自 {entry.first_year} 年起"
                if (entry.first_year or 0) > self.year
                else f"到 {entry.last_year} 年止"
            )
            return f"{said}{years}使用，{self.year} 年不能用，请换用现行科目"
        if column.is_finest and is_divided(codes, entry.code, self.year):
            return f"{said}还有下级科目，请细化到最末一级"
        if column.lengths and len(entry.code) not in column.lengths:
            return f"{said}不是{column.title}需要的级次，请细化到 {column.lengths[0]} 位编码"
        return None

    def _near(self, codes: Catalog, code: str, name: str) -> str:
        if self._usable(codes, name):
            return f"；{self._of_name(codes, name, code)}"
        usable = [entry.code for entry in codes if entry.is_valid_in(self.year)]
        near = sorted(
            (one for one in usable if len(one) == len(code) and _differing(one, code) <= 2),
            key=lambda one: (_differing(one, code), -_shared(one, code)),
        )[:_SHOWN] or difflib.get_close_matches(code, usable, _SHOWN, 0.8)
        if near:
            return "；相近的有 " + "、".join(f"{one} {codes.entry(one).name}" for one in near)
        return "，请从下拉列表中选择"

    def _named(self, codes: Catalog, name: str, code: str) -> str:
        return f"（{self._of_name(codes, name, code)}）" if self._usable(codes, name) else ""

    def _of_name(self, codes: Catalog, name: str, code: str) -> str:
        """The codes of a name, those nearest to what was written first."""
        found = self._usable(codes, name)
        if len(found) > _SHOWN and not code:
            return f"名为“{name}”的编码有 {len(found)} 个，请从下拉列表中选择"
        found.sort(key=lambda one: -_shared(one, code))
        more = "等" if len(found) > _SHOWN else ""
        return f"“{name}”的编码是 {'、'.join(found[:_SHOWN])}{more}"

    def _usable(self, codes: Catalog, name: str) -> list[str]:
        """The codes of a name that may be used this year."""
        found = codes.named(name) if name else ()
        return [one.code for one in found if one.is_valid_in(self.year)]

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
            remedy = f"请先在“{where}”表中填写"
            if near:
                remedy = f"是否应为“{names[near[0]]}”？如不是，{remedy}"
                self.suggested.add(names[near[0]])
            self.problem(sheet, value.cell, f"“{value.text}”不在“{where}”表中，{remedy}")
        return found


def _shared(one: str, other: str) -> int:
    """How many characters two codes have in common from the start."""
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1),
        min(len(one), len(other)),
    )


def _differing(one: str, other: str) -> int:
    """In how many places two codes of one length differ."""
    return sum(left != right for left, right in zip(one, other, strict=True))


def _row_and_column(cell: str | None) -> tuple[int, int, str]:
    letters = (cell or "").rstrip("0123456789")
    return int((cell or "")[len(letters) :] or 0), len(letters), letters


def _split(text: str) -> tuple[str, str]:
    """A code and its name, as written with or without something between them."""
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", text))
    return (match[1].upper(), match[2].strip()) if match else ("", text)


def _quoted(code: str, name: str) -> str:
    return f"编码“{code}”" if code else f"“{name}”这个编码"
