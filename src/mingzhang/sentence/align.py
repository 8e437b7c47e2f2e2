"""The best way through a course that the numbers of a text tell, and how far to trust it.

Each number may stand at a few spots (see candidates). The best chain of them, in the order of
both text and course, is found from left to right; then only those members are kept that the words
around them prove. Numbers that are left over are tried again, for clauses in another order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import Final

from mingzhang.sentence.candidates import Candidate, Told
from mingzhang.sentence.course import END, START, Step
from mingzhang.sentence.links import Linker, LinkKind
from mingzhang.sentence.parts import Spot

__all__ = ["Member", "aligned"]

_REACH: Final = 8
"""How many numbers back the last figure may stand: dates and the like come between."""

_WORTH: Final[dict[LinkKind, float]] = {
    "exact": 8.0, "like": 5.0, "open": 4.0, "skip": 3.0, "loose": 1.5
}  # fmt: skip
_ROUNDS: Final = 4
_ISLAND: Final = 3


@dataclass(eq=False)
class Member:
    """A number at a spot of a chain, with the link that leads to it; or one of the chain's ends."""

    spot: int
    number: int
    candidate: Candidate | None = None
    score: float = 0.0
    before: Member | None = None
    step: Step | None = None
    kind: LinkKind | None = None


def aligned(told: Told) -> list[Member]:
    """The numbers that are proved to be figures of the course, in the order of the text.

    A member without a step follows nothing: what stands before it was not read up to its label.
    """
    linker = Linker(told)
    candidates = [told.candidates(number) for number in range(len(told.numbers))]
    kept: list[Member] = []
    for turn in range(_ROUNDS):
        taken = {one.number for one in kept}
        free = [[] if number in taken else some for number, some in enumerate(candidates)]
        used = {one.spot for one in kept}
        free = [[one for one in some if one.spot not in used] for some in free] if turn else free
        chain = _Chain(told, linker, free, frozenset(taken), is_whole=not turn).best()
        proved = _Proof(told, chain, candidates, is_whole=not turn).proved()
        if turn and not proved:
            break
        kept.extend(proved)
    kept.sort(key=lambda one: one.number)
    taken = {one.number for one in kept}
    return [one for one in kept if not _is_doubtful(told, one, candidates, taken)]


def _is_doubtful(
    told: Told, member: Member, candidates: Sequence[Sequence[Candidate]], taken: Collection[int]
) -> bool:
    """Whether another number stands right beside a member with the same words, and no place.

    In “占96.66%；占0%” one of them belongs to another figure, and nothing says which.
    """
    one = member.candidate
    if one is None or one.label.after == "name" or told.is_own(one):
        return False
    for other in (one.number - 1, one.number + 1):
        if 0 <= other < len(candidates) and other not in taken:
            for rival in candidates[other]:
                first, last = sorted((one, rival), key=lambda some: some.number)
                between = told.text[told.ends(first.number) : last.start]
                if rival.label.text == one.label.text and between.rstrip(",;。、") in told.units:
                    return True
    return False


