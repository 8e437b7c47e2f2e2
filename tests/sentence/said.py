"""What sections of Shanxi say about a small department."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mingzhang.cube import Coordinate, Cube, Line
from mingzhang.scheme import load_scheme
from mingzhang.sentence import RenderedParagraph, Scope, Setting, render_section

SHANXI: Final = load_scheme("shanxi", 2025)
OFFICE: Final = "示范县档案局"
ARCHIVE: Final = "示范县档案馆"
YEARBOOK: Final = "示范县方志办"
KINDS: Final = {OFFICE: "administrative", ARCHIVE: "institution", YEARBOOK: "civil_service"}


def line(yuan: float, /, **members: str) -> Line:
    """A line of so many 元: this year's, of the general budget and the office unless said."""
    usual = {"period": "current", "source": "general", "unit": OFFICE, "function": "2012601"}
    return Line({**usual, **members}, round(yuan * 100))


def staff(yuan: float, economic: str = "30101", /, **members: str) -> Line:
    return line(yuan, kind="personnel", economic=economic, **members)


def running(yuan: float, economic: str = "30201", /, **members: str) -> Line:
    return line(yuan, kind="operating", economic=economic, **members)


def project(yuan: float, name: str = "档案数字化", /, **members: str) -> Line:
    return line(yuan, kind="project", project=name, **{"function": "2012604", **members})


def counted(measure: str, count: int, /, **members: str) -> Line:
    return Line(members, count, measure)


@dataclass(frozen=True)
class Case:
    """What a section is told: lines, last year's 元 by figure, texts, words."""

    lines: Sequence[Line] = ()
    priors: Mapping[str, float] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    level: str = "department"
    words: Mapping[str, str] = field(default_factory=dict)
    reporting: Sequence[str] = ()
    projects: Mapping[str, str] = field(default_factory=lambda: {"档案数字化": "specific_target"})

    def all_words(self) -> dict[str, str]:
        return {
            "year": "2025",
            "last_year": "2024",
            "entity": OFFICE,
            "level": SHANXI.level_word(self.level),
            "area": "示范县",
            "as_of": "2024年12月31日",
            "performance_scope": "全部预算",
            **self.words,
        }

    def scope(self, section_id: str) -> Scope:
        section = SHANXI.section(section_id)
        places = {one.key: Coordinate.of(one.at, one.measure) for one in section.figures}
        units = {
            unit: (kind, *(("reporting",) if unit in self.reporting else ()))
            for unit, kind in KINDS.items()
        }
        projects = {name: (group,) for name, group in self.projects.items()}
        cube = Cube(SHANXI.space({"unit": units, "project": projects}), self.lines)
        priors = {places[key]: round(yuan * 100) for key, yuan in self.priors.items()}
        return Scope(Setting(SHANXI, cube, priors, self.all_words(), self.texts), section)

    def paragraphs(self, section_id: str) -> tuple[RenderedParagraph, ...]:
        return tuple(
            one
            for one in render_section(self.scope(section_id))
            if one.text and one.kind not in ("chart",)
        )

    def said(self, section_id: str) -> str:
        return "\n".join(one.text for one in self.paragraphs(section_id))
