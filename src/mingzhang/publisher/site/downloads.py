"""All data of the site to take as a whole: its page, and the package that describes the files.

The files of a year are archives: all disclosures, and the table of all figures. They are put
together elsewhere; here they are `YearFile`s, known by size and checksum.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from mingzhang.publisher.opendata.columns import Column
from mingzhang.publisher.opendata.taxonomy import TAXONOMY, own_type, published_types
from mingzhang.publisher.opendata.text import ESCAPING
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.entry import SiteIndex
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.tables import SiteTable, facts_columns, facts_fields, site_tables

__all__ = ["DATA", "YearFile", "data_files", "disclosures_file", "facts_file", "facts_member"]

DATA: Final = "data/"
"""The folder of everything that is for all publications together."""

_PACKAGE: Final = "datapackage.json"
_EDITIONS: Final = "editions"
_KILO: Final = 1024
_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "知识共享署名 4.0 国际",
}


@dataclass(frozen=True, slots=True)
class YearFile:
    """An archive of a year in the folder of data: its name there, size in bytes and checksum."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Offer:
    """A file to take: what it is, and what is in it."""

    name: str
    title: str
    description: str
    size: int
    sha256: str


def disclosures_file(year: int) -> str:
    """The name of the archive of all disclosures of a year."""
    return f"disclosures-{year}.zip"


def facts_file(year: int) -> str:
    """The name of the table of all figures of a year, which is packed."""
    return f"{facts_member(year)}.zip"


def facts_member(year: int) -> str:
    """The name of the table of all figures of a year within its archive."""
    return f"facts-{year}.csv"


def data_files(index: SiteIndex, archives: Mapping[str, YearFile]) -> dict[str, bytes]:
    """The page of data, its tables and the package; `archives` are those of each year by name."""
    tables = site_tables(index)
    offers = [*_offered_tables(tables), *_offered_archives(index, archives)]
    path = f"{DATA}index.html"
    return {
        path: page(_place(index, path), _main(tables, offers, path)),
        f"{DATA}{_PACKAGE}": _package(index, tables, archives),
        **{f"{DATA}{one.name}.csv": one.content for one in tables},
    }


def _offered_tables(tables: Sequence[SiteTable]) -> Iterator[_Offer]:
    for one in tables:
        yield _Offer(
            f"{one.name}.csv",
            one.title,
            one.description,
            len(one.content),
            hashlib.sha256(one.content).hexdigest(),
        )


def _offered_archives(index: SiteIndex, archives: Mapping[str, YearFile]) -> Iterator[_Offer]:
    for year in index.years:
        facts, whole = archives[facts_file(year)], archives[disclosures_file(year)]
        yield _Offer(
            facts.name,
            f"{year}年全部数字",
            "各份公开的表格和文字中显示的每个数字，压缩的 CSV。",
            facts.size,
            facts.sha256,
        )
        yield _Offer(
            whole.name,
            f"{year}年全部公开数据",
            "各份公开的完整数据，一份一个 JSON。",
            whole.size,
            whole.sha256,
        )


def _place(index: SiteIndex, path: str) -> Place:
    return Place(
        path=path,
        title="数据下载",
        description="全部公开的预算数据，可整批下载：目录、金额、项目、每个数字和完整数据",
        site=index.title,
        section="数据",
        trail=(("首页", ""),),
        styles=("assets/data.css",),
        alternates=(("application/vnd.datapackage+json", f"{DATA}{_PACKAGE}"),),
        canonical=f"{index.base}/{DATA}" if index.base else "",
    )


def _main(tables: Sequence[SiteTable], offers: Sequence[_Offer], path: str) -> str:
    rows = "".join(_offer_row(one, path) for one in offers)
    package = attribute(relative(f"{DATA}{_PACKAGE}", path))
    columns = "".join(
        _columns_table(
            f"{one.title}（{one.name}.csv）", [field.descriptor() for field in one.fields]
        )
        for one in tables
    )
    return (
        '<div class="measure"><h1>数据下载</h1>'
        '<p class="lede">各部门、各单位公开的预算，都可以作为数据整批下载，注明出处即可使用。'
        "每份公开的 Word、PDF、Excel 等文件在它自己的页面上。</p>"
        '<div class="scroll" role="region" tabindex="0" aria-label="可下载的文件">'
        '<table class="list stacked offers"><caption class="visually-hidden">可下载的文件</caption>'
        '<thead><tr><th scope="col">文件</th><th scope="col">内容</th>'
        '<th scope="col" class="num">大小</th><th scope="col">校验码（SHA-256）</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        f'<p>所有文件和列的说明，供程序读取：<a href="{package}" download>{_PACKAGE}</a>。</p>'
        "<h2>各列的意思</h2><p>金额以元为单位。“公开主体编号”在各表中相同，同一个部门或单位历年不变。"
        f"“数字编号”指向公开文本中的那个数字。{text(ESCAPING)}</p>"
        f"{columns}{_columns_table('全部数字（facts-年份.csv）', facts_fields())}</div>"
    )