@dataclass
class _Chain:
    told: Told
    linker: Linker
    candidates: Sequence[Sequence[Candidate]]
    taken: frozenset[int]
    is_whole: bool
    at: dict[int, list[Member]] = field(default_factory=dict)
    of_spot: dict[int, Member] = field(default_factory=dict)
    opened: dict[Step, Member] = field(default_factory=dict)

    def best(self) -> list[Member]:
        """The best chain, from left to right; a whole one has its ends."""
        if self.is_whole:
            self._add([Member(START, -1)], -1)
        for number, some in enumerate(self.candidates):
            members = [self._member(one.spot, number, one) for one in some]
            self._add(members, number)
            self.at.pop(number - _REACH, None)
        last: Member | None
        if self.is_whole:
            last = self._member(END, len(self.candidates), None)
        else:
            last = max(self.of_spot.values(), key=lambda one: one.score, default=None)
        chain = []
        while last is not None:
            chain.append(last)
            last = last.before
        return chain[::-1]

    def _add(self, members: Sequence[Member], number: int) -> None:
        self.at[number] = list(members)
        for member in members:
            for step in self.linker.openings(member.spot, number):
                known = self.opened.get(step)
                if known is None or member.score > known.score:
                    self.opened[step] = member
        for member in members:
            known = self.of_spot.get(member.spot)
            if known is None or member.score > known.score:
                self.of_spot[member.spot] = member

    def _member(self, spot: int, number: int, candidate: Candidate | None) -> Member:
        worth = candidate.worth if candidate else 0.0
        found = Member(spot, number, candidate, worth)
        for origin, before in self.of_spot.items():
            if origin < spot or spot == END or (candidate and candidate.is_led):
                score = before.score + worth
                if found.before is None or score > found.score:
                    found = Member(spot, number, candidate, score, before)
        for before, step in self._origins(spot, number):
            kind = self.linker.kind(step, before.number, number, candidate)
            if kind is not None:
                score = before.score + worth + _WORTH["open" if step.opening else kind]
                if score > found.score:
                    found = Member(spot, number, candidate, score, before, step, kind)
        return found

    def _origins(self, spot: int, number: int) -> Iterator[tuple[Member, Step]]:
        """The members that a step may come from."""
        steps = [*self.told.course.into.get(spot, ()), *self.told.course.skips.get(spot, ())]
        for step in steps:
            if step in self.opened:
                yield self.opened[step], step
        for place in range(number - 1, number - 1 - _REACH, -1):
            for before in self.at.get(place, ()):
                yield from ((before, step) for step in steps if step.origin == before.spot)
            if place in self.taken:
                return


