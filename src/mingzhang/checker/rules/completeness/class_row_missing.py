"""经济科目表缺少一行。

查什么：按经济分类列出的表，款的上面应有它的类；类的合计大于所列各款之和，而文字又写到表中没有的款，是漏了这一款。
为什么：漏一行，合计就与分项对不上。
依据：预算法实施条例第六条：基本支出按经济分类公开到款。
错例：表中有基本工资，没有它上面的工资福利支出。
改法：补上这一行。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from mingzhang.catalog import Catalog
from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.catalogs.economic import unknown_names
from mingzhang.checker.rules.catalogs.listed import lists_in
from mingzhang.checker.rules.completeness.unread import unread_words
from mingzhang.model import Row, Table, row_keys
from mingzhang.scheme.definition import RowRule, SideDefinition

RULE = Rule(
    code="STR116",
    name="class-row-missing",
    title="经济科目表缺少一行",
    severity="error",
    message="{where}没有“{row}”一行{amount}；{why}",
)

_HALF: Final = Decimal("0.005")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Classes above rows that are there; rows that a gap and a sentence prove."""
    for table in document.disclosure.tables:
        for side in document.scheme.table(table.id).sides:
            for rule in (rule for band in side.bands for rule in band.rows):
                codes = document.scheme.catalog_of(rule.each) if rule.each else None
                if codes and rule.rows and not rule.coded and not rule.members:
                    yield from _View(document, table, side, rule, codes).check()


class _View:
    """A side whose rows are named after members of a code list, classes above their parts."""

    def __init__(
        self,
        document: Examined,
        table: Table,
        side: SideDefinition,
        rule: RowRule,
        codes: Catalog,
    ) -> None:
        self.document = document
        self.table = table
        self.column = side.columns[0].key
        self.dimension = rule.each or ""
        self.codes = codes
        self.where = f"表{document.scheme.table(table.id).ordinal}"
        self.outer, self.inner = rule.levels, rule.rows[0].levels
        rows = zip(row_keys(table.rows), table.rows, strict=True)
        self.rows = [(key, row) for key, row in rows if row.side == side.side]

    def check(self) -> Iterator[Found]:
        classes: dict[str, Row] = {}
        parts: dict[str, list[tuple[str, str, Row]]] = {}
        for key, row in self.rows:
            if code := self._code(row, self.outer):
                classes[code] = row
            elif code := self._code(row, self.inner):
                parts.setdefault(self._above(code), []).append((key, code, row))
        for above, some in parts.items():
            if above in classes:
                yield from self._part_missing(above, classes[above], some)
            elif above and not self._is_there(above):
                yield self._class_missing(above, some)

    def _is_there(self, code: str) -> bool:
        """Whether the row stands there under a wrong name, or was not read."""
        name = self.codes.entry(code).name
        misnamed = (n for (t, _), n in unknown_names(self.document).items() if t == self.table.id)
        return name in misnamed or folded(name) in unread_words(self.document)

    def _has_unknown_names(self) -> bool:
        return any(table == self.table.id for table, _ in unknown_names(self.document))

    def _code(self, row: Row, levels: Sequence[int]) -> str | None:
        found = self.codes.named(row.label)
        return next((one.code for one in found if len(one.code) in levels), None)

    def _above(self, code: str) -> str:
        return next((code[:level] for level in self.outer if level < len(code)), "")

    def _class_missing(self, above: str, some: Sequence[tuple[str, str, Row]]) -> Found:
        amount = sum((_amount(row.cells.get(self.column)) for _, _, row in some), Decimal(0))
        why = f"表中列有它下面的 {len(some)} 行"
        return self._found(above, self.codes.entry(above).name, amount, why, some[0][0])

    def _part_missing(
        self, above: str, whole: Row, some: Sequence[tuple[str, str, Row]]
    ) -> Iterator[Found]:
        """The one part that a list names and no row shows, if the rows fall short of the class."""
        amounts = [_amount(row.cells.get(self.column)) for _, _, row in some]
        gap = _amount(whole.cells.get(self.column)) - sum(amounts, Decimal(0))
        if gap <= _HALF * (len(some) + 1) or self._has_unknown_names():
            return
        known = {code for _, code, _ in some}
        named = {
            item.code: listed.prose.label
            for listed in lists_in(self.document)
            if listed.definition.each == self.dimension
            for item in listed.items
            if item.code and item.code.startswith(above) and item.code not in known
        }
        if len(named) == 1 and not self._is_there(next(iter(named))):
            ((code, label),) = named.items()
            name = self.codes.entry(code).name
            why = f"“{whole.label}”比所列各款之和多 {gap}，{label}写到“{name}”"
            yield self._found(code, name, gap, why, some[-1][0])

    def _found(self, code: str, name: str, amount: Decimal, why: str, key: str) -> Found:
        unit = self.table.unit
        paths = (f"tables.{self.table.id}.rows.{key}.label",)
        return Found(
            subject=(self.table.id, code),
            where=f"{self.where} {name}",
            position=f"{self.table.id}.{key}.{self.column}",
            values={
                "where": self.where,
                "row": name,
                "amount": f"，应为 {amount}{unit}" if amount else "",
                "why": why,
            },
            expected=str(amount) if amount else None,
            evidence=tuple(one for path in paths for one in self.document.evidence(path)),
        )


def _amount(text: str | None) -> Decimal:
    try:
        return Decimal((text or "0").replace(",", ""))
    except InvalidOperation:
        return Decimal(0)
