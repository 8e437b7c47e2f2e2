"""What rules look at: a disclosure with its scheme, and what many of them need worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from msgspec import Struct, structs

from mingzhang.checker.coded import (
    Coded,
    coded_sides_of,
    lost_codes,
    slipped_codes_among,
)
from mingzhang.checker.localise import Fault, localised
from mingzhang.checker.meant import in_meant_units, meant_units, with_meant_codes
from mingzhang.checker.projects import ProjectForm, project_forms, restated_totals
from mingzhang.checker.texts import place_label
from mingzhang.cube import (
    AmountError,
    Coordinate,
    Displayed,
    Evidence,
    Fact,
    Identity,
    Reduction,
    Space,
    same_places,
)
from mingzhang.model import CellReference, Disclosure, Placed, row_keys
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import SectionDefinition
from mingzhang.scheme.identities import sums
from mingzhang.scheme.labels import Labels
from mingzhang.scheme.spaces import short_dimensions, space_of
from mingzhang.scheme.template import Call, Direction, parse_template
from mingzhang.scheme.view import known_facts
from mingzhang.scheme.words import filled
from mingzhang.sentence import Matched, read_section

__all__ = ["Examined", "Prose"]


class Prose(Struct, frozen=True, gc=False):
    """A text of the disclosure: its path (narrative.3.1), what a reader calls it, what it says."""

    path: str
    label: str
    text: str


class Examined:
    """A disclosure under examination. Nothing here judges."""

    def __init__(self, scheme: Scheme, disclosure: Disclosure) -> None:
        self.scheme = scheme
        self.disclosure = disclosure
        self.coded_sides: tuple[Coded, ...] = tuple(coded_sides_of(scheme, disclosure))
        self.slipped_codes = slipped_codes_among(self.coded_sides)
        known = known_facts(scheme, disclosure)
        self._placed = with_meant_codes(known, self.coded_sides, self.slipped_codes)
        self.words: Mapping[str, str] = {
            "year": str(disclosure.fiscal_year),
            "last_year": str(disclosure.fiscal_year - 1),
            "entity": disclosure.entity.name,
            "level": scheme.level_word(disclosure.entity.level),
        }

    # Figures

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All figures, in the units and under the codes that are meant."""
        key = self.reduction.key
        return in_meant_units(self.scheme, self._placed, self.meant_units, key)

    @cached_property
    def meant_units(self) -> Mapping[str, str]:
        """By table the unit that its figures are in, where that was in doubt and is borne out."""
        return meant_units(self.scheme, self._placed, self.reduction.key)

    @cached_property
    def space(self) -> Space:
        """The dimensions that the figures stand in."""
        return space_of(self.scheme, self.disclosure, self._placed)

    @cached_property
    def reduction(self) -> Reduction:
        """What the document shows to be zero."""
        known = (fact for fact in self._placed if fact.derivation is None and _is_amount(fact))
        return Reduction(self.space, self.leaves, known)

    @cached_property
    def leaves(self) -> Mapping[str, Sequence[str]]:
        """All members of the dimensions with a fixed, short list of them."""
        return short_dimensions(self.scheme)

    @cached_property
    def labels(self) -> Labels:
        """What a reader calls each address."""
        return Labels(self.scheme, self.disclosure)

    @cached_property
    def order(self) -> Mapping[int, int]:
        """The place of each fact among all, by its identity as an object."""
        return {id(fact): number for number, fact in enumerate(self.facts)}

    @cached_property
    def amounts(self) -> tuple[tuple[Fact, Displayed], ...]:
        """The figures that state an amount at a coordinate, with what their display allows."""
        return tuple(self._amounts())

    def _amounts(self) -> Iterator[tuple[Fact, Displayed]]:
        for fact in self.facts:
            if fact.derivation is None and _is_amount(fact):
                yield fact, fact.displayed()

    @cached_property
    def sums(self) -> tuple[Identity, ...]:
        """Groups and parts within tables and forms; with a part that lost its row elsewhere."""
        known = [fact for fact, _ in self.amounts]
        found = sums(self.scheme, self.disclosure, known)
        return tuple(one if one.holds() else self._completed(one) for one in found)

    def _completed(self, broken: Identity) -> Identity:
        """A sum with the part whose row a table lacks, if other tables state what is missing."""
        for name, code in lost_codes(self.space, self.coded_sides, self.slipped_codes, broken):
            stated = self._by_member.get((name, code), ())
            for found in (*((one,) for one in stated), *combinations(stated, 2)):
                completed = Identity(broken.whole, (*broken.parts, *found))
                if completed.holds():
                    return completed
        return broken

    @cached_property
    def _by_member(self) -> Mapping[tuple[str, str], Sequence[Fact]]:
        """The different amounts that cells state of each code."""
        found: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        dimensions = {one.dimension for one in self.coded_sides}
        for fact, _ in self.amounts:
            for pair in fact.coordinate.members:
                if fact.text and pair[0] in dimensions and self.labels.is_cell(fact.address):
                    found[pair].setdefault(fact.text, fact)
        return {pair: tuple(facts.values()) for pair, facts in found.items()}

    @cached_property
    def repeats(self) -> tuple[Identity, ...]:
        """Places that state one amount."""
        return tuple(same_places((fact for fact, _ in self.amounts), self.reduction.key))

    @cached_property
    def projects(self) -> tuple[ProjectForm, ...]:
        """The forms of projects with the rows of tables that show the same projects."""
        cells = {fact.address: self.labels.is_cell(fact.address) for fact in self.facts}
        return project_forms(self.disclosure.forms, self.facts, cells)

    @cached_property
    def restated(self) -> tuple[Identity, ...]:
        """What forms of projects repeat of tables."""
        known = {id(fact) for fact, _ in self.amounts}
        return tuple(
            one
            for one in restated_totals(self.projects)
            if all(id(fact) in known for fact in (one.whole, *one.parts))
        )

    @cached_property
    def _sum_ids(self) -> frozenset[int]:
        return frozenset(map(id, self.sums))

    def is_sum(self, identity: Identity) -> bool:
        """Whether an identity is one of a whole and its parts, not of one amount stated twice."""
        return id(identity) in self._sum_ids

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """The figures to suspect where sums or repeats do not come out."""
        identities = (*self.sums, *self.repeats, *self.restated)
        broken = [identity for identity in identities if not identity.holds()]
        return tuple(
            localised(broken, identities, lambda fact: self.order[id(fact)], self.row_path)
        )

    def row_path(self, fact: Fact) -> str | None:
        """The row of a table that a fact stands in: what its cells' addresses begin with."""
        return fact.address.rpartition(".")[0] if self.labels.is_cell(fact.address) else None

    @cached_property
    def by_address(self) -> Mapping[str, Sequence[Fact]]:
        """The figures of each address: several where one place of the scheme is stated twice."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.address].append(fact)
        return found

    @cached_property
    def _places(self) -> Mapping[Coordinate, Sequence[Fact]]:
        found: dict[Coordinate, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.derivation is None:
                found[fact.coordinate].append(fact)
        return found

    def at(self, place: Coordinate) -> Sequence[Fact]:
        """The figures that stand at this very coordinate."""
        return self._places.get(place, ())

    @cached_property
    def _same(self) -> Mapping[int, Sequence[Fact]]:
        found: dict[int, list[Fact]] = {}
        for one in self.repeats:
            group = found.setdefault(id(one.whole), [one.whole])
            for part in one.parts:
                group.append(part)
                found[id(part)] = group
        return found

    def restatements(self, fact: Fact) -> Sequence[Fact]:
        """Every figure that states the amount of this one, with it."""
        return self._same.get(id(fact), (fact,))

    def cell(self, fact: Fact) -> CellReference | None:
        """The cell that a fact stands in, if it is one of a table."""
        if not self.labels.is_cell(fact.address):
            return None
        table, _, rest = fact.address.partition(".")
        row, _, column = rest.rpartition(".")
        return CellReference(table=table, row=row, column=column, stated=fact.text)

    # Texts

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """All running text in the order of the document: sections, forms, glossary."""
        return tuple(self._prose())

    def _prose(self) -> Iterator[Prose]:
        document = self.disclosure
        for section in document.overview:
            yield Prose(f"overview.{section.id}", section.title, section.text)
        for section in document.narrative:
            yield Prose(f"narrative.{section.id}", self.section_label(section.id), section.text)
        for number, form in enumerate(document.forms, 1):
            name = form.project or self.scheme.form(form.kind).name
            for label, text in form.fields.items():
                path = f"forms.{number}.fields.{label}"
                yield Prose(path, f"绩效表“{name}” {label}", text)
        for number, term in enumerate(document.glossary, 1):
            yield Prose(f"glossary.{number}.text", f"名词解释“{term.term}”", term.text)

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """Every text: the running ones, titles and names, and what only places hold."""
        known = (*self.prose, *self._names())
        paths = {one.path for one in known}
        kept = (
            Prose(one.path, place_label(self.scheme, one.path), one.text)
            for one in self.disclosure.places
            if one.text and one.path not in paths and ".unread." not in one.path
        )
        return tuple(one for one in (*known, *kept) if one.text)

    def _names(self) -> Iterator[Prose]:
        """Titles, notes, names of rows, indicators and attachments."""
        document, scheme = self.disclosure, self.scheme
        for section in document.overview:
            yield Prose(f"overview.{section.id}.title", f"{section.title} 标题", section.title)
        for section in document.narrative:
            label = f"{self.section_label(section.id)} 标题"
            yield Prose(f"narrative.{section.id}.title", label, section.title)
        for table in document.tables:
            head, ordinal = f"tables.{table.id}", scheme.table(table.id).ordinal
            for name, text in (("title", table.title), ("note", table.note)):
                yield Prose(f"{head}.{name}", place_label(scheme, f"{head}.{name}"), text or "")
            for key, row in zip(row_keys(table.rows), table.rows, strict=True):
                yield Prose(f"{head}.rows.{key}.label", f"表{ordinal} {row.label}", row.label)
        for number, form in enumerate(document.forms, 1):
            head, name = f"forms.{number}", form.project or scheme.form(form.kind).name
            yield Prose(f"{head}.project", f"绩效表“{name}” 项目名称", form.project or "")
            for place, one in enumerate(form.indicators, 1):
                label = f"绩效表“{name}” {one.level3}"
                yield Prose(f"{head}.indicators.{place}.level3", label, one.level3)
                yield Prose(f"{head}.indicators.{place}.value", label, one.value or "")
            for row_number, pair in enumerate(form.tasks, 1):
                for place, text in enumerate(pair, 1):
                    yield Prose(
                        f"{head}.tasks.{row_number}.{place}", f"绩效表“{name}” 年度重点任务", text
                    )
        for attachment in document.attachments:
            path = f"attachments.{attachment.id}"
            yield Prose(path, f"附件“{attachment.title}”", attachment.text)

    @cached_property
    def told_changes(self) -> Mapping[str, tuple[Matched, ...]]:
        """What sections that compare with last year say, slot by slot, by section.

        A section of which no figure was read says nothing.
        """
        words = {**self.disclosure.settings, **self.words}
        found = {}
        for section in self.disclosure.narrative:
            definition = self.scheme.section(section.id)
            if _compares(self.scheme, definition) and any(
                f"{section.id}.{figure.key}" in self.by_address for figure in definition.figures
            ):
                reading = read_section(self.scheme, definition, words, section.text)
                found[section.id] = reading.matches
        return found

    def section_label(self, section_id: str) -> str:
        """A section as a reader calls it: its number and title."""
        for section in self.scheme.narrative.sections:
            if section.id == section_id:
                return f"{section.ordinal}、{filled(section.title, dict(self.words))}"
        return section_id

    @cached_property
    def placed(self) -> Mapping[str, Placed]:
        """Where texts stand in the source, by path."""
        return {one.path: one for one in self.disclosure.places}

    def evidence(self, path: str, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
        """Where the characters from `start` to before `end` of a text stand in the source."""
        placed = self.placed.get(path)
        if placed is None:
            return ()
        found = []
        for piece in placed.pieces:
            length = len(piece.evidence.text)
            first = max(start, piece.offset) - piece.offset
            last = length if end is None else min(end, piece.offset + length) - piece.offset
            if first < last:
                found.append(_narrowed(piece.evidence, first, last))
        return tuple(found)


def _is_amount(fact: Fact) -> bool:
    try:
        fact.displayed()
    except AmountError:
        return False
    return True


def _compares(scheme: Scheme, section: SectionDefinition) -> bool:
    """Whether a section's templates say which way a figure went."""
    return any(_tells_way(scheme, paragraph.text) for paragraph in section.paragraphs)


def _tells_way(scheme: Scheme, template: str) -> bool:
    for node in parse_template(template):
        if isinstance(node, Direction):
            return True
        if isinstance(node, Call):
            variants = scheme.phrase(node.phrase).variants
            if any(_tells_way(scheme, variant.text) for variant in variants):
                return True
    return False


def _narrowed(evidence: Evidence, first: int, last: int) -> Evidence:
    """The part of a piece of evidence; offsets are kept where they count the same characters."""
    if first == 0 and last == len(evidence.text):
        return evidence
    text = evidence.text[first:last]
    if evidence.start is None or evidence.end is None:
        before = (evidence.offset or 0) + first if evidence.bbox is None else 0
        return structs.replace(evidence, text=text, offset=before or None)
    if evidence.end - evidence.start != len(evidence.text):
        return evidence
    start = evidence.start
    return structs.replace(evidence, text=text, start=start + first, end=start + last)