@dataclass
class _Proof:
    """Which members of a chain the words around them prove."""

    told: Told
    chain: Sequence[Member]
    candidates: Sequence[Sequence[Candidate]]
    is_whole: bool

    def proved(self) -> list[Member]:
        """The members of proved runs; ends only where a step ties them to a proved member."""
        runs = list(_runs(self._trusted()))
        sound: list[bool] = []
        for run, behind in zip_longest(runs, runs[1:]):
            is_tied = bool(sound) and sound[-1] and run[0].step is not None
            goes_on = behind is not None and behind[0].kind == "exact"
            sound.append(is_tied or self._is_sound(run, goes_on))
        for place in range(len(runs)):
            if self.is_whole and not sound[place]:
                sound[place] = self._is_only_one_between(runs, sound, place)
        for place, run in enumerate(runs):
            if place and not sound[place - 1]:
                run[0].step, run[0].kind = None, None
        return [one for run, is_sound in zip(runs, sound, strict=True) if is_sound for one in run]

    def _trusted(self) -> list[Member]:
        """The chain without members whose words may mean something else.

        They may be the end of a longer name; a share or a change is one of what stands before it.
        """
        found: list[Member] = []
        for one in self.chain:
            if one.step and (not found or found[-1] is not one.before):
                one.step, one.kind = None, None
            if one.candidate is None or self._may_stand(one, one.candidate):
                found.append(one)
        return found

    def _may_stand(self, member: Member, one: Candidate) -> bool:
        """Whether a member can be what it seems, given how it is tied to the one before."""
        if member.kind in ("exact", "like", "skip"):
            return True
        if one.is_glued or (one.label.after == "name" and not one.is_led):
            return False
        spot = self.told.course.spots[member.spot]
        is_dependent = spot is not None and spot.aspect is not None and not self.told.is_own(one)
        return member.kind == "loose" or not is_dependent

    def _is_sound(self, run: Sequence[Member], goes_on: bool) -> bool:
        members = [one for one in run if one.candidate]
        if run[0].spot == START:
            return not members or members[0].kind != "loose" or any(map(self._is_seed, members))
        if not any(self._is_seed(one) for one in members):
            return False
        if len(members) >= _ISLAND or (len(members) > 1 and goes_on):
            return True
        if self._is_within_text(members[0]):
            return False
        return len(members) > 1 or self._stands_alone(members[0])

    def _stands_alone(self, member: Member) -> bool:
        """Whether a figure with nothing known around it is one that needs nothing before it."""
        spot = self.told.course.spots[member.spot]
        has_base = spot is not None and spot.aspect is not None
        return not has_base and self._is_unique(member, -1, len(self.candidates))

    def _is_seed(self, member: Member) -> bool:
        one = member.candidate
        return one is not None and not one.wrong and not one.is_glued and self.told.is_own(one)

    def _is_unique(self, member: Member, low: int, high: int) -> bool:
        """Whether no other of the numbers between two follows the same words."""
        assert member.candidate is not None
        numbers = self._alike[self._meaning(member.candidate)]
        return bisect_left(numbers, high) - bisect_right(numbers, low) == 1

    @cached_property
    def _alike(self) -> dict[tuple[Spot | None, str], list[int]]:
        """The numbers that stand behind the words of each figure."""
        found: dict[tuple[Spot | None, str], list[int]] = {}
        for number, some in enumerate(self.candidates):
            for meaning in {self._meaning(one) for one in some if not one.wrong}:
                found.setdefault(meaning, []).append(number)
        return found

    def _meaning(self, one: Candidate) -> tuple[Spot | None, str]:
        is_item = one.label.after == "name"
        words = self.told.text[one.start : self.told.begins(one.number)] if is_item else ""
        return self.told.course.spots[one.spot], words

    def _is_within_text(self, member: Member) -> bool:
        """Whether a person's text may have begun since the last figure that was found."""
        assert member.candidate is not None
        place = bisect_left(self._tied, member.number)
        before = self.told.ends(self._tied[place - 1]) if place else 0
        leads = self.told.text_leads
        return bisect_left(leads, before) < bisect_left(leads, member.candidate.start)

    @cached_property
    def _tied(self) -> list[int]:
        """The numbers of the chain that a link ties to another, in order."""
        ends = (other for one in self.chain if one.step for other in (one, one.before))
        return sorted({one.number for one in ends if one is not None})

    def _is_only_one_between(
        self, runs: Sequence[Sequence[Member]], sound: Sequence[bool], place: int
    ) -> bool:
        """Whether a run's words mean one figure only between the proved ones on both sides."""
        left = [run[-1] for run, is_sound in zip(runs[:place], sound, strict=False) if is_sound]
        right = [
            run[0]
            for run, is_sound in zip(runs[place + 1 :], sound[place + 1 :], strict=True)
            if is_sound
        ]
        low = left[-1] if left else Member(START, -1)
        high = right[0] if right else Member(END, len(self.candidates))
        members = [one for one in runs[place] if one.candidate]
        return any(self._is_settled(one, low, high) for one in members)

    def _is_settled(self, member: Member, low: Member, high: Member) -> bool:
        one = member.candidate
        if one is None or one.wrong or one.is_glued or one.label.after == "name":
            return False
        spot = self.told.course.spots[one.spot]
        if len(one.label.text) < 2 or (one.label.ways and spot and spot.aspect != "rate"):
            return False
        last = high.spot if high.spot != END else len(self.told.course.spots)
        spots = {
            spot for spot, _ in self.told.course.labelled[one.label.text] if low.spot < spot < last
        }
        return (
            spots == {member.spot}
            and self._is_unique(member, low.number, high.number)
            and not self._is_within_text(member)
        )


def _runs(members: Iterable[Member]) -> Iterator[list[Member]]:
    """Members tied by links that say something of both, run by run.

    What follows a person's text, a gap of other words or a missing figure says nothing of the
    number before it: there a run can be proved by the one before it, not by the one behind.
    """
    run: list[Member] = []
    for one in members:
        if run and (one.kind not in ("exact", "like") or (one.step and one.step.opening)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run
