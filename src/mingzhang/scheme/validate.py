"""What a scheme's files must agree on among themselves; each mistake has its file and line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from mingzhang.cube import BUDGET
from mingzhang.scheme.condition import ConditionError, compared_in, names_in, parse_condition
from mingzhang.scheme.definition import (
    FigureDefinition,
    FormCell,
    FormDefinition,
    HeaderCell,
    PhraseDefinition,
    RegisterDefinition,
    RowRule,
    SectionDefinition,
    TableDefinition,
)
from mingzhang.scheme.template import (
    Call,
    Direction,
    Either,
    ListSlot,
    Share,
    Slot,
    TemplateError,
    parse_template,
)
from mingzhang.scheme.validate_charts import validate_charts

if TYPE_CHECKING:
    from mingzhang.scheme.scheme import Scheme

__all__ = ["WORDS", "grid_gaps", "validate"]

WORDS = ("year", "last_year", "entity", "level", "area", "as_of")
"""The words that templates may use: of the disclosure, not of the scheme."""

Steps = tuple[str | int, ...]

_TITLE_WORDS = ("year", "last_year", "entity", "level", "area")
_KINDS = {"unit_kinds": "unit", "project_classes": "project", "economic_kinds": "kind"}
_SLOT = re.compile(r"\{(\w*)\}")


def validate(scheme: Scheme) -> None:
    """Check a scheme.

    Raises:
        SchemeError: at the first mistake.
    """
    for key, dimension in _KINDS.items():
        for name, member in getattr(scheme.head, key).items():
            _member(scheme, "scheme", dimension, member, (key, name))
    for index, table in enumerate(scheme.tables.tables):
        _table(scheme, table, ("tables", index))
    for index, wording in enumerate(scheme.narrative.wordings):
        _wordings(scheme, wording.texts, ("wordings", index, "texts"))
    for index, phrase in enumerate(scheme.narrative.phrases):
        _phrase(scheme, phrase, ("phrases", index))
    for index, section in enumerate(scheme.narrative.sections):
        _section(scheme, section, ("sections", index))
    for index, form in enumerate(scheme.forms):
        _form(scheme, form, ("forms", index))
    for index, register in enumerate(scheme.registers):
        _register(scheme, register, ("registers", index))
    _titles(scheme)
    validate_charts(scheme)


def _known(
    scheme: Scheme, file: str, name: str, valid: Iterable[str], what: str, steps: Steps
) -> None:
    choices = list(valid)
    if name not in choices:
        near = difflib.get_close_matches(name, choices, 1)
        hint = f"；是否应为 {near[0]}？" if near else ""
        shown = "、".join(choices[:20]) + ("……" if len(choices) > 20 else "")
        raise scheme.mistake(file, f"不认识{what} {name}，可用 {shown}{hint}", *steps)


def _dimensions(scheme: Scheme) -> list[str]:
    return [dimension.name for dimension in scheme.head.dimensions]


def _measures(scheme: Scheme) -> list[str]:
    return [BUDGET, "units", "reporting_units", "projects", *(one.id for one in scheme.registers)]


def _register(scheme: Scheme, register: RegisterDefinition, steps: Steps) -> None:
    if register.dimension is None:
        return
    _known(scheme, "registers", register.dimension, _dimensions(scheme), "维度",
           (*steps, "dimension"))  # fmt: skip
    for index, item in enumerate(register.items):
        if item.member is not None:
            _member(scheme, "registers", register.dimension, item.member,
                    (*steps, "items", index, "member"))  # fmt: skip


def _titles(scheme: Scheme) -> None:
    """The words in titles and lines that are filled without figures."""
    known = {"tables": scheme.tables, "publication": scheme.publication}
    lines = {
        "tables": {"owner_line": _TITLE_WORDS, "unit_line": ("unit",), "note_line": ("note",)},
        "publication": {
            **dict.fromkeys(("title", "cover", "contents", "watermark", "header"), _TITLE_WORDS),
            "footer": ("page",),
            "table_entry": ("ordinal", "title"),
        },
    }
    for file, keys in lines.items():
        for key, words in keys.items():
            _slots(scheme, file, getattr(known[file], key), words, (key,))
    for index, part in enumerate(scheme.publication.parts):
        _slots(scheme, "publication", part.title, _TITLE_WORDS, ("parts", index, "title"))
    for index, one in enumerate(scheme.publication.overview):
        _slots(scheme, "publication", one.title, _TITLE_WORDS, ("overview", index, "title"))
    for index, section in enumerate(scheme.narrative.sections):
        _slots(scheme, "narrative", section.title, _TITLE_WORDS, ("sections", index, "title"))


def _slots(scheme: Scheme, file: str, text: str, valid: Sequence[str], steps: Steps) -> None:
    for name in _SLOT.findall(text):
        _known(scheme, file, name, valid, "名称", steps)


def _place(scheme: Scheme, file: str, at: Mapping[str, str], steps: Steps) -> None:
    for name, member in at.items():
        _known(scheme, file, name, _dimensions(scheme), "维度", (*steps, "at", name))
        _member(scheme, file, name, member, (*steps, "at", name))


def _member(scheme: Scheme, file: str, dimension: str, member: str, steps: Steps) -> None:
    definition = scheme.dimension(dimension)
    codes = scheme.catalog_of(dimension)
    if codes is None or member not in codes:
        valid = [one.key for one in (*definition.members, *definition.groups)]
        _known(scheme, file, member, valid, f"维度 {dimension} 的成员", steps)


def grid_gaps(rows: Sequence[Sequence[tuple[int, int]]], columns: int) -> tuple[int, str] | None:
    """The first row that does not fill a grid exactly, and what is wrong with it.

    Each cell is (columns, rows) that it spans. A row's cells take the free places from the left.
    """
    taken: dict[int, int] = {}
    for index, cells in enumerate(rows):
        free = [column for column in range(columns) if taken.get(column, 0) <= index]
        wanted = sum(width for width, _ in cells)
        if wanted != len(free):
            return index, f"占 {wanted} 列，应占 {len(free)} 列"
        for width, height in cells:
            for column in free[:width]:
                taken[column] = index + height
            free = free[width:]
    over = max(taken.values(), default=0) - len(rows)
    return (len(rows) - 1, f"有单元格向下多占 {over} 行") if over > 0 else None


def _spans(cells: Iterable[HeaderCell | FormCell | str]) -> list[tuple[int, int]]:
    return [(1, 1) if isinstance(cell, str) else (cell.columns, cell.rows) for cell in cells]


def _table(scheme: Scheme, table: TableDefinition, steps: Steps) -> None:
    columns = sum(len(side.stubs) + len(side.columns) for side in table.sides)
    if gap := grid_gaps([_spans(row) for row in table.header], columns):
        row, problem = gap
        raise scheme.mistake("tables", f"的表头{problem}", *steps, "header", row)
    if len(table.widths) != columns:
        raise scheme.mistake(
            "tables", f"有 {len(table.widths)} 个列宽，应有 {columns} 个", *steps, "widths"
        )
    _slots(scheme, "tables", table.title, _TITLE_WORDS, (*steps, "title"))
    for index, cells in enumerate(table.header):
        for cell in cells:
            text = cell if isinstance(cell, str) else cell.text
            _slots(scheme, "tables", text, _TITLE_WORDS, (*steps, "header", index))
    _place(scheme, "tables", table.at, steps)
    bands = {len(side.bands) for side in table.sides}
    if len(bands) > 1:
        raise scheme.mistake("tables", "各侧的 bands 个数不同，应相同", *steps, "sides")
    for index, side in enumerate(table.sides):
        place: Steps = (*steps, "sides", index)
        _place(scheme, "tables", side.at, place)
        for number, column in enumerate(side.columns):
            _place(scheme, "tables", column.at, (*place, "columns", number))
        for number, band in enumerate(side.bands):
            _rules(scheme, band.rows, (*place, "bands", number, "rows"))


def _rules(scheme: Scheme, rules: Sequence[RowRule], steps: Steps) -> None:
    for index, rule in enumerate(rules):
        place: Steps = (*steps, index)
        if rule.each is None and (rule.members or rule.levels or rule.pair or rule.rows):
            raise scheme.mistake(
                "tables", "没有 each，members、levels、pair、rows 只能与 each 同用", *place
            )
        _place(scheme, "tables", rule.at, place)
        words = (*_TITLE_WORDS, *(("name", "code", "ordinal") if rule.each else ()))
        _slots(scheme, "tables", rule.label, words, (*place, "label"))
        for key in ("each", "pair"):
            name = getattr(rule, key)
            if name is not None:
                _known(scheme, "tables", name, _dimensions(scheme), "维度", (*place, key))
        for number, member in enumerate(rule.members):
            _member(scheme, "tables", rule.each or "", member, (*place, "members", number))
        _rules(scheme, rule.rows, (*place, "rows"))


def _figures(
    scheme: Scheme, file: str, figures: Sequence[FigureDefinition], steps: Steps
) -> list[str]:
    for index, figure in enumerate(figures):
        place: Steps = (*steps, "figures", index)
        _place(scheme, file, figure.at, place)
        _known(scheme, file, figure.measure, _measures(scheme), "计量", (*place, "measure"))
    return [figure.key for figure in figures]


def _phrase(scheme: Scheme, phrase: PhraseDefinition, steps: Steps) -> None:
    for index, variant in enumerate(phrase.variants):
        place: Steps = (*steps, "variants", index)
        _template(scheme, variant.text, [*phrase.parameters, *WORDS], [], (*place, "text"))
        _condition(scheme, variant.when, [*phrase.parameters, *_words(scheme)], (*place, "when"))


def _words(scheme: Scheme) -> list[str]:
    options = [option.key for option in scheme.head.options]
    return [*WORDS, *options, *(one.id for one in scheme.publication.attachments)]


def _section(scheme: Scheme, section: SectionDefinition, steps: Steps) -> None:
    figures = _figures(scheme, "narrative", section.figures, steps)
    texts = [text.key for text in section.texts]
    names = [*figures, *texts, *_words(scheme)]
    lists = [one.key for one in section.lists]
    for index, one in enumerate(section.lists):
        place: Steps = (*steps, "lists", index)
        _place(scheme, "narrative", one.at, place)
        _known(scheme, "narrative", one.each, _dimensions(scheme), "维度", (*place, "each"))
        _template(scheme, one.item, ["name", "amount", *names], [], (*place, "item"))
    for index, text in enumerate(section.texts):
        _condition(scheme, text.when, names, (*steps, "texts", index, "when"), figures)
    for index, paragraph in enumerate(section.paragraphs):
        place = (*steps, "paragraphs", index)
        _template(scheme, paragraph.text, names, lists, (*place, "text"))
        _condition(scheme, paragraph.when, names, (*place, "when"), figures)


def _condition(
    scheme: Scheme,
    text: str | None,
    names: Sequence[str],
    steps: Steps,
    numbers: Sequence[str] = (),
) -> None:
    if text is None:
        return
    try:
        condition = parse_condition(text)
    except ConditionError as error:
        raise scheme.mistake("narrative", f"：{error}", *steps) from error
    for name in names_in(condition):
        _known(scheme, "narrative", name, names, "名称", steps)
    choices = {"level": tuple(scheme.head.level_words.values())}
    choices.update({option.key: option.choices for option in scheme.head.options})
    for name, aspect, value in compared_in(condition):
        if name in choices:
            _known(scheme, "narrative", value, choices[name], f" {name} 的取值", steps)
        elif (aspect or name in numbers) and not value.isdecimal():
            raise scheme.mistake(
                "narrative", f"：{name} 是数字，只能与数字比较，现为 {value}", *steps
            )


def _template(
    scheme: Scheme, text: str, names: Sequence[str], lists: Sequence[str], steps: Steps
) -> None:
    try:
        nodes = parse_template(text)
    except TemplateError as error:
        raise scheme.mistake("narrative", f"：{error}", *steps) from error
    for node in nodes:
        match node:
            case Slot(name=name):
                _known(scheme, "narrative", name, names, "名称", steps)
            case Direction(name=name, wordings=wordings):
                _known(scheme, "narrative", name, names, "名称", steps)
                _wordings(scheme, wordings, steps)
            case Either(options=options):
                _wordings(scheme, options, steps)
            case Share(part=part, whole=whole):
                _known(scheme, "narrative", part, names, "名称", steps)
                _known(scheme, "narrative", whole, names, "名称", steps)
            case ListSlot(key=key):
                _known(scheme, "narrative", key, lists, "列表", steps)
            case Call(phrase=phrase, arguments=arguments):
                _call(scheme, phrase, arguments, names, steps)
            case _:
                pass


def _wordings(scheme: Scheme, wordings: Sequence[str], steps: Steps) -> None:
    """Wordings are words, perhaps with slots for words, or the name of wordings: @than."""
    keys = [f"@{one.key}" for one in scheme.narrative.wordings]
    for wording in wordings:
        if wording.startswith("@"):
            _known(scheme, "narrative", wording, keys, "说法", steps)
        else:
            _template(scheme, wording, WORDS, [], steps)


def _call(
    scheme: Scheme, phrase: str, arguments: Sequence[str], names: Sequence[str], steps: Steps
) -> None:
    _known(
        scheme, "narrative", phrase, [one.key for one in scheme.narrative.phrases], "短语", steps
    )
    wanted = len(scheme.phrase(phrase).parameters)
    if len(arguments) != wanted:
        raise scheme.mistake(
            "narrative", f"的短语 {phrase} 有 {len(arguments)} 个参数，应有 {wanted} 个", *steps
        )
    for name in arguments:
        _known(scheme, "narrative", name, names, "名称", steps)


def _form(scheme: Scheme, form: FormDefinition, steps: Steps) -> None:
    for key in ("title", "year_line"):
        _slots(scheme, "forms", getattr(form, key), _TITLE_WORDS, (*steps, key))
    figures = _figures(scheme, "forms", form.figures, steps)
    fields = [field.label for field in form.fields]
    if form.project_field:
        fields.append(form.project_field)
    sources = ["total", *form.funding_sources, *figures]
    grid: list[list[tuple[int, int]]] = []
    for index, row in enumerate(form.rows):
        if isinstance(row, str):
            _fills(scheme, form, grid, (*steps, "rows"), index - len(grid))
            grid = []
            continue
        grid.append(_spans(row))
        for number, cell in enumerate(row):
            place: Steps = (*steps, "rows", index, number)
            if cell.field is not None:
                _known(scheme, "forms", cell.field, fields, "栏目", (*place, "field"))
            if cell.funding is not None:
                horizon, _, source = cell.funding.partition(".")
                _known(scheme, "forms", horizon, form.horizons, "期间", (*place, "funding"))
                _known(scheme, "forms", source, sources, "资金来源", (*place, "funding"))
    _fills(scheme, form, grid, (*steps, "rows"), len(form.rows) - len(grid))
    _indicator_columns(scheme, form, steps)


def _indicator_columns(scheme: Scheme, form: FormDefinition, steps: Steps) -> None:
    """The grid of indicators: what they are, their level, and three columns a horizon."""
    wanted = 2 + 3 * len(form.horizons)
    place = (*steps, "indicator_columns")
    if len(form.indicator_columns) != wanted:
        raise scheme.mistake(
            "forms", f"有 {len(form.indicator_columns)} 个指标列，应有 {wanted} 个", *place
        )
    header = sum(cell.columns for cell in form.indicator_header)
    for key, taken, due in (
        ("indicator_columns", sum(form.indicator_columns), len(form.widths)),
        ("indicator_header", header, len(form.widths) - form.indicator_columns[0]),
    ):
        if taken != due:
            raise scheme.mistake("forms", f"的指标占 {taken} 列，应占 {due} 列", *steps, key)


def _fills(
    scheme: Scheme,
    form: FormDefinition,
    grid: Sequence[Sequence[tuple[int, int]]],
    steps: Steps,
    first: int,
) -> None:
    if gap := grid_gaps(grid, len(form.widths)):
        row, problem = gap
        raise scheme.mistake("forms", f"的表样{problem}", *steps, first + row)