def _offer_row(one: _Offer, path: str) -> str:
    link = attribute(relative(f"{DATA}{one.name}", path))
    return (
        f'\n<tr><th scope="row"><a href="{link}" download>{text(one.title)}</a></th>'
        f'<td data-label="内容">{text(one.description)}</td>'
        f'<td class="num" data-label="大小">{_size_text(one.size)}</td>'
        f'<td data-label="校验码"><code>{one.sha256}</code></td></tr>'
    )


def _columns_table(title: str, fields: Sequence[Mapping[str, Any]]) -> str:
    rows = "".join(
        f'\n<tr><th scope="row"><code>{text(one["name"])}</code></th><td>{text(one["title"])}</td>'
        f"<td>{_TYPES[one['type']]}</td></tr>"
        for one in fields
    )
    return (
        f'<h3>{text(title)}</h3><div class="scroll" role="region" tabindex="0"'
        f' aria-label="{attribute(title)}"><table class="list columns-of"><caption'
        f' class="visually-hidden">{text(title)}</caption><thead><tr><th scope="col">列名</th>'
        f'<th scope="col">意思</th><th scope="col">类型</th></tr></thead><tbody>{rows}</tbody>'
        "</table></div>"
    )


_TYPES: Final = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "真假（true、false）",
    "date": "日期",
}


def _size_text(size: int) -> str:
    """How large a file is, as people say it.

    >>> _size_text(300), _size_text(40_000), _size_text(3_000_000)
    ('1 KB', '40 KB', '2.9 MB')
    """
    if size < _KILO * _KILO:
        return f"{-(-size // _KILO)} KB"
    return f"{size / _KILO / _KILO:.1f} MB"


def _package(
    index: SiteIndex, tables: Sequence[SiteTable], archives: Mapping[str, YearFile]
) -> bytes:
    descriptor = {
        "name": "budgets",
        "title": index.title,
        "description": f"{index.title}：各部门、各单位公开的预算，金额单位为元。",
        "profile": "data-package",
        **({"homepage": f"{index.base}/"} if index.base else {}),
        "licenses": [_LICENCE],
        "countryCode": "CN",
        "mingzhang:escaping": ESCAPING,
        "columnTypes": [TAXONOMY, *_own_types(facts_columns())],
        "resources": [
            *(_table_resource(one) for one in tables),
            *(one for year in index.years for one in _year_resources(year, archives)),
        ],
    }
    return msgspec.json.format(msgspec.json.encode(descriptor), indent=2) + b"\n"


def _own_types(columns: Sequence[Column]) -> list[dict[str, Any]]:
    used = {one.type.name: one.type for one in columns}
    above = [name for one in used.values() for name in (one.label_of, one.prior) if name]
    needed = {**used, **{name: own_type(name) for name in above if name not in published_types()}}
    return [kind.descriptor() for name, kind in needed.items() if name not in published_types()]


def _table_resource(one: SiteTable) -> dict[str, Any]:
    keys = () if one.name == _EDITIONS else _OF_EDITION
    return {
        "name": one.name,
        "path": f"{one.name}.csv",
        "profile": "tabular-data-resource",
        "title": one.title,
        "description": one.description,
        **_csv(len(one.content), hashlib.sha256(one.content).hexdigest()),
        "schema": {
            "fields": [field.descriptor() for field in one.fields],
            "primaryKey": list(one.keys),
            **_reference(keys),
        },
    }


_OF_EDITION: Final = ("fiscal_year", "entity_id")


def _csv(size: int, sha256: str) -> dict[str, Any]:
    return {
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
    }


def _reference(keys: Sequence[str]) -> dict[str, Any]:
    if not keys:
        return {}
    told = {"fields": list(keys), "reference": {"resource": _EDITIONS, "fields": list(keys)}}
    return {"foreignKeys": [told]}


def _year_resources(year: int, archives: Mapping[str, YearFile]) -> Iterator[dict[str, Any]]:
    facts, whole = archives[facts_file(year)], archives[disclosures_file(year)]
    yield {
        "name": f"facts-{year}",
        "path": facts.name,
        "profile": "tabular-data-resource",
        "title": f"{year}年全部数字",
        **_csv(facts.size, facts.sha256),
        "compression": "zip",
        "innerpath": facts_member(year),
        "schema": {
            "fields": facts_fields(),
            "primaryKey": [*_OF_EDITION, "fact_id"],
            **_reference(_OF_EDITION),
        },
    }
    yield {
        "name": f"disclosures-{year}",
        "path": whole.name,
        "profile": "data-resource",
        "title": f"{year}年全部公开数据",
        "format": "zip",
        "mediatype": "application/zip",
        "bytes": whole.size,
        "hash": f"sha256:{whole.sha256}",
    }
