"""Forms as text: rows of cells parted by bars, as loose or ruled grids, with places in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.cube import Evidence
from mingzhang.model import Form, Placed
from mingzhang.reader.source import Block, Cell, Grid, Line, Passage
from mingzhang.scheme import Scheme, load_scheme

YEAR = 2026

TITLE = "示范县级预算部门（单位）项目支出绩效目标表"

FIELDS = """
    项目名称||档案数字化经费|||||
    主管部门及代码||118-示范县档案馆||实施单位||示范县档案馆|
    项目属性||一次性项目（1年结束）||项目期||1年|
    项目资金（元）|实施期资金总额：||300,000|年度资金总额：||150,000|
    |其中：中央财政资金||0|其中：中央财政资金||0|
    |省级财政资金||200,000|省级财政资金||100,000|
    |市县（区）财政资金||100,000|市县（区）财政资金||50,000|
    |单位自筹||0|单位自筹||0|
    |其他资金|||其他资金|||
    项目概况||扫描馆藏档案。|||||
    立项依据||《中华人民共和国档案法》|||||
    实施期目标||||年度目标|||
    总体目标||馆藏八成数字化。|||完成十万页。||
"""

HEADER = "绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值"


@dataclass(frozen=True)
class TextPlace:
    """A text whose characters are counted."""

    text: str

    def evidence(self, text: str, start: int, until: object, end: int) -> Evidence:
        assert self.text[start:end] == text
        return Evidence(text, start=start, end=end)


def scheme() -> Scheme:
    return load_scheme("shanxi", YEAR)


def grid(text: str, *, is_ruled: bool = False) -> Grid:
    """A grid from lines of cells parted by bars; every line that is not empty is a row."""
    place = TextPlace(text)
    rows, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            rows.append(tuple(_cells(line, start, place)))
        start += len(line)
    return Grid(tuple(rows), is_ruled=is_ruled)


def _cells(line: str, start: int, place: TextPlace) -> Iterator[Cell]:
    for column, cell in enumerate(line.rstrip("\n").split("|")):
        inside = start + len(cell) - len(cell.lstrip())
        yield Cell(Passage.at(cell.strip(), place, inside), column)
        start += len(cell) + 1


def line(text: str) -> Line:
    return Line(Passage.at(text, TextPlace(text)))


def target(indicators: str, *, fields: str = FIELDS) -> list[Block]:
    """The blocks of a form of a project: title, year, fields, and these rows of indicators."""
    rows = "\n".join(filter(None, (one.strip() for one in indicators.splitlines())))
    return [line(TITLE), line(f"（{YEAR}年度）"), grid(f"{fields}\n{rows}")]


def said(form: Form) -> list[tuple[str, str, str, str | None]]:
    """What the indicators say, shortly: half and second level, first level apart."""
    return [
        (f"{one.horizon[0]} {one.level2}", one.level1, one.level3, one.value)
        for one in form.indicators
    ]


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (passage.text for passage in block.passages())
        elif isinstance(block, Line):
            yield block.text


def evidence_text(one: Placed) -> str:
    return "".join(piece.evidence.text for piece in one.pieces)
