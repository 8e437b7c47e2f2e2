"""The names of all entities in little room: what a search loads first, and answers at once.

A name gives what it shares with the one before it. Its pinyin comes from a table of characters, and
is written only where a character is read otherwise in it; the address follows from the pinyin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Any, Final

from mingzhang.publisher.site.entry import Entry
from mingzhang.publisher.site.search_text import syllables_of

__all__ = ["name_table"]

_LETTERS: Final = 60
"""So many letters of the pinyin stand in an address."""


def name_table(
    entities: Sequence[Entry],
    years: Mapping[str, tuple[int, ...]],
    known: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    """The entities, given by area: `years` and `known` pinyin are those of each by its slug."""
    spelled = [known.get(one.slug, ()) for one in entities]
    readings = _readings(zip((one.name for one in entities), spelled, strict=True))
    sets = list(dict.fromkeys(years[one.slug] for one in entities))
    rows, before = [], ""
    for entity, syllables in zip(entities, spelled, strict=True):
        shared = _shared(before, entity.name)
        usual = tuple(readings[one] for one in entity.name if one in readings)
        row = [
            shared,
            entity.name[shared:],
            _check(entity.slug, syllables),
            sets.index(years[entity.slug]),
            " ".join(syllables),
        ]
        rows.append(row[:-1] if syllables == usual else row)
        before = entity.name
    return {
        "areas": [[area, len(list(own))] for area, own in groupby(one.area for one in entities)],
        "years": sets,
        "readings": readings,
        "entities": rows,
    }


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _readings(names: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """How each character is read in most names."""
    counted: dict[str, Counter[str]] = {}
    for name, syllables in names:
        read = [one for one in name if syllables_of(one)]
        if len(read) == len(syllables):
            for character, syllable in zip(read, syllables, strict=True):
                counted.setdefault(character, Counter())[syllable] += 1
    return {
        character: min(counts, key=lambda one: (-counts[one], one))
        for character, counts in sorted(counted.items())
    }


def _check(slug: str, syllables: Sequence[str]) -> str:
    """What the address adds to the pinyin; the whole address where it does not begin with that."""
    letters = "".join(syllables)[:_LETTERS]
    check = slug.rpartition("-")[2]
    return check if slug == (f"{letters}-{check}" if letters else check) else f"{slug}-"
