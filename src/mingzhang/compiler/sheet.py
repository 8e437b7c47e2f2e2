"""What a sheet of the input workbook is: its columns or fields, and the names that they go by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

__all__ = [
    "BASICS",
    "BOTH_HORIZONS",
    "EXAMPLE",
    "FIELD_TITLES",
    "FORMAT_LABEL",
    "FORMAT_VERSION",
    "HORIZONS",
    "INDICATORS",
    "LINES",
    "NOT_PUBLISHED",
    "OVERALL",
    "PRIORS",
    "PROJECTS",
    "REGISTERS",
    "SOURCES",
    "TASKS",
    "TEXTS",
    "UNITS",
    "WHOLE_ENTITY",
    "Column",
    "Field",
    "Kind",
    "Sheet",
]


class Kind(Enum):
    """What may stand in a cell."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    AMOUNT = "amount"
    NUMBER = "number"
    COUNT = "count"
    CODE = "code"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list sheet.

    `choices` are valid values, `catalog` the code list of a CODE, `from_sheet` names the list
    sheet and column whose entries are offered (units, projects). A required column that
    `may_wait` does not stop compiling while it is empty; it is listed as missing. `is_finest`
    asks for a code that the list does not divide further in the year.
    """

    key: str
    title: str
    kind: Kind
    width: int
    hint: str = ""
    choices: tuple[str, ...] = ()
    catalog: str | None = None
    lengths: tuple[int, ...] = ()
    is_finest: bool = False
    from_sheet: tuple[str, str] | None = None
    is_required: bool = False
    may_wait: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled place of a field sheet. `default` stands there from the start.

    `may_be_absent` is of what workbooks of earlier versions do not have.
    """

    key: str
    label: str
    kind: Kind
    hint: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = True
    default: str = ""
    may_be_absent: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `columns` for a list, else `fields`."""

    key: str
    title: str
    intro: str
    columns: tuple[Column, ...] = ()
    fields: tuple[Field, ...] = ()


BASICS: Final = "basics"
UNITS: Final = "units"
LINES: Final = "lines"
PRIORS: Final = "priors"
PROJECTS: Final = "projects"
INDICATORS: Final = "indicators"
OVERALL: Final = "overall"
TASKS: Final = "tasks"
REGISTERS: Final = "registers"
TEXTS: Final = "texts"

EXAMPLE: Final = "示例"
FIELD_TITLES: Final = ("项目", "填写内容", "单位", "说明")
"""Column titles of a sheet of fields: label, value, unit, explanation."""

FORMAT_LABEL: Final = "工作簿格式"
FORMAT_VERSION: Final = "明账 1"
WHOLE_ENTITY: Final = "（部门整体）"
BOTH_HORIZONS: Final = "实施期和年度"
HORIZONS: Final = {"implementation": "实施期", "annual": "年度"}
SOURCES: Final = {
    "central": "中央财政资金",
    "province": "省级财政资金",
    "local": "市县（区）财政资金",
    "own": "单位自筹",
    "other": "其他资金",
}
NOT_PUBLISHED: Final = "不公开"
