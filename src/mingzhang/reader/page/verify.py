"""Is a page of ours as it was published? If not, which figure or sentence was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from msgspec import structs

from mingzhang.cube import Coordinate
from mingzhang.model import Disclosure, Entity
from mingzhang.reader.page.difference import (
    Difference,
    Edit,
    Names,
    contradiction,
    edits_of,
    rewritten,
    told,
)
from mingzhang.reader.page.figures import figures_of
from mingzhang.reader.page.own import OwnPage, own_page
from mingzhang.reader.page.prose import ChangedText, changed_frames, changed_texts
from mingzhang.reader.page.relations import (
    Relation,
    relations_between,
    relations_of_identities,
    relations_to_registers,
)
from mingzhang.reader.page.shown import shown_by
from mingzhang.reader.page.slips import possible_slips
from mingzhang.reader.page.structure import structural_differences
from mingzhang.reader.page.suspects import Correction, Suspects
from mingzhang.reader.page.trial import Trials, rebuilt
from mingzhang.scheme.identities import equalities, sums
from mingzhang.scheme.view import known_facts

__all__ = ["Verified", "verify_page"]

_MOST_OTHERS: Final = 3
"""Of figures that may be wrong in place of another, so many are named."""

_WAYS: Final = 4
"""So many ways to display an amount are tried."""


_UNKNOWN: Final = Difference(
    "文字或所带数据与发布时不一致，数字之间没有矛盾；请与发布时的原件对照", "正文"
)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A correction that was accepted, what speaks for it, and what might be wrong instead."""

    number: int
    worth: str
    reasons: tuple[str, ...] = ()
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found on a page; it is as it was published if there are no differences.

    `figures` and `places` count what is displayed, `relations` what must hold between them.
    `is_explained` says that with the differences put right the page has its checksum.
    """

    entity: Entity
    fiscal_year: int
    figures: int
    places: int
    relations: int
    differences: tuple[Difference, ...]
    is_explained: bool


def verify_page(data: bytes) -> Verified:
    """Check a page that Mingzhang wrote: its figures, what holds between them, and the whole.

    Raises:
        ReadError: somebody else wrote it, or its data are damaged.
    """
    return _Verification(own_page(data)).verified()


class _Verification:
    def __init__(self, page: OwnPage) -> None:
        self.page = page
        self.figures = figures_of(page.block, page.places)
        self.shown = shown_by(page)
        read = rebuilt(page, self.shown)
        self.disclosure: Disclosure = read or self.shown.disclosure
        self.names = Names(page, self.disclosure)
        self.trials = Trials(page)
        self.is_published = self.trials.is_published(read)
        self.is_explained = self.is_published

    def verified(self) -> Verified:
        registers = self.disclosure.registers
        relations = [
            *relations_between(self.figures),
            *relations_to_registers(self.figures, self.page.scheme, registers),
        ]
        unbound = self.shown.unbound
        found = [
            *structural_differences(self.page, self.figures, unbound, self.names),
            *changed_frames(self.page, self.disclosure),
        ]
        moved = [] if self.is_published else self._block()
        if not moved or not self.is_explained:
            found += self._figures(relations)
        found += moved
        if not self.is_explained and not found:
            found += self._elsewhere(relations)
        block = self.page.block
        counted = (len(self.figures), len(self.page.places), len(relations))
        return Verified(block.entity, block.fiscal_year, *counted, tuple(found), self.is_explained)

    # Figures

    def _figures(self, relations: Sequence[Relation]) -> list[Difference]:
        """Figures that were changed, and what does not hold for another reason."""
        known = [*relations] if self.is_published else [*relations, *self._identities()]
        suspects = Suspects(self.figures, known, only_mistaken=self.is_published)
        found = list(self._told(list(self._accepted(suspects))))
        if not found and not self.is_published:
            found = self._hidden()
        broken = (suspects.relations[place] for place in sorted(suspects.broken))
        return [*found, *(contradiction(one, self.figures, self.names) for one in broken)]

    def _identities(self) -> Iterator[Relation]:
        """What the scheme says of the figures, whatever the block says."""
        for identities in (sums, equalities):
            found = identities(self.page.scheme, self.disclosure)
            yield from relations_of_identities(self.figures, found)

    def _accepted(self, suspects: Suspects) -> Iterator[_Accepted]:
        before: list[_Accepted] = []
        for options in suspects.rounds():
            chosen = self._chosen(options, before)
            one = _Accepted(chosen.number, chosen.worth, tuple(suspects.reasons(chosen)))
            if not self.is_explained and len(options) > 1:
                best = (other for other in options if other.edits == options[0].edits)
                others = dict.fromkeys(other.number for other in best)
                others.pop(chosen.number, None)
                one = replace(one, others=tuple(others))
            suspects.accept(chosen)
            before.append(one)
            yield one

    def _chosen(self, options: Sequence[Correction], before: Sequence[_Accepted]) -> Correction:
        """Of equally good corrections the one that the checksum proves, else the first."""
        if len(options) > 1 and not self.is_published:
            for one in options:
                if self._explained([*before, _Accepted(one.number, one.worth)]) is not None:
                    return one
            if not before and len({one.number for one in options}) == 1:
                return options[-1]  # one figure, and not its text: its value, to the 分 unknown
        return options[0]

    def _explained(self, accepted: Sequence[_Accepted]) -> int | None:
        """The way of display by which these corrections give the page its checksum, if any."""
        ways: list[list[Edit]] = []
        for way in range(_WAYS):
            edits = [
                edit
                for one in accepted
                for edit in edits_of(self.figures[one.number], one.worth, way)
            ]
            if edits not in ways and self.trials.match(edits):
                self.is_explained = True
                return way
            ways.append(edits)
        return None

    def _told(self, accepted: Sequence[_Accepted]) -> Iterator[Difference]:
        way = 0 if self.is_published or not accepted else self._explained(accepted) or 0
        for one in accepted:
            figure = self.figures[one.number]
            others = [self.names.of(self.figures[other].address) for other in one.others]
            for edit in edits_of(figure, one.worth, way):
                yield told(
                    figure,
                    edit,
                    self.names,
                    one.reasons,
                    others[:_MOST_OTHERS],
                    is_proved=self.is_explained,
                )

    def _hidden(self) -> list[Difference]:
        """A figure that says the same in another way: other decimals, fewer known digits."""
        for figure in self.figures:
            for edit in rewritten(figure):
                if self.trials.match([edit]):
                    self.is_explained = True
                    return [told(figure, edit, self.names)]
        return []

    # What no relation shows

    def _elsewhere(self, relations: Sequence[Relation]) -> list[Difference]:
        """What was changed where no figure contradicts another; what may be meant if unproved."""
        texts = self._texts()
        if self.is_explained:
            return texts
        return self._slips(relations) or texts or [_UNKNOWN]

    def _slips(self, relations: Sequence[Relation]) -> list[Difference]:
        trials = Trials(self.page)
        witnessed = {number for relation in relations for number in relation.members}
        for figure, edits in possible_slips(self.figures, witnessed):
            if edits and trials.match(edits):
                self.is_explained = True
                return [told(figure, edit, self.names) for edit in edits]
        return []

    def _block(self) -> list[Difference]:
        """A fact of the block that does not stand where the scheme has it."""
        facts = known_facts(self.page.scheme, structs.replace(self.disclosure, facts=()))
        places = {fact.address: str(fact.coordinate) for fact in facts}
        for section in self.page.scheme.narrative.sections:
            for figure in section.figures:
                coordinate = str(Coordinate.of(figure.at, figure.measure))
                places[f"{section.id}.{figure.key}"] = coordinate
        block = self.page.block
        for number, fact in enumerate(block.facts):
            said, expected = block.coordinates[fact.coordinate], places.get(fact.address)
            if expected is None or said == expected:
                continue
            entries = [*block.facts]
            entries[number] = structs.replace(fact, coordinate=len(block.coordinates))
            coordinates = (*block.coordinates, expected)
            mended = structs.replace(block, facts=tuple(entries), coordinates=coordinates)
            self.is_explained = self.trials.match([], mended)
            where = self.names.of(fact.address)
            message = f"{where}：数据块中的坐标为 {said}，应为 {expected}"
            return [Difference(message, where, fact.address, None, said, expected)]
        return []

    def _texts(self) -> list[Difference]:
        """A text that is not as the scheme has it; proved, or else as what may be meant."""
        possible: list[ChangedText] = []
        for one in changed_texts(self.page.scheme, self.disclosure):
            if one.mended is not None and self.trials.is_published(one.mended):
                self.is_explained = True
                message = f"{one.where}：写作“{one.displayed}”，应为“{one.expected}”"
                return [Difference(message, one.where, None, None, one.displayed, one.expected)]
            possible.append(one)
        if not possible:
            return []
        named = "、".join(dict.fromkeys(one.where for one in possible[:_MOST_OTHERS]))
        return [Difference(f"{_UNKNOWN.message}；可能在{named}", possible[0].where)]
