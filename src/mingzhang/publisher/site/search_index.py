"""The index of the search: which parts of which disclosures hold a token, in small files.

Parts are numbered in the order in which hits are shown: the projects of all disclosures, then their
codes, texts and forms; of a kind the first part of each disclosure, then the second; among these the
newest year first, entities by area and name. A token's list
of parts is written as runs, each as its distance from the one before, so that words which every
disclosure holds take no room. assets/search-index.js reads what is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2s
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mingzhang.publisher.site.entry import Entry, SiteIndex
from mingzhang.publisher.site.search_names import name_table
from mingzhang.publisher.site.search_text import KINDS
from mingzhang.publisher.site.search_tokens import Tokens, shard_of, token_name

__all__ = ["FIRST", "Known", "index_files", "runs_text"]

FIRST: Final = "search/index.json"
"""The file that a search begins with."""

Known = Mapping[tuple[str, int], Sequence[Sequence[bytes]]]
"""The tokens of each part of a disclosure by kind, by its slug and year."""

_SHARD_SIZE: Final = 10_000
_MOST_SHARDS: Final = 1021
_NONE: Final[Sequence[Sequence[bytes]]] = ((),) * len(KINDS)
_DIGITS: Final = np.frombuffer(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", np.uint8
)
_BITS: Final = 5


def index_files(
    index: SiteIndex, known: Known, spelled: Mapping[str, tuple[str, ...]]
) -> dict[str, bytes]:
    """The files of the index by their paths; `spelled` is the pinyin of entities by their slugs."""
    entities = _entities(index)
    there = {(one.slug, one.year) for one in index.entries}
    editions = [
        (one.slug, year) for year in index.years for one in entities if (one.slug, year) in there
    ]
    held = [known.get(key, _NONE) for key in editions]
    shapes = [tuple(map(len, parts)) for parts in held]
    known_shapes = list(dict.fromkeys(shapes))
    shards = _shards(_lists(list(_parts(held))))
    first: dict[str, Any] = {
        "version": _version(shards, index.entries),
        "shards": len(shards),
        "shapes": known_shapes,
        "parts": [known_shapes.index(one) for one in shapes],
        **name_table(entities, _years(index), spelled),
    }
    return {
        FIRST: _encoded(first),
        **{f"search/tokens/{number}.json": shard for number, shard in enumerate(shards)},
    }


def _entities(index: SiteIndex) -> list[Entry]:
    """The newest entry of each entity, by area and name; those of no area last."""
    newest = [entries[0] for entries in index.by_entity.values()]
    return sorted(newest, key=lambda one: (not one.area, one.area, one.name, one.slug))


def _years(index: SiteIndex) -> dict[str, tuple[int, ...]]:
    return {slug: tuple(one.year for one in entries) for slug, entries in index.by_entity.items()}


def _parts(held: Sequence[Sequence[Sequence[bytes]]]) -> Iterator[bytes]:
    """The tokens of every part, in the order of their numbers."""
    for kind in range(len(KINDS)):
        for place in range(max((len(parts[kind]) for parts in held), default=0)):
            yield from (parts[kind][place] for parts in held if len(parts[kind]) > place)


def _lists(parts: Sequence[bytes]) -> list[tuple[str, str]]:
    """Each token with the list of the parts that hold it."""
    tokens: Tokens = np.frombuffer(b"".join(parts), "<u4").astype(np.uint32)
    if not len(tokens):
        return []
    sizes = [len(part) // 4 for part in parts]
    numbers = np.repeat(np.arange(len(parts), dtype=np.uint64), sizes)
    joined = np.sort((tokens.astype(np.uint64) << np.uint64(32)) | numbers)
    held = (joined >> np.uint64(32)).astype(np.int64)
    names, lists = runs_text(held, (joined & np.uint64(0xFFFFFFFF)).astype(np.int64))
    return [(token_name(name), own) for name, own in zip(names, lists, strict=True)]


def runs_text(groups: NDArray[np.int64], numbers: NDArray[np.int64]) -> tuple[list[int], list[str]]:
    """Each group, and its ascending numbers as runs.

    A run is twice its distance from the end of the one before, one more if it is longer than one
    number; then its length less two follows.

    >>> runs_text(np.array([7, 7, 7, 9]), np.array([0, 1, 2, 1]))
    ([7, 9], ['BB', 'C'])
    """
    begins = np.ones(len(numbers), bool)
    begins[1:] = (groups[1:] != groups[:-1]) | (numbers[1:] != numbers[:-1] + 1)
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(numbers)))
    first, group = numbers[starts], groups[starts]
    is_new = np.ones(len(starts), bool)
    is_new[1:] = group[1:] != group[:-1]
    last = np.append([-1], (first + lengths - 1)[:-1])
    is_long = lengths > 1
    values = np.stack((2 * (first - np.where(is_new, -1, last) - 1) + is_long, lengths - 2), axis=1)
    is_written = np.stack((np.ones(len(starts), bool), is_long), axis=1)
    text, places = _digits(values[is_written])
    before = np.cumsum(is_long) - is_long + np.arange(len(starts))  # values written before each run
    bounds = [*places[before[is_new]].tolist(), len(text)]
    lists = [text[start:end] for start, end in pairwise(bounds)]
    return group[is_new].tolist(), lists


def _digits(values: NDArray[np.int64]) -> tuple[str, NDArray[np.int64]]:
    """Numbers in digits of 5 bits, the lowest first, a sixth bit saying that more follow."""
    sizes = np.ones(len(values), np.int64)
    for size in range(1, 7):
        sizes += values >= 1 << (_BITS * size)
    ends = np.cumsum(sizes)
    places = ends - sizes
    written = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    for size in range(int(sizes.max(initial=0))):
        here = sizes > size
        digit = (values[here] >> (_BITS * size)) & 31
        more = (sizes[here] > size + 1) * 32
        written[places[here] + size] = _DIGITS[digit + more]
    return written.tobytes().decode("ascii"), places


def _shards(lists: Sequence[tuple[str, str]]) -> list[bytes]:
    whole = sum(len(parts) + 12 for _, parts in lists)
    count = min(max(1, whole // _SHARD_SIZE), _MOST_SHARDS) | 1
    found: list[list[str]] = [[] for _ in range(count)]
    for name, parts in lists:
        found[shard_of(name, count)].append(f'"{name}":"{parts}"')
    return [f"{{{','.join(own)}}}".encode() for own in found]


def _version(shards: Iterable[bytes], entries: Iterable[Entry]) -> str:
    """Changes with the index, so that no browser joins files of two builds."""
    digest = blake2s(digest_size=6)
    for one in shards:
        digest.update(one)
    for entry in sorted(entries, key=lambda one: (one.slug, one.year)):
        digest.update(f"{entry.slug}{entry.sha256}".encode("utf-8", "replace"))
    return digest.hexdigest()


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
