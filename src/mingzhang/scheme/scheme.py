"""A scheme: all that a province prescribes for the years from its folder's year on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from mingzhang import catalog
from mingzhang.catalog import Catalog
from mingzhang.cube import Dimension, Space
from mingzhang.scheme.definition import (
    ChartsFile,
    DimensionDefinition,
    FormDefinition,
    FormsFile,
    GlossaryFile,
    NarrativeFile,
    PhraseDefinition,
    PublicationFile,
    RegisterDefinition,
    RegistersFile,
    RuleSetting,
    RulesFile,
    SchemeFile,
    SectionDefinition,
    TableDefinition,
    TablesFile,
)
from mingzhang.scheme.yaml import Located, SchemeError, load

__all__ = [
    "FUNDING",
    "HORIZON",
    "ORIGIN",
    "Scheme",
    "available_schemes",
    "load_scheme",
    "read_scheme",
]

FUNDING: Final = "funding"
"""The measure of what the form of a project says it gets, which need not be this year's budget."""

HORIZON: Final = "horizon"
"""The dimension of a form's two halves: implementation, annual."""

ORIGIN: Final = "origin"
"""The dimension of where a project's money comes from: central, province, local, own, other."""

OpenMembers = Mapping[str, Mapping[str, tuple[str, ...]]]
"""For each open dimension the members a disclosure brings, each with the groups above it."""

_CATALOGS: Final = {
    "functional": catalog.functional,
    "economic_department": catalog.economic_department,
    "economic_government": catalog.economic_government,
    "budget_revenue": catalog.budget_revenue,
    "purchase_services": catalog.purchase_services,
}
_FILES: Final[dict[str, type[Any]]] = {
    "scheme": SchemeFile,
    "tables": TablesFile,
    "narrative": NarrativeFile,
    "forms": FormsFile,
    "registers": RegistersFile,
    "glossary": GlossaryFile,
    "publication": PublicationFile,
    "rules": RulesFile,
    "charts": ChartsFile,
}


@dataclass(frozen=True)
class Scheme:
    """A province's prescriptions, as read from its folder.

    >>> scheme = load_scheme("shanxi", 2025)
    >>> scheme.table(scheme.table_ids[2]).mark
    '预算公开表3'
    >>> scheme.member_title("source", "general")
    '一般公共预算'
    """

    head: SchemeFile
    tables: TablesFile
    narrative: NarrativeFile
    forms: tuple[FormDefinition, ...]
    registers: tuple[RegisterDefinition, ...]
    glossary: GlossaryFile
    publication: PublicationFile
    rules: Mapping[str, RuleSetting]
    charts: ChartsFile
    sources: Mapping[str, Located]

    @property
    def name(self) -> str:
        """The scheme's name, as commands take it."""
        return self.head.name

    @property
    def table_ids(self) -> tuple[str, ...]:
        """The ids of all tables, in order."""
        return tuple(table.id for table in self.tables.tables)

    def table(self, table_id: str) -> TableDefinition:
        """The table of this id; KeyError if the scheme has none."""
        return self._tables[table_id]

    def section(self, section_id: str) -> SectionDefinition:
        """The section of this id; KeyError if the scheme has none."""
        return self._sections[section_id]

    def form(self, kind: str) -> FormDefinition:
        """The form of this kind; KeyError if the scheme has none."""
        return self._forms[kind]

    def phrase(self, key: str) -> PhraseDefinition:
        """The phrase of this name; KeyError if the scheme has none."""
        return self._phrases[key]

    def wordings(self, options: Iterable[str]) -> tuple[str, ...]:
        """The wordings of a template's alternatives, with those that it names (@than) put in."""
        named = {f"@{one.key}": one.texts for one in self.narrative.wordings}
        spread = (text for option in options for text in named.get(option, (option,)))
        return tuple(dict.fromkeys(spread))

    def dimension(self, name: str) -> DimensionDefinition:
        """The dimension of this name; KeyError if the scheme has none."""
        return self._dimensions[name]

    def catalog(self, name: str) -> Catalog:
        """A code list by the name that the scheme uses."""
        return _CATALOGS[name]()

    def catalog_of(self, dimension: str) -> Catalog | None:
        """The code list of a dimension's members, if they come from one."""
        name = self.dimension(dimension).catalog
        return self.catalog(name) if name else None

    def member_title(self, dimension: str, member: str) -> str:
        """What people call a member or group; an unknown one is called by its key."""
        codes = self.catalog_of(dimension)
        if codes and (entry := codes.get(member)):
            return entry.name
        return self._titles[dimension].get(member) or member

    def space(self, members: OpenMembers) -> Space:
        """The dimensions of one disclosure, with the members that it brings."""
        own = (
            Dimension(one.name, _parents(one, members.get(one.name, {})), one.prefixes)
            for one in self.head.dimensions
        )
        return Space.of([*own, Dimension(HORIZON), Dimension(ORIGIN)])

    def level_word(self, level: str) -> str:
        """部门 or 单位, as this scheme writes them."""
        return self.head.level_words[level]

    @cached_property
    def _tables(self) -> Mapping[str, TableDefinition]:
        return {table.id: table for table in self.tables.tables}

    @cached_property
    def _sections(self) -> Mapping[str, SectionDefinition]:
        return {section.id: section for section in self.narrative.sections}

    @cached_property
    def _forms(self) -> Mapping[str, FormDefinition]:
        return {str(form.kind): form for form in self.forms}

    @cached_property
    def _phrases(self) -> Mapping[str, PhraseDefinition]:
        return {phrase.key: phrase for phrase in self.narrative.phrases}

    @cached_property
    def _dimensions(self) -> Mapping[str, DimensionDefinition]:
        return {dimension.name: dimension for dimension in self.head.dimensions}

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        """What members and groups are called, by dimension."""
        return {
            name: {one.key: one.title for one in (*definition.members, *definition.groups)}
            for name, definition in self._dimensions.items()
        }

    def mistake(self, file: str, message: str, *steps: str | int) -> SchemeError:
        """An error at a place in one of the scheme's files."""
        return self.sources[file].mistake(message, *steps)


