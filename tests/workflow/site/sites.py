"""Small sites for tests: disclosures of the invented department, built in this process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from msgspec import structs
from tests.compiler.workbooks import compiled

from mingzhang.model import Disclosure, Entity, disclosure_to_json
from mingzhang.publisher.site.address import edition_path
from mingzhang.publisher.site.area import entity_slug
from mingzhang.workflow.site import SiteAsked, SiteBuilt, build_site
from mingzhang.workflow.site.memory import FOLDER

_One = TypeVar("_One")


def disclosure(name: str = "示范县档案馆", year: int = 2026, **settings: str) -> Disclosure:
    """The small department's disclosure under another name, for another year."""
    made = compiled().disclosure
    return structs.replace(
        made,
        entity=Entity(name=name, level="department"),
        fiscal_year=year,
        settings={**made.settings, **settings},
    )


def slug(name: str = "示范县档案馆") -> str:
    """The part of addresses that names the publisher of such a disclosure."""
    return entity_slug(name, compiled().disclosure.settings["area"])


def folder_of(made: Disclosure) -> str:
    """Where a site shows a disclosure."""
    name = entity_slug(made.entity.name, made.settings.get("area", ""))
    return edition_path(name, made.fiscal_year)


def corrected(made: Disclosure, old: str, new: str) -> Disclosure:
    """A disclosure with a piece of its texts changed."""
    narrative = [structs.replace(one, text=one.text.replace(old, new)) for one in made.narrative]
    return structs.replace(made, narrative=tuple(narrative))


def given(folder: Path, **disclosures: Disclosure) -> list[Path]:
    """The disclosures as files in a folder, by name."""
    folder.mkdir(exist_ok=True)
    for name, one in disclosures.items():
        (folder / f"{name}.json").write_bytes(disclosure_to_json(one))
    return [folder / f"{name}.json" for name in disclosures]


def silently(done: Iterable[_One], what: str, count: int, /) -> Iterator[_One]:
    """Shows nothing of how far the work is."""
    return iter(done)


def built(files: Iterable[Path], out: Path, **asked: Any) -> SiteBuilt:
    """Build a site with data alone to download, unless asked otherwise."""
    options = {"title": "示范省部门预算公开", "formats": ("json",), **asked}
    return build_site(SiteAsked(list(files), out, **options), silently)


def contents(out: Path) -> dict[str, str]:
    """Every public file of a site with the checksum of its bytes."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] != FOLDER
    }
