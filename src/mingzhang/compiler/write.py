"""Write the input workbook: empty to fill in, or with content that is known already."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mingzhang.compiler.content import Content
from mingzhang.compiler.missing import missing_rows
from mingzhang.compiler.sheet import EXAMPLE, FIELD_TITLES, Column, Field, Kind, Sheet
from mingzhang.compiler.sheets import sheets_of
from mingzhang.compiler.values import is_divided
from mingzhang.scheme import Scheme

__all__ = ["FIRST_ROW", "HEADER_ROW", "LAST_ROW", "write_workbook"]

HEADER_ROW: Final = 2
"""Row of the column titles, from 0; titles stand in the two rows above."""

FIRST_ROW: Final = 4
"""First row to fill in, from 0; the row before it holds the example."""

LAST_ROW: Final = 10_003
"""Last row that carries drop-down lists and is looked at by 待填写, from 0."""

_CATALOG_SHEET: Final = "目录"
_FONT: Final = "微软雅黑"
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1F3B5C", "valign": "vcenter"},
    "intro": {"font_color": "#555555", "text_wrap": True, "valign": "top"},
    "header": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#2F5D8A", "border": 1,
               "border_color": "#B8C4D0", "text_wrap": True, "align": "center", "valign": "vcenter"},
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#9C3D1E", "border": 1,
                 "border_color": "#B8C4D0", "text_wrap": True, "align": "center",
                 "valign": "vcenter"},
    "example": {"italic": True, "font_color": "#8A8A8A", "bg_color": "#F3F3F3", "border": 1,
                "border_color": "#DDDDDD", "valign": "top", "text_wrap": True},
    "label": {"bold": True, "bg_color": "#EEF3F8", "border": 1, "border_color": "#B8C4D0",
              "text_wrap": True, "valign": "vcenter"},
    "hint": {"font_color": "#666666", "border": 1, "border_color": "#DDDDDD", "text_wrap": True,
             "valign": "vcenter"},
    "mark": {"font_color": "#9C3D1E", "border": 1, "border_color": "#DDDDDD", "text_wrap": True,
             "valign": "vcenter"},
    "text": {"num_format": "@", "border": 1, "border_color": "#DDDDDD", "valign": "top"},
    "long": {"num_format": "@", "border": 1, "border_color": "#DDDDDD", "valign": "top",
             "text_wrap": True},
    "amount": {"num_format": "#,##0.00", "border": 1, "border_color": "#DDDDDD", "valign": "top"},
    "count": {"num_format": "0", "border": 1, "border_color": "#DDDDDD", "valign": "top"},
    "number": {"num_format": "0.##", "border": 1, "border_color": "#DDDDDD", "valign": "top"},
    "fixed": {"font_color": "#8A8A8A", "bg_color": "#F3F3F3", "border": 1,
              "border_color": "#DDDDDD"},
    "open": {"font_size": 11, "text_wrap": True, "valign": "vcenter"},
}  # fmt: skip
_CELL_STYLE: Final = {
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "long",
    Kind.AMOUNT: "amount",
    Kind.NUMBER: "number",
    Kind.COUNT: "count",
    Kind.CODE: "text",
    Kind.CHOICE: "text",
    Kind.DATE: "text",
}
_GUIDE: Final = (
    "一、从左到右逐张填写：基本信息 → 单位 → 项目 → 预算明细 → 上年数 → 绩效表和绩效指标 → 采购和资产 → 文字。",
    "二、棕色表头的栏必填，蓝色表头的栏按情况填；光标停在表头下的格子里，会显示这一栏怎么填。",
    "三、第 4 行灰色的“示例”不会被读取，可以保留，也可以删除；正式数据从第 5 行填起。",
    "四、金额一律以元为单位，最多两位小数；公开表中的万元由程序换算，四舍五入只做一次，不会出现表与表对不上。",
    "五、“待填写”表随时列出还缺什么；全部填完后它是空的。",
    "六、填完保存，运行“编译”即得到十三张表、全部文字说明和绩效目标表；有错会一次说清是哪张表、哪一格、怎样改。",
)


class _Writer:
    def __init__(self, scheme: Scheme, year: int, content: Content) -> None:
        self.scheme = scheme
        self.year = year
        self.content = content
        self.buffer = BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True})
        self.book.set_properties(
            {
                "title": f"{year}年{scheme.head.title}填报工作簿",
                "created": datetime.datetime(year, 1, 1),
            }
        )
        self.styles = {
            name: self.book.add_format({"font_name": _FONT, "font_size": 10, **style})
            for name, style in _STYLES.items()
        }
        self.sheets = sheets_of(scheme, year)
        self.lists: dict[tuple[str, tuple[int, ...]], str] = {}

    def bytes(self) -> bytes:
        guide = self.book.add_worksheet("填写说明")
        missing = self.book.add_worksheet("待填写")
        pages = [(sheet, self.book.add_worksheet(sheet.title)) for sheet in self.sheets]
        catalog = self.book.add_worksheet(_CATALOG_SHEET)
        catalog.hide()
        self._catalogs(catalog)
        self._guide(guide)
        for sheet, page in pages:
            self._sheet(sheet, page)
        missing_rows(self.book, missing, self.sheets, self.content, self.styles, LAST_ROW)
        self.book.close()
        return self.buffer.getvalue()

    def _guide(self, page: Worksheet) -> None:
        page.hide_gridlines(2)
        page.set_column(0, 0, 110)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_row(0, 30)
        page.write(0, 0, f"{self.year}年{self.scheme.head.title}：填报工作簿", self.styles["title"])
        for row, line in enumerate(_GUIDE, 2):
            page.set_row(row, 36)
            page.write(row, 0, line, self.styles["open"])

    def _catalogs(self, page: Worksheet) -> None:
        wanted = {
            (column.catalog, column.lengths, column.is_finest)
            for sheet in self.sheets
            for column in sheet.columns
            if column.catalog
        }
        for index, (name, lengths, is_finest) in enumerate(sorted(wanted)):
            codes = self.scheme.catalog(name)
            entries = [
                f"{entry.code} {entry.name}"
                for entry in codes
                if entry.is_valid_in(self.year)
                and (not lengths or len(entry.code) in lengths)
                and not (is_finest and is_divided(codes, entry.code, self.year))
            ]
            page.write_column(0, index, entries)
            letter = xl_col_to_name(index, col_abs=True)
            self.lists[name, lengths] = f"={_CATALOG_SHEET}!{letter}$1:{letter}${len(entries)}"

    def _sheet(self, sheet: Sheet, page: Worksheet) -> None:
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_row(0, 26, self.styles["intro"])
        page.set_row(1, 30, self.styles["intro"])
        page.write(0, 0, sheet.title, self.styles["title"])
        if sheet.columns:
            self._list(sheet, page)
        else:
            self._fields(sheet, page)

    def _list(self, sheet: Sheet, page: Worksheet) -> None:
        last = len(sheet.columns)
        page.merge_range(1, 0, 1, last, sheet.intro, self.styles["intro"])
        page.set_row(HEADER_ROW, 32)
        page.set_column(0, 0, 6, self.styles["text"])
        page.write(HEADER_ROW, 0, "标记", self.styles["header"])
        page.write(FIRST_ROW - 1, 0, EXAMPLE, self.styles["example"])
        for index, column in enumerate(sheet.columns, 1):
            style = "required" if column.is_required else "header"
            page.write(HEADER_ROW, index, column.title, self.styles[style])
            page.write(FIRST_ROW - 1, index, column.example, self.styles["example"])
            page.set_column(index, index, column.width, self.styles[_CELL_STYLE[column.kind]])
            rule = self._rule(column.kind, column.title, column.hint, self._source(column))
            page.data_validation(FIRST_ROW, index, LAST_ROW, index, rule)
        page.freeze_panes(HEADER_ROW + 1, 2)
        page.repeat_rows(HEADER_ROW)
        for number, row in enumerate(self.content.rows.get(sheet.key, ()), FIRST_ROW):
            for index, column in enumerate(sheet.columns, 1):
                if column.key in row:
                    self._value(page, number, index, row[column.key], column.kind)

    def _fields(self, sheet: Sheet, page: Worksheet) -> None:
        page.merge_range(1, 0, 1, 3, sheet.intro, self.styles["intro"])
        is_prose = any(field.kind is Kind.LONG_TEXT for field in sheet.fields)
        for index, width in enumerate((36, 90 if is_prose else 40, 8, 56)):
            page.set_column(index, index, width)
        for index, title in enumerate(FIELD_TITLES):
            page.write(HEADER_ROW, index, title, self.styles["header"])
        page.freeze_panes(HEADER_ROW + 1, 1)
        values = self.content.fields.get(sheet.key, {})
        marks = self.content.marks.get(sheet.key, {})
        for row, field in enumerate(sheet.fields, HEADER_ROW + 1):
            page.write(row, 0, field.label, self.styles["label"])
            self._field(page, row, field, values.get(field.key, field.default))
            page.write(row, 2, field.unit, self.styles["hint"])
            if mark := marks.get(field.key):
                page.write(row, 3, mark.text, self.styles["mark"])
            else:
                page.write(row, 3, field.hint, self.styles["hint"])

    def _field(self, page: Worksheet, row: int, field: Field, value: str | Decimal) -> None:
        if field.kind is Kind.LONG_TEXT:
            page.set_row(row, 60)
        if field.key in {"format", "scheme"}:
            page.write(row, 1, value, self.styles["fixed"])
            return
        source = list(field.choices) if field.choices else None
        page.data_validation(
            row, 1, row, 1, self._rule(field.kind, field.label, field.hint, source)
        )
        self._value(page, row, 1, value, field.kind)

    def _source(self, column: Column) -> list[str] | str | None:
        if column.choices:
            return list(column.choices)
        if column.catalog:
            return self.lists[column.catalog, column.lengths]
        if column.from_sheet:
            sheet = next(one for one in self.sheets if one.key == column.from_sheet[0])
            keys = [one.key for one in sheet.columns]
            letter = xl_col_to_name(keys.index(column.from_sheet[1]) + 1, col_abs=True)
            return f"='{sheet.title}'!{letter}${FIRST_ROW + 1}:{letter}${LAST_ROW + 1}"
        return None

    @staticmethod
    def _rule(kind: Kind, title: str, hint: str, source: list[str] | str | None) -> dict[str, Any]:
        rule: dict[str, Any] = {"input_title": title[:32], "input_message": hint[:255]}
        if not hint:
            rule["show_input"] = False
        if source is not None:
            is_closed = isinstance(source, list)
            return {
                **rule,
                "validate": "list",
                "source": source,
                "show_error": is_closed,
                "error_title": "请从列表中选择",
                "error_message": "；".join(source)[:255] if isinstance(source, list) else "",
            }
        if kind in {Kind.AMOUNT, Kind.NUMBER}:
            return {**rule, "validate": "decimal", "criteria": ">=", "value": 0,
                    "error_title": "请填数字", "error_message": "请填不小于 0 的数字，最多两位小数"}  # fmt: skip
        if kind is Kind.COUNT:
            return {**rule, "validate": "integer", "criteria": ">=", "value": 0,
                    "error_title": "请填整数", "error_message": "请填不小于 0 的整数"}  # fmt: skip
        return {**rule, "validate": "any"}

    def _value(
        self, page: Worksheet, row: int, column: int, value: str | Decimal, kind: Kind
    ) -> None:
        style: Format = self.styles[_CELL_STYLE[kind]]
        if isinstance(value, Decimal):
            page.write_number(row, column, Fraction(value), style)
        elif value == "":
            page.write_blank(row, column, None, style)
        elif kind is Kind.COUNT and value.isdigit():
            page.write_number(row, column, int(value), style)
        else:
            page.write_string(row, column, value, style)


def write_workbook(scheme: Scheme, year: int, content: Content | None = None) -> bytes:
    """The bytes of an .xlsx to fill in; the same input gives the same bytes.

    With `content`, its values stand in the cells already, and its marks beside them.
    """
    return _Writer(scheme, year, content or Content()).bytes()
