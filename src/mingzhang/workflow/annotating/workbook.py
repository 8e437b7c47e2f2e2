"""Excel files with comments at their cells: beside the sheets, whose cells stay as they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from mingzhang.checker.report.told import name_of
from mingzhang.compiler import is_workbook
from mingzhang.cube import Evidence
from mingzhang.model import Disclosure, Finding, Findings
from mingzhang.reader.formats.package import Package, open_package
from mingzhang.reader.formats.spreadsheet import spreadsheet_document
from mingzhang.reader.formats.spreadsheet_sheet import cell_name, place_of
from mingzhang.reader.formats.spreadsheet_xlsx import xlsx_sheets
from mingzhang.reader.read import read_document
from mingzhang.reader.source import ReadError
from mingzhang.reader.workbook import own_workbook, without_copies
from mingzhang.workflow.annotating.notes import add_notes
from mingzhang.workflow.annotating.parts import RELATION, Parts
from mingzhang.workflow.annotating.remarks import Standing, quoted, remarks
from mingzhang.workflow.annotating.standing import Texts

__all__ = ["annotated_workbook"]

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FIRST: Final = "A1"


def annotated_workbook(data: bytes, findings: Findings) -> bytes:
    """The workbook with one comment at each cell that findings are about.

    Raises:
        ReadError: it is no workbook, or damaged.
    """
    package = open_package(data)
    cells = list(_cells(package))
    main = next(one.part for one in package.relationships() if one.kind == "officeDocument")
    parts = Parts(data, main)
    sheets = _sheets(package, main)
    cells += _blank(findings, cells, set(sheets))
    standing = _Standing(data, name_of(findings), cells)
    notes: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for remark in remarks(findings, standing.of):
        if remark.spot is None:
            own = notes[next(iter(sheets))]
            own[_FIRST] = (*own.get(_FIRST, ()), *remark.lines)
        elif (place := cells[remark.spot]).sheet in sheets:
            own = notes[str(place.sheet)]
            own[str(place.cell)] = (*own.get(str(place.cell), ()), *remark.lines)
    for sheet, texts in notes.items():
        add_notes(parts, sheets[sheet], texts)
    return parts.written() if notes else data


def _cells(package: Package) -> Iterator[Evidence]:
    """Every cell that holds something."""
    for sheet in xlsx_sheets(package):
        for row, texts in sorted(sheet.rows.items()):
            for column, text in sorted(texts.items()):
                yield Evidence(text, sheet=sheet.name, cell=cell_name(row, column))


def _blank(findings: Findings, cells: Sequence[Evidence], sheets: set[str]) -> Iterator[Evidence]:
    """The cells that findings name and that hold nothing."""
    filled = {(one.sheet, one.cell) for one in cells}
    for finding in findings.findings:
        for one in (*finding.evidence, *(one for side in finding.sides for one in side.evidence)):
            is_cell = one.sheet in sheets and one.cell is not None and place_of(one.cell)
            if is_cell and (one.sheet, one.cell) not in filled:
                filled.add((one.sheet, one.cell))
                yield Evidence("", sheet=one.sheet, cell=one.cell)


def _sheets(package: Package, main: str) -> dict[str, str]:
    """The part of each worksheet by its name, in the order of the tabs, hidden ones last."""
    linked = {one.key: one for one in package.relationships(main)}
    found = {}
    for sheet in sorted(
        package.markup(main).iter(f"{_MAIN}sheet"), key=lambda one: "state" in one.attrib
    ):
        one = linked.get(sheet.get(f"{{{RELATION}}}id", ""))
        if one is not None and one.kind == "worksheet":
            found[sheet.get("name", "")] = one.part
    if not found:
        raise ReadError("工作簿里没有工作表，加不了批注")
    return found


class _Standing:
    """Where findings stand in a workbook: the numbers of cells."""

    def __init__(self, data: bytes, name: str, cells: Sequence[Evidence]) -> None:
        self._cells = cells
        self._is_filled_in = is_workbook(data)
        self._named: dict[str, list[int]] = defaultdict(list)
        for number, cell in enumerate(cells):
            self._named[cell.text.strip()].append(number)

        def read() -> Disclosure:
            if self._is_filled_in:
                raise ReadError("填报工作簿不是公开的文本")
            return read_document(without_copies(spreadsheet_document(data)))

        published = None if self._is_filled_in else own_workbook(data)
        self._texts = Texts(name, cells, read, published)

    def of(self, finding: Finding) -> Standing[int]:
        """Where a finding stands; in a workbook to fill in at least where its names do."""
        found = self._texts.standing(finding)
        own = list(dict.fromkeys(span.words for span in found.own))
        if not own and self._is_filled_in:
            own = list(self._among_names(finding))
        return Standing(own, [[span.words for span in spans] for spans in found.sides])

    def _among_names(self, finding: Finding) -> Iterator[int]:
        """The cell that holds a name which the finding quotes, in the row that holds most of them."""
        said = f"{finding.where} {finding.message}"
        rows: Counter[tuple[str, int]] = Counter()
        first: dict[tuple[str, int], int] = {}
        for name in quoted(said):
            for number in self._named.get(name, ()):
                cell = self._cells[number]
                place = place_of(cell.cell or "")
                row = (cell.sheet or "", place[0] if place else 0)
                rows[row] += 2 if row not in first and row[0] in said else 1
                first[row] = number
        if rows:
            yield first[max(rows, key=lambda row: (rows[row], -first[row]))]
