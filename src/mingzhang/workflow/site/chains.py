"""Publications and their corrections: which disclosures make one edition, in which order.

Of an entity's disclosures for a year the one without a day of correction was published first; the
others replaced each other, day by day. An earlier one need not be given again: the site remembers
it. What is no longer given at all stays on the site, as addresses that were public once do; so
does a correction of which only what it corrected is given. What was corrected in public is not
replaced by something else without a day of correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from mingzhang.workflow.errors import InputError
from mingzhang.workflow.site.memory import Known

__all__ = ["Chains", "chains_of"]

_Chain = tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Chains:
    """The disclosures of each edition, first publication first; what stands in the way of others.

    `replaced` are disclosures that others of the same day of correction, or without one, made room
    for; `alone` are corrections without what they corrected. `ungiven` are corrections of what was
    given that were not given themselves.
    """

    editions: Mapping[str, _Chain]
    problems: tuple[InputError, ...]
    replaced: tuple[Known, ...]
    alone: tuple[Known, ...]
    ungiven: tuple[Known, ...]


def chains_of(
    given: Mapping[Path, Known], before: Mapping[str, _Chain], *, is_pruned: bool = False
) -> Chains:
    """The editions of what was given; `before` are those on the site.

    `is_pruned` lets go of corrections after the last that was given.
    """
    groups: dict[str, dict[str, tuple[Path, Known]]] = {}
    for path, known in given.items():
        groups.setdefault(known.key, {}).setdefault(known.sha256, (path, known))
    editions: dict[str, _Chain] = {}
    problems: list[InputError] = []
    replaced, alone, ungiven = [], [], []
    for key, group in groups.items():
        ordered = sorted(group.values(), key=lambda found: _day(found[1]))
        if clashes := tuple(_clashes(ordered)):
            problems += clashes
            continue
        old = before.get(key, ())
        newest = ordered[-1]
        if unmarked := _unmarked(newest, old):
            problems.append(unmarked)
            continue
        by_day = {_day(known): known for _, known in ordered}
        left = [one for one in old if _day(one) not in by_day]
        later = [one for one in left if _day(one) > _day(newest[1])]
        kept = [one for one in left if not (is_pruned and one in later)]
        chain = tuple(sorted((*kept, *by_day.values()), key=_day))
        editions[key] = chain
        if old and old[-1] not in left and old[-1].sha256 != by_day[_day(old[-1])].sha256:
            replaced.append(by_day[_day(old[-1])])
        ungiven += later[-1:]
        if len(chain) == 1 and chain[0].corrected_on:
            alone.append(chain[0])
    return Chains(editions, tuple(problems), tuple(replaced), tuple(alone), tuple(ungiven))


def _clashes(ordered: list[tuple[Path, Known]]) -> Iterator[InputError]:
    """Disclosures of which nothing tells which was there first."""
    for (path, known), (other, later) in pairwise(ordered):
        if known.corrected_on != later.corrected_on:
            continue
        what = f"{known.name}{known.year}年的公开"
        if known.corrected_on:
            said = f"与 {path.name} 都是{what}在 {known.corrected_on} 的更正，请核对更正日期"
        else:
            said = f"与 {path.name} 都是{what}，分不出先后；更正后的一份请填写更正日期和更正原因"
        yield InputError(other, said)


def _unmarked(newest: tuple[Path, Known], old: _Chain) -> InputError | None:
    """Why something else cannot be published in place of what was corrected in public."""
    path, known = newest
    is_corrected = len(old) > 1 and not old[0].corrected_on
    if known.corrected_on or not is_corrected or known.sha256 == old[0].sha256:
        return None
    what = f"{known.name}{known.year}年的公开在网站上已有 {_day(old[-1])} 的更正"
    return InputError(path, f"{what}；内容变了请填写更正日期和更正原因，网站上的没有改动")


def _day(known: Known) -> str:
    """The day of correction, which puts disclosures of an edition in order."""
    return known.corrected_on or ""
