"""Budget -> disclosure: every table, sentence and form derived from the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec import structs

from mingzhang.compiler.budget import Budget
from mingzhang.compiler.problem import Problem, unfilled
from mingzhang.cube import (
    Coordinate,
    Cube,
    Fact,
    Line,
    Space,
    groups_and_parts,
    show,
    unit_named,
)
from mingzhang.model import (
    Disclosure,
    Entity,
    Form,
    Funding,
    Register,
    RegisterItem,
    Row,
    Section,
    Source,
    Table,
    Term,
)
from mingzhang.scheme.definition import SideDefinition, TableDefinition
from mingzhang.scheme.form_facts import form_facts
from mingzhang.scheme.view import MadeRow, cell_coordinate, facts_of, make_rows
from mingzhang.scheme.words import filled, long_date
from mingzhang.sentence import (
    Scope,
    Setting,
    facts_of_paragraphs,
    render_section,
    wanted_texts,
)

__all__ = ["Compiled", "compile_budget"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A disclosure, and what the clerk must still write before it can be published."""

    disclosure: Disclosure
    missing: tuple[Problem, ...]


def compile_budget(budget: Budget, source: Source | None = None) -> Compiled:
    """Derive the whole disclosure from a budget."""
    return _Compiler(budget, source).compiled()


class _Compiler:
    def __init__(self, budget: Budget, source: Source | None) -> None:
        self.budget = budget
        self.scheme = budget.scheme
        self.source = source
        self.space = _space(budget)
        self.cube = Cube(self.space, [*_budget_lines(budget), *_counted_lines(budget)])
        self.words = _words(budget)

    def compiled(self) -> Compiled:
        tables = [self._table(one) for one in self.scheme.tables.tables]
        table_facts = tuple(self._table_facts(tables))
        tables = self._with_notes(tables, table_facts)
        scopes = [Scope(self._setting(), one) for one in self.scheme.narrative.sections]
        sections, facts = [], list(table_facts)
        for scope in scopes:
            section, found = self._section(scope)
            sections.append(section)
            facts.extend(found)
        forms = tuple(map(self._form, self.budget.forms))
        facts.extend(form_facts(self.scheme, forms, self.cube))
        missing = [*self.budget.missing, *self._missing(scopes)]
        return Compiled(self._disclosure(tables, sections, forms, facts), tuple(missing))

    def _disclosure(
        self,
        tables: Sequence[Table],
        sections: Sequence[Section],
        forms: tuple[Form, ...],
        facts: Sequence[Fact],
    ) -> Disclosure:
        budget = self.budget
        return Disclosure(
            scheme=self.scheme.name,
            fiscal_year=budget.year,
            entity=Entity(name=budget.name, level=budget.level, code=budget.code),  # type: ignore[arg-type]
            source=self.source,
            units=tuple(unit.published() for unit in budget.units),
            overview=tuple(self._overview()),
            tables=tuple(tables),
            narrative=tuple(sections),
            forms=forms,
            registers=tuple(self._registers()),
            attachments=tuple(budget.attachments),
            glossary=tuple(
                Term(term=term.term, text=term.text) for term in self.scheme.glossary.terms
            ),
            settings=self._settings(),
            facts=tuple(facts),
        )

    def _settings(self) -> dict[str, str]:
        settings = {"area": self.budget.area, **self.budget.options}
        if self.budget.carried_over:
            settings["carried_over"] = "、".join(self.budget.carried_over)
        return {**settings, **self.budget.publishing}

    def _setting(self) -> Setting:
        words = {**self.words, **{one.id: one.title for one in self.budget.attachments}}
        return Setting(self.scheme, self.cube, self.budget.priors, words, self.budget.texts)

    # Tables

    def _table(self, definition: TableDefinition) -> Table:
        sides = make_rows(self.scheme, definition, self.cube, self.words, self.budget.level)
        rows = tuple(
            self._row(definition, side, made) for side, made_rows in sides for made in made_rows
        )
        is_empty = all(text is None for row in rows for text in row.cells.values())
        return Table(
            id=definition.id,
            title=filled(definition.title, self.words),
            unit=definition.unit,
            note=definition.empty_note if is_empty else None,
            rows=rows,
        )

    def _row(self, table: TableDefinition, side: SideDefinition, made: MadeRow) -> Row:
        unit = unit_named(table.unit)
        cells: dict[str, str | None] = {}
        for index, column in enumerate(side.columns):
            place = cell_coordinate(self.space, table, side, index, made.place)
            amount = self.cube.total(place)
            cells[column.key] = show(amount, unit, table.decimals) if amount else None
        return Row(
            side=side.side,
            code=made.code,
            label=made.label,
            government_label=made.government_label,
            cells=cells,
        )

    def _table_facts(self, tables: Sequence[Table]) -> Iterator[Fact]:
        units = [unit.name for unit in self.budget.units]
        for table in tables:
            yield from facts_of(self.scheme, self.space, table, self.words, units, self.cube)

    def _with_notes(self, tables: Sequence[Table], facts: Sequence[Fact]) -> list[Table]:
        """Tables with the rounding note where one is prescribed and printed parts miss a total."""
        prescribed = {one.id: one.rounding_note for one in self.scheme.tables.tables}
        has_tail = any(prescribed.values()) and self._has_tail(facts)
        return [
            structs.replace(table, note=prescribed[table.id])
            if has_tail and table.note is None
            else table
            for table in tables
        ]

    def _has_tail(self, facts: Sequence[Fact]) -> bool:
        columns: dict[tuple[str, str], list[Fact]] = {}
        for fact in facts:
            if fact.text is not None:
                table, _, rest = fact.address.partition(".")
                columns.setdefault((table, rest.rpartition(".")[2]), []).append(fact)
        return any(
            _printed(identity.whole) != sum(map(_printed, identity.parts))
            for column in columns.values()
            for identity in groups_and_parts(column, self.space)
        )

    # Text

    def _section(self, scope: Scope) -> tuple[Section, tuple[Fact, ...]]:
        paragraphs = tuple(
            paragraph
            for paragraph in render_section(scope)
            if paragraph.text and paragraph.kind != "chart"
        )
        section = Section(
            id=scope.section.id,
            title=filled(scope.section.title, self.words),
            text="\n".join(paragraph.text for paragraph in paragraphs),
        )
        return section, facts_of_paragraphs(paragraphs)

    def _overview(self) -> Iterator[Section]:
        for one in self.scheme.publication.overview:
            text = "\n".join(
                line.strip()
                for line in self.budget.texts.get(one.text, "").splitlines()
                if line.strip()
            )
            yield Section(id=one.id, title=filled(one.title, self.words), text=text)

    def _missing(self, scopes: Sequence[Scope]) -> Iterator[Problem]:
        labels = {text.key: text.label for scope in scopes for text in scope.section.texts}
        for scope in scopes:
            for key in wanted_texts(scope):
                yield Problem(
                    "文字", None, f"{unfilled(labels[key])}，本年数与上年数不同，需要说明原因"
                )

    # Forms and registers

    def _form(self, form: Form) -> Form:
        definition = self.scheme.form(form.kind)
        if not definition.figures:
            return form
        unit = unit_named(definition.funding_unit)
        funding = tuple(
            Funding(
                horizon="annual",
                source=figure.key,
                amount=show(self.cube.total(Coordinate.of(figure.at)), unit, 2),
                unit=unit.name,
            )
            for figure in definition.figures
        )
        return Form(
            kind=form.kind,
            project=form.project,
            fields=form.fields,
            funding=funding,
            indicators=form.indicators,
            tasks=form.tasks,
        )

    def _registers(self) -> Iterator[Register]:
        for definition in self.scheme.registers:
            values = self.budget.registers.get(definition.id, {})
            unit = unit_named(definition.unit)
            items = tuple(
                RegisterItem(
                    key=item.key,
                    label=item.label,
                    value=show(values[item.key], unit, 0 if unit.size == 1 else 2),
                )
                for item in definition.items
                if item.key in values
            )
            as_of = self.budget.as_of.isoformat() if definition.is_stock else None
            yield Register(
                id=definition.id,
                title=definition.title,
                unit=definition.unit,
                as_of=as_of,
                items=items,
            )


