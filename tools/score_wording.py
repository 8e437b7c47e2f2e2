"""Injects slips in words, numbers and forms into texts and counts what the check finds, and where.

Texts are published ones and those of the samples. A slip is found if a rule of its family newly says
something, with evidence at the place or about what was lost; noise is what else is newly said.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
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
from tools.wording_kinds import KINDS, Kind
from tools.wording_slips import Slip

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
SLOW = ("SUM103",)
"""Left out: says nothing about words."""


def texts() -> dict[str, str]:
    """Published texts, and the samples as text."""
    found = {path.name[:3]: path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    for path in sorted((ROOT / "samples").glob("*.xlsx")):
        budget = read_budget(path.read_bytes())
        publication = compose(budget.scheme, compile_budget(budget).disclosure)
        found[path.stem] = "\n".join(dumped(publication))
    return found


def findings(text: str) -> tuple[Finding, ...]:
    """What the check says of a text."""
    disclosure = read_file(text.encode(), "text.txt")
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    rules = {code: one for code, one in scheme.rules.items() if code not in SLOW}
    return check(replace(scheme, rules=rules), disclosure).findings.findings


def said(finding: Finding) -> tuple[str, ...]:
    """What makes a finding another one."""
    where = re.sub(r"“.*”|第 \d+ 张", "", finding.where)
    places = str(len(finding.evidence)) if finding.code == "TXT101" else ""
    places = finding.message.rpartition("”")[2] if finding.code == "FRM112" else places
    return finding.code, where, finding.stated or "", finding.expected or "", places


def is_at(finding: Finding, slip: Slip) -> bool:
    """Whether a finding points at the changed line, or at nothing since something is missing."""
    first = slip.text.rfind("\n", 0, slip.start) + 1
    last = slip.text.find("\n", slip.end)
    last = last if last >= 0 else len(slip.text)
    return not finding.evidence or any(
        one.start is not None and one.end is not None and one.start <= last and one.end >= first
        for one in finding.evidence
    )


def outcome(kind: Kind, slip: Slip, known: Counter[tuple[str, ...]]) -> tuple[str, list[Finding]]:
    """Whether a slip was found, and what else was newly said."""
    try:
        now = findings(slip.text)
    except ReadError:
        return "unread", []
    left, new = Counter(known), []
    for one in now:
        if left[said(one)]:
            left[said(one)] -= 1
        else:
            new.append(one)
    fitting = [one for one in new if one.code.startswith(kind.families or ("-",))]
    here = [one for one in new if is_at(one, slip)]
    rest = [one for one in new if one not in here and one not in fitting]
    if not kind.families:
        return ("said" if new else "found"), new
    if any(one in here or kind.is_lost for one in fitting):
        return "found", rest
    if here:
        return "other rule", rest
    return ("elsewhere" if fitting else "missed"), rest


def trials(
    kinds: list[Kind], count: int, seed: int
) -> Iterator[tuple[Kind, str, str, list[Finding]]]:
    """Each trial: its kind, how it came out, what was changed, and the noise."""
    for name, text in texts().items():
        known = Counter(said(one) for one in findings(text))
        for kind in kinds:
            rng = random.Random(f"{seed} {name} {kind.name}")
            for _ in range(count):
                slip = kind.make(text, rng)
                if slip is not None:
                    result, noise = outcome(kind, slip, known)
                    changed = slip.text[max(0, slip.start - 12) : slip.end + 6]
                    yield (
                        kind,
                        result,
                        f"{name[:12]}: {slip.before[:40]!r} -> {changed[:90]!r}",
                        noise,
                    )


def main() -> int:
    """Print the table; arguments: slips of each kind a text gets, words of the kinds wanted."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    kinds = [one for one in KINDS if all(word in one.name for word in sys.argv[2:])]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lines = []
    for kind, result, what, noise in trials(kinds, count, 11):
        counts[kind.name][result] += 1
        counts[kind.name]["noise"] += len(noise)
        if result != "found":
            lines.append(f"{kind.name}: {result}: {what}")
        for other in {one.code: one for one in noise}.values():
            lines.append(f"{kind.name}: noise {other.code}: {other.message[:110]} [{what[:90]}]")
    table = Table(
        "slip", "tried", "found", "%", "other rule", "elsewhere", "missed", "unread", "noise"
    )
    for name, one in counts.items():
        tried = sum(one.values()) - one["noise"]
        share = f"{100 * one['found'] / tried:.0f}"
        rest = [one[key] for key in ("other rule", "elsewhere", "missed", "unread", "noise")]
        table.add_row(name, str(tried), str(one["found"]), share, *map(str, rest))
    console = Console(width=170)
    console.print(table)
    for line in lines:
        console.print(line, highlight=False, markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
