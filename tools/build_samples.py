"""Write samples/*.xlsx: the workbooks of four real departments as their clerks would fill them in.

The figures are those of published disclosures, reconstructed to single lines (`reconstruct`); the
names and texts come from samples/sources/*.yaml. Where the published figures do not lie beside the
repository nothing is done: the workbooks themselves are kept in it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from mingzhang.catalog.names import folded
from mingzhang.compiler import (
    Content,
    Mark,
    WorkbookError,
    compile_budget,
    read_budget,
    write_workbook,
)
from mingzhang.compiler.sheet import (
    BASICS,
    BOTH_HORIZONS,
    HORIZONS,
    INDICATORS,
    LINES,
    NOT_PUBLISHED,
    OVERALL,
    PRIORS,
    PROJECTS,
    REGISTERS,
    TASKS,
    TEXTS,
    UNITS,
    WHOLE_ENTITY,
)
from mingzhang.compiler.sheets import attachment_sheet, form_sheet
from mingzhang.cube import YUAN, Cube, Line
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import FormDefinition
from tools.published import figure_differences, folder, table_differences
from tools.sample import Sample
from tools.sentences import prior_amounts

_ROOT: Final = Path(__file__).resolve().parents[1]
_LINE_REMARK: Final = "按公开数重建"
_PRIOR_MARK: Final = Mark("按公开的增减额推算")

_CHOSEN: Final[Mapping[str, Mapping[str, str]]] = {
    "000": {"operating_units": "一家行政、参公单位"},
    "002": {
        "operating_units": "中国共产党长治市上党区委员会组织部等1家行政、参公单位",
        "performance_scope": "当年预算",
    },
}
"""Wordings that the published documents chose, by document."""

_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "project_target": {
        "主管部门及代码": "authority",
        "实施单位": "unit",
        "项目属性": "attribute",
        "项目期": "term",
        "项目概况": "overview",
        "立项依据": "basis",
        "项目设立必要性": "necessity",
        "保证项目实施的制度、措施": "measures",
        "项目实施计划": "plan",
        "实施期目标": "goal_implementation",
        "年度目标": "goal_annual",
        "填报日期": "filed_at",
    },
    "project_reserve": {
        "项目单位": "unit",
        "项目概况": "overview",
        "立项依据": "basis",
        "项目设立的必要性": "necessity",
        "保证项目实施的制度、措施": "measures",
        "项目补助对象和补助政策": "beneficiaries",
        "项目实施计划": "plan",
        "项目资金管理办法": "fund_rules",
        "项目绩效总体目标": "goal_implementation",
        "备注": "filed_at",
    },
}
"""Labels of the forms, and what the sources call them."""

_OVERALL: Final = {
    "部门名称": "code_name",
    "内设职能部门数": "offices",
    "所属事业单位数": "institutions",
    "核定的人员编制数": "posts",
    "在编人员数": "staff_posts",
    "其他人员数": "staff_other",
    "部门职责": "duties",
    "部门战略目标": "strategy",
    "年度绩效目标": "goal",
}
_COUNTED: Final = {
    "内设职能部门数": "个",
    "所属事业单位数": "个",
    "核定的人员编制数": "人",
    "实际在岗人员总数": "人",
    "在编人员数": "人",
    "其他人员数": "人",
}

_Row = dict[str, str | Decimal]


# From a source to the cells of a workbook


def content_of(sample: Sample) -> Content:
    """Everything that the workbook of a sample holds."""
    space = sample.space()
    lines = sample.lines(space)
    priors = prior_amounts(sample.scheme, Cube(space, lines), sample.sections)
    source, scheme = sample.source, sample.scheme
    catalogue = {
        attachment_sheet(one.id): [{"code": _titled(scheme, one.catalog, entry.code)}
                                   for entry in scheme.catalog(one.catalog)]
        for one in scheme.publication.attachments
        if source["purchase_of_services"] == "catalogue"
    }  # fmt: skip
    return Content(
        fields={
            BASICS: _basics(sample),
            PRIORS: {label: _yuan(amount) for label, amount in priors.items()},
            OVERALL: _overall(source.get("overall")),
            REGISTERS: _registers(source),
            TEXTS: _texts(source),
        },
        rows={
            UNITS: list(_units(source)),
            PROJECTS: list(_projects(sample)),
            LINES: [_line(scheme, line) for line in lines],
            **{form_sheet(form): list(_forms(sample, form)) for form in _forms_used(scheme)},
            INDICATORS: list(_indicators(source, scheme)),
            TASKS: [
                {"duty": duty, "task": task}
                for duty, task in (source.get("overall") or {}).get("tasks", ())
            ],
            **catalogue,
        },
        marks={PRIORS: dict.fromkeys(priors, _PRIOR_MARK)},
    )


def _yuan(amount: int) -> Decimal:
    return Decimal(amount) / YUAN.size


def _titled(scheme: Scheme, catalog: str, code: str) -> str:
    return f"{code} {scheme.catalog(catalog).entry(code).name}"


def _basics(sample: Sample) -> _Row:
    source = sample.source
    options = {one.key: one.choices[0] for one in sample.scheme.head.options}
    chosen = _CHOSEN.get(source["gold"], {})
    return {
        "name": source["entity"]["name"],
        "code": source["entity"]["code"] or "",
        "level": source["entity"]["level"],
        "year": str(source["fiscal_year"]),
        "area": source["area"],
        "as_of": source["as_of"].isoformat(),
        **{key: chosen.get(key, default) for key, default in options.items()},
    }


def _units(source: Mapping[str, Any]) -> Iterator[_Row]:
    reporting = source["performance"]["units_reporting"]
    for unit in source["units"]:
        row: _Row = {"name": unit["name"], "kind": unit["kind"]}
        if reporting is not None:
            row["reports"] = "是" if reporting else "否"
        yield row


def _projects(sample: Sample) -> Iterator[_Row]:
    for project in sample.source["projects"]:
        form = project["form"]
        name = NOT_PUBLISHED if form == "none" else sample.scheme.form(form).name
        yield {"name": project["name"], "class": project["class"], "form": name}


def _line(scheme: Scheme, line: Line) -> _Row:
    members = dict(line.members)
    kinds = {key: word for word, key in scheme.head.economic_kinds.items()}
    row: _Row = {"unit": members["unit"], "kind": kinds[members["kind"]]}
    for dimension in ("function", "economic", "government_economic"):
        definition = scheme.dimension(dimension)
        if dimension in members and definition.catalog:
            row[dimension] = _titled(scheme, definition.catalog, members[dimension])
    if "project" in members:
        row["project"] = members["project"]
    for dimension in ("source", "period"):
        row[dimension] = scheme.member_title(dimension, members[dimension])
    return {**row, "amount": _yuan(line.amount), "remark": _LINE_REMARK}


def _forms_used(scheme: Scheme) -> list[FormDefinition]:
    return [form for form in scheme.forms if form.project_field]


def _forms(sample: Sample, form: FormDefinition) -> Iterator[_Row]:
    for project in sample.source["projects"]:
        if project["form"] != form.kind:
            continue
        row: _Row = {"project": project["name"]}
        for horizon, amounts in project.get("funding", {}).items():
            for source, amount in amounts.items():
                if amount is not None:
                    row[f"{horizon}.{source}"] = Decimal(amount)
        for field in form.fields:
            text = project.get(_FIELDS[form.kind][field.label])
            if text:
                choices = {folded(choice): choice for choice in field.choices}
                row[field.label] = choices.get(folded(text), text)
        yield row


def _indicators(source: Mapping[str, Any], scheme: Scheme) -> Iterator[_Row]:
    names = {str(form.kind): _level_names(form) for form in scheme.forms}
    for project in source["projects"]:
        rows = project.get("indicators") or ()
        yield from _merged(project["name"], rows, names.get(project["form"], {}))
    overall = source.get("overall") or {}
    rows = [("annual", *one) for one in overall.get("indicators", ())]
    yield from _merged(WHOLE_ENTITY, rows, names["entity_overall"])


def _level_names(form: FormDefinition) -> dict[str, str]:
    """Every name of a level of indicators, with the one that the form prints."""
    twos = [two for one in form.levels for two in one.levels]
    return {name: two.name for two in twos for name in (two.name, *two.also)}


def _merged(
    project: str, rows: Iterable[Sequence[str]], names: Mapping[str, str]
) -> Iterator[_Row]:
    """Indicators of a project, those that are the same in both horizons once."""
    horizons: dict[tuple[str, ...], list[str]] = {}
    for horizon, level1, level2, *rest in rows:
        key = (level1, names.get(level2, level2), *rest)
        horizons.setdefault(key, []).append(horizon)
    for (level1, level2, level3, value), found in horizons.items():
        word = BOTH_HORIZONS if set(found) == set(HORIZONS) else HORIZONS[found[0]]
        yield {
            "project": project,
            "horizon": word,
            "level1": level1,
            "level2": level2,
            "level3": level3,
            "value": value,
        }


def _overall(overall: Mapping[str, Any] | None) -> _Row:
    if not overall:
        return {}
    staff = int(overall["staff_posts"]) + int(overall["staff_other"])
    values = {label: overall[key] for label, key in _OVERALL.items()}
    values["实际在岗人员总数"] = str(staff)
    return {label: f"{value}{_COUNTED.get(label, '')}" for label, value in values.items()}


def _registers(source: Mapping[str, Any]) -> _Row:
    vehicles = dict(source["vehicles"])
    return {
        **{
            f"procurement.{key}": Decimal(value) * 10_000
            for key, value in source["procurement"].items()
        },
        "vehicle_quota.quota": Decimal(vehicles.pop("quota")),
        **{f"vehicles.{key}": Decimal(value) for key, value in vehicles.items()},
        "office_area.area": Decimal(source["office_area"]),
        **{f"equipment_{key}.count": Decimal(value) for key, value in source["equipment"].items()},
    }


def _texts(source: Mapping[str, Any]) -> _Row:
    chosen = _CHOSEN.get(source["gold"], {})
    texts: _Row = {key: text.strip() for key, text in source["texts"].items()}
    if "operating_units" in chosen:
        texts["operating_units"] = chosen["operating_units"]
    return texts


# The command


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the workbooks, and say how what they compile to differs from what was published."""
    parser = argparse.ArgumentParser(description="write the sample workbooks")
    parser.add_argument("--out", type=Path, default=_ROOT / "samples")
    out: Path = parser.parse_args(arguments).out
    if not folder().is_dir():
        print(f"没有公开数据 {folder()}，样例工作簿保持不变", file=sys.stderr)
        return 0
    return max(_write(path, out) for path in Sample.sources())


def _write(path: Path, out: Path) -> int:
    sample = Sample.read(path)
    data = workbook_of(sample)
    target = out / f"{sample.slug}.xlsx"
    target.write_bytes(data)
    print(target.name)
    try:
        for difference in differences(sample, data):
            print(f"  {difference}")
    except WorkbookError as error:
        print("\n".join([f"{target.name}：{error}", *map(str, error.problems)]), file=sys.stderr)
        return 1
    return 0


def workbook_of(sample: Sample) -> bytes:
    """The workbook of a sample."""
    return write_workbook(sample.scheme, sample.source["fiscal_year"], content_of(sample))


def differences(sample: Sample, data: bytes) -> Iterator[str]:
    """How the disclosure that a workbook compiles to differs from the published one."""
    compiled = compile_budget(read_budget(data))
    yield from table_differences(sample.published, compiled.disclosure)
    yield from figure_differences(sample.published, compiled.disclosure)
    yield from (f"待填写：{problem}" for problem in compiled.missing)


if __name__ == "__main__":
    sys.exit(main())
