"""How a cell of a grid looks: three families of paragraph styles, one for each kind of grid."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mingzhang.publisher.compose.page import Cell, CellRole
from mingzhang.publisher.render.paper.looks import HEI, Look

__all__ = [
    "CELL_LOOKS",
    "CELL_MARGIN_SIDE",
    "CELL_MARGIN_TOP",
    "DENSE",
    "FORM",
    "SMALL_FORM",
    "TABLE",
    "TABLE_STYLES",
    "Family",
]

CELL_MARGIN_SIDE = 60
CELL_MARGIN_TOP = 28
_DEEPEST = 4
_ROLES = {
    CellRole.COLUMN_HEADER: ("Header", "列标题", "center"),
    CellRole.ROW_HEADER: ("Label", "行标题", "left"),
    CellRole.TEXT: ("Text", "文字", "left"),
    CellRole.NUMBER: ("Number", "数字", "right"),
    CellRole.CENTRED: ("Centred", "居中", "center"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """The cell styles of one kind of grid: ids begin with `id`, names with `name`.

    `labels` is how the labels of rows stand; those of forms are short words and stand centred.
    """

    id: str
    name: str
    size: int
    line: int
    table_style: str
    labels: str = "left"

    @property
    def breaks_labels(self) -> bool:
        """Whether the labels of rows are broken between words, as column headers are."""
        return self.labels == "center"

    def look(self, cell: Cell) -> Look:
        """How this cell looks."""
        return _BY_KEY[self.id, cell.role, max(0, min(cell.indent, _DEEPEST)), cell.strong]

    @property
    def blank(self) -> Look:
        """How a place looks that a cell above covers."""
        return _BY_KEY[self.id, CellRole.TEXT, 0, False]

    def looks(self) -> dict[tuple[str, CellRole, int, bool], Look]:
        """Every look of the family by role, indent and strength."""
        found: dict[tuple[str, CellRole, int, bool], Look] = {}
        for role in CellRole:
            for indent in range(_DEEPEST + 1):
                for strong in (False, True):
                    found[self.id, role, indent, strong] = self._look(role, indent, strong)
        return found

    def _look(self, role: CellRole, indent: int, strong: bool) -> Look:
        key, name, align = _ROLES[role]
        plain = Look(
            f"{self.id}{key}", f"{self.name}{name}", size=self.size, line=self.line,
            align=self.labels if role is CellRole.ROW_HEADER else align, hangs=False,
        )  # fmt: skip
        if role is CellRole.COLUMN_HEADER:
            return replace(plain, east=HEI)
        if indent and role in (CellRole.ROW_HEADER, CellRole.TEXT):
            plain = replace(
                plain, id=f"{plain.id}{indent}", name=f"{plain.name}缩进{indent}", align="left",
                left=indent * self.size * 10, parent=plain.id,
            )  # fmt: skip
        if strong:
            plain = replace(
                plain, id=f"{plain.id}Total", name=f"{plain.name}（合计）", bold=True,
                parent=plain.id,
            )  # fmt: skip
        return plain


TABLE_STYLES = {"BudgetTable": "预算表", "PerformanceForm": "绩效表"}
TABLE = Family("Cell", "预算表", 21, 280, "BudgetTable")
DENSE = Family("DenseCell", "密排表", 18, 240, "BudgetTable")
FORM = Family("FormCell", "绩效表", 18, 250, "PerformanceForm", labels="center")

SMALL_FORM = Family("SmallFormCell", "密排绩效表", 16, 220, "PerformanceForm", labels="center")

_BY_KEY = TABLE.looks() | DENSE.looks() | FORM.looks() | SMALL_FORM.looks()
CELL_LOOKS: tuple[Look, ...] = tuple({look.id: look for look in _BY_KEY.values()}.values())
