"""Injects slips into published texts and counts what the check finds, where, and what else it says.

The texts are the published ones and those of the compiled samples, which are clean. A slip is
found if a new finding points at the changed line, or names what is lost; found right if such a
finding names the value that stood there before. Every other new finding is noise.

    python -m tools.score_checking 3 [words of the kinds to try]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tests.reader.dumps import dumped

from mingzhang.checker import check
from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Finding
from mingzhang.publisher.compose import compose
from mingzhang.reader.file import read_file
from mingzhang.reader.source import ReadError
from mingzhang.scheme import load_scheme
from tools.slips import MAKERS, Slip, Spot

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"


def texts() -> Iterator[tuple[str, str]]:
    """The published texts, with their defects, and the samples, as text."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield path.name, path.read_text("utf-8")
    for path in sorted((ROOT / "samples").glob("*.xlsx")):
        budget = read_budget(path.read_bytes())
        publication = compose(budget.scheme, compile_budget(budget).disclosure)
        yield f"{path.stem}.txt", "\n".join(dumped(publication))


def findings(text: str, name: str) -> tuple[Finding, ...]:
    """What the check says of a text."""
    disclosure = read_file(text.encode(), name)
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    return check(scheme, disclosure).findings.findings


def is_at(finding: Finding, text: str, spot: Spot) -> bool:
    """Whether a finding points at the changed line, or names what is no longer there."""
    if any(word in finding.message for word in spot.named):
        return True
    first = text.rfind("\n", 0, spot.start) + 1
    last = text.find("\n", spot.end)
    last = last if last >= 0 else len(text)
    return any(
        one.start is not None and one.end is not None and one.start <= last and one.end >= first
        for one in finding.evidence
    )


def is_right(finding: Finding, spot: Spot) -> bool:
    """Whether a finding names the value that stood there before."""
    if spot.right is None or finding.expected is None:
        return spot.right is None
    one, other = finding.expected.replace(",", ""), spot.right.replace(",", "")
    return one == other or _number(one) == _number(other) is not None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


@dataclass
class Score:
    """How often slips of one kind were tried, found, found right; how much else was said."""

    tried: int = 0
    spots: int = 0
    found: int = 0
    right: int = 0
    noise: int = 0
    errors: int = 0
    unread: int = 0
    said: Counter[str] = field(default_factory=Counter)


def score(one: Score, slip: Slip, name: str, known: Sequence[Finding]) -> str | None:
    """Count what is found of a slip; what went wrong, in words."""
    one.tried += 1
    one.spots += len(slip.spots)
    try:
        told = findings(slip.text, name)
    except ReadError:
        one.unread += 1
        return "unread"
    before = Counter((finding.code, finding.message) for finding in known)
    keys = {finding.key for finding in known}
    new = []
    for finding in told:
        before[finding.code, finding.message] -= 1
        if before[finding.code, finding.message] < 0:
            new.append(finding)
    good: set[int] = set()
    wrong = []
    for spot in slip.spots:
        here = [finding for finding in new if is_at(finding, slip.text, spot)]
        best = sorted(here, key=lambda finding: not is_right(finding, spot))[:1]
        one.found += bool(best)
        one.right += bool(best and is_right(best[0], spot))
        good.update(map(id, best))
        if not best or not is_right(best[0], spot):
            wrong.append("missed" if not best else f"wrong value {best[0].expected}")
    noise = [finding for finding in new if id(finding) not in good and finding.key not in keys]
    one.noise += len(noise)
    fresh = [finding for finding in new if id(finding) in good or finding.key not in keys]
    one.errors += sum(finding.severity == "error" for finding in fresh) > len(slip.spots)
    one.said.update(finding.code for finding in new if id(finding) in good)
    wrong += [f"noise {finding.severity} {finding.message[:150]}" for finding in noise]
    return "; ".join(wrong) or None


def main() -> int:
    """Print the table; arguments: slips of each kind a document gets, kinds to try."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    kinds = [one for one in MAKERS if not sys.argv[2:] or any(w in one for w in sys.argv[2:])]
    scores = {kind: Score() for kind in kinds}
    told = []
    for name, text in texts():
        known = findings(text, name)
        for kind in kinds:
            rng = random.Random(f"{name} {kind}")
            for _ in range(count):
                slip = MAKERS[kind](text, rng)
                if slip is None:
                    continue
                flaw = score(scores[kind], slip, name, known)
                if flaw:
                    spots = "; ".join(_told(slip, spot) for spot in slip.spots)
                    told.append(f"{kind}: {name[:8]} {spots}: {flaw}")
    console = Console(width=160)
    console.print(_table(scores))
    for line in told:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return 0


def _told(slip: Slip, spot: Spot) -> str:
    line = slip.text.count("\n", 0, spot.start) + 1
    return f"line {line} {spot.before[:60]!r} -> {slip.text[spot.start : spot.end][:40]!r}"


def _table(scores: dict[str, Score]) -> Table:
    table = Table("slip", "tried", "found", "right value", "noise a slip", "too many errors", "by")
    total = Score()
    for one in scores.values():
        for name in ("tried", "spots", "found", "right", "noise", "errors"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    for kind, one in (*scores.items(), ("all", total)):
        by = " ".join(f"{code} {n}" for code, n in one.said.most_common(4))
        table.add_row(
            kind, str(one.tried), f"{one.found}/{one.spots}", f"{one.right}/{one.spots}",
            f"{one.noise / max(one.tried, 1):.2f}", str(one.errors), by,
        )  # fmt: skip
    return table


if __name__ == "__main__":
    sys.exit(main())
