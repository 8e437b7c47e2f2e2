"""Publications and their corrections: which disclosures make one edition, in which order.

Of an entity's disclosures for a year the one without a day of correction was published first; the
others replaced each other, day by day. An earlier one need not be given again: the site remembers
it. What is no longer given at all stays on the site, as addresses that were public once do; so
does a correction of which only what it corrected is given.
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

    `replaced` are editions whose last disclosure made room for another that is no correction;
    `alone` those of a correction without what it corrected. `ungiven` are corrections that stay
    though only what they corrected was given.
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

    `is_pruned` lets go of corrections that are not given.
    """
    groups: dict[str, dict[str, tuple[Path, Known]]] = {}
    for path, known in given.items():
        groups.setdefault(known.key, {}).setdefault(known.sha256, (path, known))
    editions: dict[str, _Chain] = {}
    problems: list[InputError] = []
    replaced, alone, ungiven = [], [], []
    for key, group in groups.items():
        ordered = sorted(group.values(), key=lambda found: found[1].corrected_on or "")
        if clashes := tuple(_clashes(ordered)):
            problems += clashes
            continue
        old = before.get(key, ())
        later = () if is_pruned else _later(old, ordered[-1][1])
        chain = (*_earlier(old, ordered[0][1]), *(known for _, known in ordered), *later)
        editions[key] = chain
        if old and old[-1].sha256 not in {one.sha256 for one in chain}:
            replaced.append(chain[-1])
        if later:
            ungiven.append(chain[-1])
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


def _earlier(old: _Chain, first: Known) -> Iterator[Known]:
    """What the site remembers from before the first that was given, if that is a correction."""
    for one in old:
        if first.corrected_on and (one.corrected_on or "") < first.corrected_on:
            yield one


def _later(old: _Chain, last: Known) -> _Chain:
    """What the site remembers to have corrected the last that was given."""
    known = [one.sha256 for one in old]
    return old[known.index(last.sha256) + 1 :] if last.sha256 in known else ()
