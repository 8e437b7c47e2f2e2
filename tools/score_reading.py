"""Score the reader on published documents whose content people have checked.

    python -m tools.score_reading [FOLDER]

FOLDER holds seeds/*.txt and gold/*.json of the same number; ../shared without it. Texts are
compared without white space and page numbers; a broken line inside a sentence does not count.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from mingzhang.catalog.names import folded
from mingzhang.model import Disclosure
from mingzhang.reader.formats.text import text_document
from mingzhang.reader.read import read_document

__all__ = ["TableScore", "indicators_score", "score_tables", "section_text"]

_PAGE = re.compile(r"^\s*-\s*\d+\s*-\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TableScore:
    """Cells and labels of a table: read right, read wrong, not read, and not in the document."""

    right: int
    wrong: int
    missing: int
    extra: int


def _cells(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[object, ...], object]:
    seen: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], object] = {}
    for row in rows:
        key = (row["side"], row["code"] or row["label"], row.get("government_label"))
        seen[key] += 1
        for column, value in {**row["cells"], "label": row["label"]}.items():
            found[*key, seen[key], column] = value
    return found


def score_tables(gold: Mapping[str, Any], read: Disclosure) -> dict[str, TableScore]:
    """Each table of the checked reading against what was read."""
    plain = msgspec.to_builtins(read.tables)
    tables = {table["id"]: table for table in plain}
    scores = {}
    for table in gold["tables"]:
        wanted = _cells(table["rows"])
        found = _cells(tables[table["id"]]["rows"]) if table["id"] in tables else {}
        right = sum(key in found and found[key] == value for key, value in wanted.items())
        missing = sum(key not in found for key in wanted)
        extra = sum(key not in wanted for key in found)
        scores[table["id"]] = TableScore(right, len(wanted) - right - missing, missing, extra)
    return scores


def section_text(text: str) -> str:
    """A section's text as it is compared."""
    return folded(_PAGE.sub("", text))


def _funding(forms: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, ...]]:
    return Counter(
        (folded(form["project"] or ""), one["horizon"], one["source"], one["amount"] or "")
        for form in forms
        for one in form["funding"]
        if one["amount"]
    )


def _indicators(forms: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, ...]]:
    return Counter(
        tuple(
            folded(one[key] or "").removesuffix("指标")
            for key in ("horizon", "level1", "level2", "level3", "value")
        )
        for form in forms
        for one in form["indicators"]
        if one["level3"]
    )


def indicators_score(gold: Mapping[str, Any], read: Disclosure) -> float:
    """F1 of all indicators with a third level; a trailing 指标 of a level's name does not count."""
    wanted, found = _indicators(gold["forms"]), _indicators(msgspec.to_builtins(read.forms))
    both = (wanted & found).total()
    return 2 * both / ((wanted.total() + found.total()) or 1)


def _lines(name: str, gold: Mapping[str, Any], read: Disclosure, seconds: float) -> Iterator[str]:
    scores = score_tables(gold, read)
    total = [sum(getattr(one, key) for one in scores.values()) for key in TableScore.__slots__]
    yield f"{name}  cells right {total[0]} wrong {total[1]} missing {total[2]} extra {total[3]}"
    for table, score in scores.items():
        if score.wrong or score.missing or score.extra:
            yield f"    table {table}: {score}"
    texts = {section.id: section_text(section.text) for section in read.narrative}
    differ = [
        one["id"] for one in gold["narrative"] if texts.get(one["id"]) != section_text(one["text"])
    ]
    yield f"    sections {len(gold['narrative']) - len(differ)}/{len(gold['narrative'])} {differ or ''}"
    forms = msgspec.to_builtins(read.forms)
    projects = Counter(folded(form["project"] or "") for form in gold["forms"])
    found = projects & Counter(folded(form["project"] or "") for form in forms)
    wanted, funding = _funding(gold["forms"]), _funding(forms)
    yield (
        f"    forms {found.total()}/{projects.total()} of {len(forms)}"
        f"  funding {(wanted & funding).total()}/{wanted.total()} of {funding.total()}"
        f"  indicators F1 {indicators_score(gold, read):.4f}"
    )
    unplaced = sum(place.path.startswith("unplaced.") for place in read.places)
    same = (read.entity.name, read.entity.level, read.fiscal_year) == (
        gold["entity"]["name"],
        gold["entity"]["level"],
        gold["fiscal_year"],
    )
    yield f"    identity {'right' if same else 'WRONG'}  unplaced {unplaced}  seconds {seconds:.3f}"


def main(folder: Path) -> None:
    for path in sorted((folder / "gold").glob("*.json")):
        gold = msgspec.json.decode(path.read_bytes())
        source = next((folder / "seeds").glob(f"{path.stem}_*.txt"))
        data = source.read_bytes()
        read_document(text_document(data))
        start = time.perf_counter()
        read = read_document(text_document(data))
        seconds = time.perf_counter() - start
        print("\n".join(_lines(path.stem, gold, read, seconds)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("..") / "shared")
