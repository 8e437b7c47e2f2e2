"""A sample department: its source file, its published disclosure, and the lines behind that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import yaml

from mingzhang.cube import YUAN, Coordinate, Displayed, Line, Space
from mingzhang.model import Disclosure
from mingzhang.scheme import Scheme, load_scheme
from mingzhang.scheme.view import facts_of
from tools.candidates import candidates_of
from tools.published import read_published
from tools.reconstruct import Figure, figure, reconstruct
from tools.sentences import shares_in

__all__ = ["Sample"]

_SCHEME: Final = "shanxi"


@dataclass(frozen=True)
class Sample:
    """A department's source, and its published disclosure."""

    source: Mapping[str, Any]
    published: Disclosure
    scheme: Scheme

    @classmethod
    def read(cls, path: Path) -> Sample:
        """Read a source with the document that it names."""
        source = yaml.safe_load(path.read_text("utf-8"))
        scheme = load_scheme(_SCHEME, source["fiscal_year"])
        return cls(source, read_published(source["gold"]), scheme)

    @staticmethod
    def sources() -> list[Path]:
        """The source files of all samples."""
        return sorted((Path(__file__).resolve().parents[1] / "samples" / "sources").glob("*.yaml"))

    @property
    def slug(self) -> str:
        """The name of the sample's files."""
        return str(self.source["slug"])

    @property
    def units(self) -> list[str]:
        """The department's units by name."""
        return [unit["name"] for unit in self.source["units"]]

    @property
    def sections(self) -> dict[str, str]:
        """The published sections of text."""
        return {section.id: section.text for section in self.published.narrative}

    def space(self) -> Space:
        """The dimensions with this department's units and projects."""
        kinds, classes = self.scheme.head.unit_kinds, self.scheme.head.project_classes
        units = {unit["name"]: (kinds[unit["kind"]],) for unit in self.source["units"]}
        projects = {one["name"]: (classes[one["class"]],) for one in self.source["projects"]}
        return self.scheme.space({"unit": units, "project": projects})

    def figures(self, space: Space) -> Iterator[Figure]:
        """Every cell of every table, then what the forms say exactly."""
        words = {
            "entity": self.source["entity"]["name"],
            "level": self.source["entity"]["level"],
            "year": str(self.source["fiscal_year"]),
        }
        for table in self.published.tables:
            for fact in facts_of(self.scheme, space, table, words, self.units):
                yield figure(fact)
        for project in self.source["projects"]:
            if annual := project.get("funding", {}).get("annual"):
                total = sum(int(Decimal(one) * YUAN.size) for one in annual.values() if one)
                place = Coordinate.of(
                    {"project": project["name"], "period": project["period"], "kind": "project"}
                )
                address = f"绩效目标表.{project['name']}"
                yield Figure(address, place, str(total), Displayed.exactly(total))

    def lines(self, space: Space) -> list[Line]:
        """The reconstructed budget lines, in the order of the workbook."""
        figures = list(self.figures(space))
        places = (one.place.get("function") for one in figures)
        classes = dict.fromkeys(one for one in places if one and len(one) == 3)
        candidates = candidates_of(self.scheme, space, figures, self.units)
        shares = list(shares_in(self.scheme, space, self.sections, classes))
        found = reconstruct(space, figures, candidates, shares)
        projects = [one["name"] for one in self.source["projects"]]
        return sorted(found, key=lambda line: self._order(line, projects))

    def _order(self, line: Line, projects: Sequence[str]) -> tuple[object, ...]:
        members = line.members
        project = members.get("project")
        return (
            members["period"] != "current",
            projects.index(project) if project else -1,
            members["function"],
            members.get("economic", ""),
            members.get("government_economic", ""),
        )
