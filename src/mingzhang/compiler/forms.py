"""The performance forms of a workbook: fields, funding and indicators of each project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mingzhang.catalog.names import folded
from mingzhang.compiler.budget import Project
from mingzhang.compiler.content import ReadRow
from mingzhang.compiler.sheet import (
    BOTH_HORIZONS,
    HORIZONS,
    INDICATORS,
    OVERALL,
    PROJECTS,
    TASKS,
    WHOLE_ENTITY,
)
from mingzhang.compiler.sheets import form_sheet
from mingzhang.compiler.values import Values
from mingzhang.cube import YUAN, show
from mingzhang.model import Form, Funding, Indicator
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import FormDefinition
from mingzhang.scheme.words import filled

__all__ = ["Forms"]


class Forms:
    """Reads the forms; `units` names the unit of each project."""

    def __init__(
        self,
        scheme: Scheme,
        values: Values,
        projects: Sequence[Project],
        units: Mapping[str, str],
    ) -> None:
        self.scheme = scheme
        self.values = values
        self.projects = projects
        self.units = units
        self.names = {folded(project.name): project.name for project in projects}
        self.indicators = self._indicators()

    def forms(self) -> Iterator[Form]:
        """The form of the whole entity first, then those of projects in the order of projects."""
        for form in self.scheme.forms:
            if not form.project_field:
                yield from self._whole(form)
        found = {
            (str(form.kind), name): made
            for form in self.scheme.forms
            if form.project_field
            for name, made in self._of_projects(form)
        }
        for project in self.projects:
            made = found.get((project.form or "", project.name))
            if made is not None:
                yield made
            elif project.form is not None and project.name not in self.values.suggested:
                self._absent(project)

    def _absent(self, project: Project) -> None:
        form = self.scheme.form(project.form or "")
        for row in self.values.workbook.rows.get(PROJECTS, ()):
            if self.values.cell_text(row, "name") == project.name:
                self.values.problem(
                    PROJECTS,
                    row.values["form"].cell,
                    f"项目“{project.name}”选择公开“{form.name}”，但那张表中没有这个项目；"
                    "请补填，或改选公开表式",
                )

    def _of_projects(self, form: FormDefinition) -> Iterator[tuple[str, Form]]:
        sheet = form_sheet(form)
        seen: dict[str, int] = {}
        for row in self.values.rows(sheet):
            name = self.values.known(sheet, row, "project", self.names, "项目")
            if name is None:
                continue
            if name in seen:
                self.values.problem(
                    sheet,
                    row.values["project"].cell,
                    f"项目“{name}”与第 {seen[name]} 行重复，请删去一行",
                )
                continue
            seen[name] = row.number
            yield name, self._of_project(form, sheet, row, name)

    def _of_project(self, form: FormDefinition, sheet: str, row: ReadRow, name: str) -> Form:
        fields = {}
        for field in form.fields:
            written = (
                self.values.choice(sheet, row, field.label)
                if field.choices
                else self.values.cell_text(row, field.label)
            )
            default = filled(field.default or "", {"unit": self.units.get(name, "")})
            if text := written or default:
                fields[field.label] = text
        return Form(
            kind=form.kind,
            project=name,
            fields=fields,
            funding=tuple(self._funding(form, sheet, row)),
            indicators=tuple(self._within(form, name)),
        )

    def _funding(self, form: FormDefinition, sheet: str, row: ReadRow) -> Iterator[Funding]:
        if not form.funding_sources:
            return
        for horizon in form.horizons:
            amounts = {}
            for source in form.funding_sources:
                value = row.values.get(f"{horizon}.{source}")
                title = self.values.column(sheet, f"{horizon}.{source}").title
                amounts[source] = self.values.amount(sheet, value, form.funding_unit, title)
            total = sum(amount or 0 for amount in amounts.values())
            yield _printed(horizon, "total", total, form.funding_unit)
            for source, amount in amounts.items():
                yield _printed(horizon, source, amount, form.funding_unit)

    def _within(self, form: FormDefinition, name: str) -> Iterator[Indicator]:
        found = self.indicators.get(folded(name), [])
        for level in form.levels:
            for two in level.levels:
                names = {folded(one) for one in (two.name, *two.also)}
                for one in found:
                    if (
                        one.level1 == level.name
                        and folded(one.level2) in names
                        and one.horizon in form.horizons
                    ):
                        yield Indicator(
                            horizon=one.horizon,
                            level1=one.level1,
                            level2=two.name,
                            level3=one.level3,
                            value=one.value,
                        )

    def _indicators(self) -> dict[str, list[Indicator]]:
        found: dict[str, list[Indicator]] = defaultdict(list)
        names = {**self.names, folded(WHOLE_ENTITY): WHOLE_ENTITY}
        horizons = {word: [key] for key, word in HORIZONS.items()}
        horizons[BOTH_HORIZONS] = list(HORIZONS)
        for row in self.values.rows(INDICATORS):
            project = self.values.known(INDICATORS, row, "project", names, "项目")
            word = self.values.choice(INDICATORS, row, "horizon")
            levels = [self.values.choice(INDICATORS, row, key) for key in ("level1", "level2")]
            if project is None or word is None or levels[0] is None or levels[1] is None:
                continue
            above = self._above(levels[1])
            if levels[0] not in above:
                self.values.problem(
                    INDICATORS,
                    row.values["level2"].cell,
                    f"二级指标“{levels[1]}”属于“{'、'.join(above)}”，不属于“{levels[0]}”，请核对",
                )
                continue
            self._fits_form(row, project, horizons[word])
            for horizon in horizons[word]:
                found[folded(project)].append(
                    Indicator(
                        horizon=horizon,  # type: ignore[arg-type]
                        level1=levels[0],
                        level2=levels[1],
                        level3=self.values.cell_text(row, "level3"),
                        value=self.values.cell_text(row, "value") or None,
                    )
                )
        return found

    def _fits_form(self, row: ReadRow, project: str, horizons: Sequence[str]) -> None:
        """An indicator of a horizon that the project's form does not have would be lost."""
        form = self._form_of(project)
        if form is None or any(horizon in form.horizons for horizon in horizons):
            return
        usable = "、".join(f"“{HORIZONS[horizon]}”" for horizon in form.horizons)
        cell = row.values["horizon"]
        self.values.problem(
            INDICATORS, cell.cell, f"《{form.name}》没有“{cell.text}”目标，请改为{usable}"
        )

    def _form_of(self, project: str) -> FormDefinition | None:
        """The form that a project's indicators stand in."""
        if project == WHOLE_ENTITY:
            return next((form for form in self.scheme.forms if not form.project_field), None)
        kinds = {one.name: one.form for one in self.projects}
        kind = kinds.get(project)
        return self.scheme.form(kind) if kind else None

    def _above(self, level2: str) -> list[str]:
        """The first levels that an indicator's second level belongs to."""
        return list(
            dict.fromkeys(
                level.name
                for form in self.scheme.forms
                for level in form.levels
                if any(level2 in (two.name, *two.also) for two in level.levels)
            )
        )

    def _whole(self, form: FormDefinition) -> Iterator[Form]:
        written = self.values.workbook.fields.get(OVERALL, {})
        rows = self.values.rows(TASKS)
        if not written:
            self._unattached(form, rows)
            return
        tasks = tuple(
            (self.values.cell_text(row, "duty"), self.values.cell_text(row, "task")) for row in rows
        )
        yield Form(
            kind=form.kind,
            project=None,
            fields={
                field.label: written[field.label].text
                for field in form.fields
                if field.label in written
            },
            indicators=tuple(self._within(form, WHOLE_ENTITY)),
            tasks=tasks,
        )

    def _unattached(self, form: FormDefinition, tasks: Sequence[ReadRow]) -> None:
        """Tasks and indicators of a form that is left empty would be lost."""
        indicators = [
            row
            for row in self.values.workbook.rows.get(INDICATORS, ())
            if folded(self.values.cell_text(row, "project")) == folded(WHOLE_ENTITY)
        ]
        title = self.values.sheets[OVERALL].title
        for sheet, rows in ((TASKS, tasks), (INDICATORS, indicators)):
            if rows:
                cell = next(iter(rows[0].values.values())).cell
                message = f"“{title}”表没有填写，《{form.name}》不会公开；请补填“{title}”表，或删去这里的内容"
                self.values.problem(sheet, cell, message)


def _printed(horizon: str, source: str, amount: int | None, unit: str) -> Funding:
    """An amount as a form prints it: whole 元 without decimals, else two; None where blank."""
    text = None
    if amount is not None:
        text = show(amount, YUAN, 0 if amount % YUAN.size == 0 else 2)
    return Funding(horizon=horizon, source=source, amount=text, unit=unit)  # type: ignore[arg-type]