def _printed(fact: Fact) -> Decimal:
    return Decimal(fact.text or "0")


def _words(budget: Budget) -> dict[str, str]:
    return {
        "year": str(budget.year),
        "last_year": str(budget.year - 1),
        "entity": budget.name,
        "level": budget.scheme.level_word(budget.level),
        "area": budget.area,
        "as_of": long_date(budget.as_of),
        **budget.options,
    }


def _space(budget: Budget) -> Space:
    kinds = budget.scheme.head.unit_kinds
    units = {
        unit.name: (kinds[unit.kind], *(("reporting",) if unit.reports else ()))
        for unit in budget.units
    }
    projects = {
        project.name: (f"published_{project.group}" if project.form else project.group,)
        for project in budget.projects
    }
    return budget.scheme.space({"unit": units, "project": projects})


def _budget_lines(budget: Budget) -> Iterator[Line]:
    for line in budget.lines:
        yield Line(line.members, line.amount, origin=line.origin)


def _counted_lines(budget: Budget) -> Iterator[Line]:
    """Units, projects and registers as lines of measures of their own."""
    for unit in budget.units:
        yield Line({"unit": unit.name}, 1, "units")
        if any(one.reports is not None for one in budget.units):
            yield Line({"unit": unit.name}, int(bool(unit.reports)), "reporting_units")
    places: Mapping[tuple[str, str], Mapping[str, str]] = {
        (line.members["project"], line.members["period"]): line.members
        for line in budget.lines
        if line.amount and "project" in line.members
    }
    yield Line({}, 0, "projects")
    for members in places.values():
        yield Line({key: members[key] for key in ("project", "period", "unit")}, 1, "projects")
    for register in budget.scheme.registers:
        for item in register.items:
            amount = budget.registers.get(register.id, {}).get(item.key)
            if amount is not None:
                place = (
                    {register.dimension: item.member} if register.dimension and item.member else {}
                )
                yield Line(place, amount, register.id)