def _parents(
    definition: DimensionDefinition, brought: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    listed = {one.key: one.within for one in (*definition.members, *definition.groups)}
    return {**listed, **brought}


def _data() -> Path:
    return Path(str(files("mingzhang.scheme"))) / "data"


def _years(folder: Path) -> list[int]:
    years = (int(year.name) for year in folder.iterdir() if year.name.isdigit())
    return sorted(years) if folder.is_dir() else []


@cache
def available_schemes() -> Mapping[str, tuple[int, ...]]:
    """The schemes in the package and the years that they begin in."""
    folders: Iterable[Path] = sorted(path for path in _data().iterdir() if path.is_dir())
    return {folder.name: tuple(_years(folder)) for folder in folders if _years(folder)}


def load_scheme(name: str, year: int) -> Scheme:
    """The scheme of a province that is in force in a fiscal year.

    Raises:
        SchemeError: no such scheme or year, or a mistake in its files.
    """
    known = available_schemes()
    if name not in known:
        raise SchemeError(f"没有名为“{name}”的方案，可用：{'、'.join(known)}")
    begun = [first for first in known[name] if first <= year]
    if not begun:
        raise SchemeError(f"方案 {name} 自 {known[name][0]} 年起适用，没有 {year} 年的表样")
    return _known_scheme(_data() / name / str(begun[-1]))


@cache
def _known_scheme(folder: Path) -> Scheme:
    """The scheme of a folder of the package, read once."""
    return read_scheme(folder)


def read_scheme(folder: Path) -> Scheme:
    """Read and check a scheme's folder.

    Raises:
        SchemeError: a file is missing or has a mistake; with file, line and what would be valid.
    """
    from mingzhang.scheme.validate import validate

    for name in _FILES:
        if not (folder / f"{name}.yaml").is_file():
            wanted = "、".join(f"{one}.yaml" for one in _FILES)
            place = "/".join(folder.parts[-2:])
            raise SchemeError(f"方案 {place} 缺少文件 {name}.yaml，应有 {wanted}")
    read = {name: load(folder / f"{name}.yaml", kind) for name, kind in _FILES.items()}
    definitions = {name: definition for name, (definition, _) in read.items()}
    scheme = Scheme(
        definitions["scheme"],
        definitions["tables"],
        definitions["narrative"],
        definitions["forms"].forms,
        definitions["registers"].registers,
        definitions["glossary"],
        definitions["publication"],
        {one.code: one for one in definitions["rules"].rules},
        definitions["charts"],
        {name: located for name, (_, located) in read.items()},
    )
    validate(scheme)
    return scheme
