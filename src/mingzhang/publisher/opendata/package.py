"""The whole package: a resource for each view, the code lists, the facts, and datapackage.json.

The profile is `tabular-data-package`, not `fiscal-data-package`: the published schema of the
latter still demands the model of version 0.3, so that no package of version 1 passes it.

The licence is CC BY 4.0. China has no licence of its own for government data, and what is published
by law may be used by anyone; its open data platforms commonly ask no more than that the source is
named. That is what CC BY asks, and every catalogue of open data knows it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

import msgspec

from mingzhang.cube import Fact
from mingzhang.model import Disclosure
from mingzhang.model.json import disclosure_sha256
from mingzhang.publisher.opendata.amount import decimal_text, step, total, value
from mingzhang.publisher.opendata.columns import Column, column, dimension_columns
from mingzhang.publisher.opendata.facts import FACTS, facts_resource
from mingzhang.publisher.opendata.lists import Codes, code_lists
from mingzhang.publisher.opendata.resource import Resource
from mingzhang.publisher.opendata.taxonomy import TAXONOMY, own_type, published_types
from mingzhang.publisher.opendata.text import ESCAPING
from mingzhang.publisher.opendata.view import View, views_of
from mingzhang.scheme import Scheme
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.view import known_facts
from mingzhang.scheme.words import filled

__all__ = ["open_data_files"]

_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "知识共享署名 4.0 国际",
}
_PHASE: Final = ("approved", "年初预算")
_DIRECTIONS: Final = {"revenue": "收入", "expenditure": "支出"}
_ENTITY: Final = "administrative-classification:generic:level1"
_CURRENCY: Final = ("currency", "value-currency:code", "CNY")
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


def open_data_files(scheme: Scheme, disclosure: Disclosure) -> dict[str, bytes]:
    """The files of the package by path: datapackage.json, then data/*.csv.

    The same disclosure gives the same bytes. Amounts are in 元: exact where the facts know them,
    else as displayed.
    """
    resources = _resources(scheme, disclosure)
    contents = {one.path: one.content() for one in resources}
    descriptor = _descriptor(scheme, disclosure, resources, contents)
    text = msgspec.json.format(msgspec.json.encode(descriptor), indent=2) + b"\n"
    return {"datapackage.json": text, **contents}


def _resources(scheme: Scheme, disclosure: Disclosure) -> list[Resource]:
    facts = known_facts(scheme, disclosure)
    space = space_of(scheme, disclosure, facts)
    codes = Codes(scheme, disclosure, space)
    views = list(views_of(scheme, disclosure, space, facts))
    names = list(_names(views))
    made = [_view(codes, view, name) for view, name in zip(views, names, strict=True)]
    lists = code_lists(
        codes,
        [one for resource in made for one in resource.columns],
        [fact for view in views for fact in view.leaves],
    )
    placed = {
        fact.address: name for view, name in zip(views, names, strict=True) for fact in view.leaves
    }
    totals = frozenset(address for view in views for address in view.totals)
    return [*made, *lists, facts_resource(scheme, disclosure, facts, totals, placed)]


def _names(views: Iterable[View]) -> Iterator[str]:
    """A name for each view: its table's id and side, in the letters that a package may use."""
    used: set[str] = set()
    for number, view in enumerate(views, 1):
        parts = [_NOT_IN_NAMES.sub("-", one.lower()).strip("-") for one in
                 (view.table.id, view.side.side or "")]  # fmt: skip
        name = "-".join(filter(None, ("table", *parts)))
        name = f"{name}-{number}" if name in used or not parts[0] else name
        used.add(name)
        yield name


def _view(codes: Codes, view: View, name: str) -> Resource:
    columns = tuple(_columns(codes, view))
    direction = view.side.direction
    word = f"（{_DIRECTIONS[direction]}）" if direction and len(view.definition.sides) > 1 else ""
    return Resource(
        name,
        f"{view.table.title}{word}",
        "view",
        columns,
        [[one.of(fact) for one in columns] for fact in view.leaves],
        "" if view.leaves else view.table.note or "",
        {"fact_id": (FACTS, "fact_id")},
        (_CURRENCY,),
        {"mingzhang:total": _total(view.tops, view.leaves)},
    )


def _total(tops: Sequence[Fact], leaves: Sequence[Fact]) -> dict[str, Any]:
    """What the leaves add up to by what is printed, by which figures, and how finely it is known.

    `roundedTo` is there only where some amount is known as displayed alone: then the sum may miss
    the total by half of it for each figure.
    """
    finest = max((step(fact) for fact in (*tops, *leaves)), default=Decimal(0))
    return {
        "value": decimal_text(total(tops)),
        "facts": [fact.address for fact in tops if fact.text],
        **({"roundedTo": decimal_text(finest)} if finest else {}),
    }


def _columns(codes: Codes, view: View) -> Iterator[Column]:
    disclosure = codes.disclosure
    entity, direction = codes.entity(), view.side.direction

    def constant(name: str, kind: str, title: str, text: str) -> Column:
        return column(name, kind, title, lambda _: text, is_required=True)

    yield column(
        "fact_id", "cn:fact:reference", "数字编号", lambda fact: fact.address,
        is_required=True, is_distinct=True,
    )  # fmt: skip
    yield constant("fiscal_year", "date:fiscal-year", "预算年度", str(disclosure.fiscal_year))
    yield constant("phase_id", "phase:id", "阶段编码", _PHASE[0])
    yield constant("phase_label", "phase:label", "阶段名称", _PHASE[1])
    if direction:
        yield constant("direction", "direction", "收支方向", direction)
    yield constant("entity_code", f"{_ENTITY}:code", "公开主体编码", entity)
    yield constant("entity_label", f"{_ENTITY}:label", "公开主体名称", disclosure.entity.name)
    yield from dimension_columns(codes.scheme, view, codes.of)
    yield column(
        "value", "value", "金额（元）", lambda fact: decimal_text(value(fact)), is_required=True
    )


def _descriptor(
    scheme: Scheme,
    disclosure: Disclosure,
    resources: Sequence[Resource],
    contents: dict[str, bytes],
) -> dict[str, Any]:
    year = disclosure.fiscal_year
    words = {
        "year": str(year),
        "last_year": str(year - 1),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
        "area": disclosure.settings.get("area", ""),
    }
    return {
        "name": _package_name(scheme, disclosure),
        "title": filled(scheme.publication.title, words),
        "description": f"{disclosure.entity.name}{year}年年初预算的开放数据，金额单位为元。",
        "profile": "tabular-data-package",
        "licenses": [_LICENCE],
        "contributors": [{"title": disclosure.entity.name, "role": "publisher"}],
        "countryCode": "CN",
        "granularity": "aggregated",
        "fiscalPeriod": {"start": f"{year}-01-01", "end": f"{year}-12-31"},
        "mingzhang:disclosure": {
            "format": disclosure.format,
            "version": disclosure.version,
            "scheme": disclosure.scheme,
            "sha256": disclosure_sha256(disclosure),
        },
        "mingzhang:escaping": ESCAPING,
        "columnTypes": [TAXONOMY, *_own_types(resources)],
        "resources": [one.descriptor(contents[one.path]) for one in resources],
    }


def _package_name(scheme: Scheme, disclosure: Disclosure) -> str:
    entity = disclosure.entity
    code = _NOT_IN_NAMES.sub("-", (entity.code or "").lower()).strip("-")
    named = code or hashlib.sha256(entity.name.encode()).hexdigest()[:8]
    return f"budget-{scheme.name.lower()}-{disclosure.fiscal_year}-{named}"


def _own_types(resources: Sequence[Resource]) -> list[dict[str, Any]]:
    """The types that the package uses or that these name, and the published taxonomy lacks."""
    used = {one.type.name: one.type for resource in resources for one in resource.columns}
    above = [name for one in used.values() for name in (one.label_of, one.prior) if name]
    needed = {**used, **{name: own_type(name) for name in above if name not in used}}
    return [kind.descriptor() for name, kind in needed.items() if name not in published_types()]
