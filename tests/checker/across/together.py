"""Departments, units and years for tests: the small department, compiled and changed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from msgspec import structs
from tests.department import NAME, YEAR, content, line, workbook

from mingzhang.checker import Examined
from mingzhang.checker.across import Stated, found_across, stated_of
from mingzhang.compiler import compile_budget, read_budget, with_last_year
from mingzhang.model import Disclosure, Finding, Source
from mingzhang.scheme import load_scheme

OWN = f"{NAME}本级"
CENTRE = "示范县档案技术服务中心"
SCHEME = load_scheme("shanxi", YEAR)

OF_CENTRE = [
    {**line(function="2012604", kind="人员经费", economic="30101"), "unit": CENTRE,
     "amount": Decimal("61234.56")},
    {**line(function="2012604", kind="公用经费", economic="30201"), "unit": CENTRE,
     "amount": Decimal("4321.98")},
    {**line(function="2012604", kind="项目支出", project="修复经费"), "unit": CENTRE,
     "amount": Decimal("30000.00")},
]  # fmt: skip
RESTORING = {"name": "修复经费", "class": "其他运转类", "form": "不公开"}
UNITS = {
    NAME: {"name": NAME, "kind": "行政", "reports": "是"},
    CENTRE: {"name": CENTRE, "kind": "事业", "reports": "是"},
}


def named(disclosure: Disclosure, file: str) -> Disclosure:
    """The disclosure as if it came from this file."""
    source = Source(name=file, media_type="text/plain", sha256=file)
    return structs.replace(disclosure, source=source)


def basics(**changes: Any) -> dict[str, Any]:
    return {**content().fields["basics"], **changes}


def of_year(year: int, last: Disclosure | None = None, **changes: Any) -> Disclosure:
    """The small department's disclosure of a year; `last` fills in what it compares with."""
    of = basics(year=str(year), as_of=f"{year - 1}-12-31")
    budget = read_budget(workbook(basics=of, **changes))
    if last is not None:
        budget = with_last_year(budget, last)
    return named(compile_budget(budget).disclosure, f"{year}年.docx")


def department() -> Disclosure:
    """The archive with its service centre."""
    return compiled("部门.docx", [NAME, CENTRE])


def unit(name: str) -> Disclosure:
    """One of the two, alone."""
    return compiled(f"{name}.docx", [name], name=name, level="单位")


def compiled(file: str, units: Sequence[str], **identity: str) -> Disclosure:
    rows = content().rows
    lines = [one for one in (*rows["lines"], *OF_CENTRE) if one["unit"] in units]
    used = {one.get("project") for one in lines}
    projects = [one for one in (*rows["projects"], RESTORING) if one["name"] in used]
    forms = {
        sheet: [one for one in rows[sheet] if one["project"] in used]
        for sheet in ("form.project_target", "indicators")
    }
    book = workbook(
        basics=basics(**identity),
        units=[UNITS[name] for name in units],
        lines=lines,
        projects=projects,
        registers=registers(len(units)),
        **{sheet.replace(".", "__"): rows for sheet, rows in forms.items()},
    )
    return named(compile_budget(read_budget(book)).disclosure, file)


def registers(units: int) -> dict[str, Any]:
    """As many times what one unit has."""
    return {
        key: value * units if isinstance(value, Decimal) else str(int(value) * units)
        for key, value in content().fields["registers"].items()
    }


def stated(*disclosures: Disclosure) -> list[Stated]:
    return [stated_of(Examined(SCHEME, one)) for one in disclosures]


def across(*disclosures: Disclosure) -> list[tuple[Finding, ...]]:
    return list(found_across(stated(*disclosures)))


def codes(findings: Sequence[Finding]) -> list[str]:
    return [one.code for one in findings]
