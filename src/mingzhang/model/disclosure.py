"""A disclosure: everything one department or unit publishes about one year's budget.

Amounts are the printed decimals, in the unit that stands beside them, without thousand
separators; None is a blank cell. What is known exactly stands in `facts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Final, Literal

from msgspec import Struct

from mingzhang.cube import Evidence, Fact

__all__ = [
    "FORMAT",
    "VERSION",
    "Attachment",
    "AttachmentRow",
    "Disclosure",
    "Entity",
    "Form",
    "FormKind",
    "Funding",
    "FundingSource",
    "Horizon",
    "Indicator",
    "Level",
    "Placed",
    "PlacedPiece",
    "Register",
    "RegisterItem",
    "Row",
    "Section",
    "Source",
    "Table",
    "Term",
    "UnitOfEntity",
    "row_keys",
]

FORMAT: Final = "mingzhang/disclosure"
VERSION: Final = 1

Level = Literal["department", "unit"]
Horizon = Literal["implementation", "annual"]
FundingSource = Literal["total", "central", "province", "local", "own", "other"]
FormKind = Literal["project_target", "project_reserve", "entity_overall"]


class Entity(Struct, frozen=True, kw_only=True):
    """Who publishes: a 部门 (department with its units) or a single 单位 (unit).

    >>> Entity(name="盂县县委社会工作部", level="department").level
    'department'
    """

    name: str
    level: Level
    code: str | None = None


class UnitOfEntity(Struct, frozen=True, kw_only=True):
    """A budget unit of the department; `kind` is 行政, 参公 or 事业.

    >>> UnitOfEntity(name="区委组织部", kind="行政").kind
    '行政'
    """

    name: str
    kind: str
    code: str | None = None


class Source(Struct, frozen=True, kw_only=True):
    """The file that a disclosure was compiled or read from; `sha256` in hexadecimal.

    >>> Source(name="预算.xlsx", media_type="text/plain", sha256="00").name
    '预算.xlsx'
    """

    name: str
    media_type: str
    sha256: str


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """A row of a table: `cells` maps column keys to printed amounts, None where blank.

    `side` tells the two halves of a two-sided table apart. `code` is a classification code or
    None; `government_label` the government economic name where the table pairs the two.

    >>> Row(label="行政运行", code="2013901", cells={"total": "14.89"}).cells["total"]
    '14.89'
    """

    side: str | None = None
    code: str | None = None
    label: str
    government_label: str | None = None
    cells: dict[str, str | None]

    @property
    def key(self) -> str:
        """What names the row in its table: its code, else its label (with the paired label)."""
        if self.code:
            return self.code
        return f"{self.label}/{self.government_label}" if self.government_label else self.label


def row_keys(rows: Iterable[Row]) -> list[str]:
    """A name for each row, unique in the table: a repeated one gets ~2, ~3 in order of rows.

    >>> rows = [Row(label="合计", cells={}), Row(label="合计", cells={})]
    >>> row_keys(rows)
    ['合计', '合计~2']
    """
    keys: dict[str, None] = {}
    for row in rows:
        name = "".join(row.key.split())
        if name not in keys:
            keys[name] = None
            continue
        others = (f"{name}~{number}" for number in count(2))
        keys[next(key for key in others if key not in keys)] = None
    return list(keys)


class Table(Struct, frozen=True, kw_only=True):
    """One budget table, its rows in printed order; of a two-sided table first all of one side.

    >>> Table(id="A", title="2025年收支表", unit="万元", rows=()).note is None
    True
    """

    id: str
    title: str
    unit: str
    note: str | None = None
    rows: tuple[Row, ...]


class Section(Struct, frozen=True, kw_only=True):
    """A section of prose; paragraphs are parted by line feeds.

    >>> Section(id="3.9", title="采购", text="…").id
    '3.9'
    """

    id: str
    title: str
    text: str


class Funding(Struct, frozen=True, kw_only=True, gc=False):
    """Money of a project from one source over one horizon, printed in `unit` (元 in most forms).

    >>> Funding(horizon="annual", source="province", amount="133140", unit="元").amount
    '133140'
    """

    horizon: Horizon
    source: str
    amount: str | None
    unit: str


class Indicator(Struct, frozen=True, kw_only=True, gc=False):
    """A performance indicator with its three levels and the value to reach (≤80人, 提高).

    >>> Indicator(
    ...     horizon="annual", level1="产出指标", level2="数量指标", level3="人数", value="≤80人"
    ... ).value
    '≤80人'
    """

    horizon: Horizon
    level1: str
    level2: str
    level3: str
    value: str | None


class Form(Struct, frozen=True, kw_only=True):
    """A performance form: of a project, of a project in reserve, or of the whole entity.

    `fields` maps the labels of the form to their texts. `tasks` are pairs of 核心职能 and
    重点任务, in the form of the whole entity only.

    >>> Form(kind="project_target", project="工作经费", fields={}).funding
    ()
    """

    kind: FormKind
    project: str | None
    fields: dict[str, str]
    funding: tuple[Funding, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[tuple[str, str], ...] = ()


class RegisterItem(Struct, frozen=True, kw_only=True):
    """One figure of a register, printed in the register's unit.

    >>> RegisterItem(key="other", label="其他用车", value="4").value
    '4'
    """

    key: str
    label: str
    value: str


class Register(Struct, frozen=True, kw_only=True):
    """A register (台账) beside the budget: procurement, vehicles, buildings, equipment.

    `as_of` is the day of the count (ISO), where the register counts a stock.

    >>> Register(id="vehicles", title="车辆", unit="辆", items=()).as_of is None
    True
    """

    id: str
    title: str
    unit: str
    as_of: str | None = None
    items: tuple[RegisterItem, ...]


class Term(Struct, frozen=True, kw_only=True):
    """A glossary entry.

    >>> Term(term="基本支出", text="…").term
    '基本支出'
    """

    term: str
    text: str


class AttachmentRow(Struct, frozen=True, kw_only=True):
    """A row of an attached list: code, name, and the level it is printed at (1 is the top).

    >>> AttachmentRow(code="B01", name="法律服务", level=2).level
    2
    """

    code: str
    name: str
    level: int


class Attachment(Struct, frozen=True, kw_only=True):
    """A document attached to a section, such as the catalogue of services to purchase.

    >>> Attachment(id="purchase_services", section="3.12", title="目录").rows
    ()
    """

    id: str
    section: str
    title: str
    text: str = ""
    rows: tuple[AttachmentRow, ...] = ()


class PlacedPiece(Struct, frozen=True, omit_defaults=True, gc=False):
    """A piece of a text from `offset` on: its evidence holds the characters as they stand.

    >>> PlacedPiece(0, Evidence("合计", start=7, end=9)).offset
    0
    """

    offset: int
    evidence: Evidence


class Placed(Struct, frozen=True, omit_defaults=True, gc=False):
    """Where a text of the disclosure stands in its source, piece by piece.

    `path` names the text: narrative.3.1, tables.03.title, forms.2.fields.立项依据 (forms count
    from 1). What belongs to no part of the disclosure is kept here too, with its `text`:
    contents.1, marks.1, unplaced.1.

    >>> Placed("marks.1", text="仅供内部审核").path
    'marks.1'
    """

    path: str
    pieces: tuple[PlacedPiece, ...] = ()
    text: str | None = None


class Disclosure(Struct, frozen=True, kw_only=True):
    """All that a department or unit publishes about a fiscal year's budget.

    `facts` holds every displayed figure with its coordinate and evidence; what was compiled from
    exact lines also has exact amounts there. `settings` are wordings the publisher chose. `places`
    says where texts stand in the document that they were read from.

    >>> Disclosure(
    ...     scheme="shanxi", fiscal_year=2025, entity=Entity(name="某局", level="department")
    ... ).tables
    ()
    """

    format: Literal["mingzhang/disclosure"] = "mingzhang/disclosure"
    version: Literal[1] = 1
    scheme: str
    fiscal_year: int
    entity: Entity
    source: Source | None = None
    units: tuple[UnitOfEntity, ...] = ()
    overview: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    narrative: tuple[Section, ...] = ()
    forms: tuple[Form, ...] = ()
    registers: tuple[Register, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    glossary: tuple[Term, ...] = ()
    settings: dict[str, str] = {}
    facts: tuple[Fact, ...] = ()
    places: tuple[Placed, ...] = ()

    def table(self, table_id: str) -> Table | None:
        """The table of this id, or None."""
        return next((table for table in self.tables if table.id == table_id), None)
