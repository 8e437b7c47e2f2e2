"""What a workbook holds, cell by cell, before anything is understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["CellValue", "Content", "Mark", "ReadRow", "ReadWorkbook"]


@dataclass(frozen=True, slots=True)
class CellValue:
    """A filled cell: its text as a person sees it, its number if it is one, and where it stands."""

    text: str
    number: Decimal | None
    cell: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A filled row of a list sheet: values by column key, and its row number in the sheet."""

    number: int
    values: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """The filled cells of a workbook by sheet key.

    `columns` says where each column of a list stands (K), and each field of other sheets (B7).
    """

    fields: Mapping[str, Mapping[str, CellValue]]
    rows: Mapping[str, Sequence[ReadRow]]
    columns: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a prefilled value stands there: shown beside it (沿用上年, 按公开数重建)."""

    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """Values to write into a workbook: fields by sheet and key, rows by sheet in order.

    Amounts are `Decimal` in the sheet's unit. `marks` explain prefilled fields, by sheet and key.
    """

    fields: Mapping[str, Mapping[str, str | Decimal]] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, str | Decimal]]] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)
