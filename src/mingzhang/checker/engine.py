"""Runs the checks over a disclosure and puts their findings in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.checker.identities import equalities, sums
from mingzhang.cube import AmountError, Fact, Identity
from mingzhang.model import (
    CellReference,
    Disclosure,
    Finding,
    Findings,
    NotChecked,
    SourceReference,
    findings_of,
)
from mingzhang.scheme import Scheme
from mingzhang.scheme.labels import Labels
from mingzhang.scheme.view import known_facts

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings about a disclosure, and how many identities were checked for them."""

    findings: Findings
    identities: int


def check(scheme: Scheme, disclosure: Disclosure) -> Checked:
    """Check that all displayed figures of a disclosure can be true together, pair by pair.

    Exact in integers: two displays contradict each other only if no exact amounts explain both.
    """
    totals, repeats = list(sums(scheme, disclosure)), list(equalities(scheme, disclosure))
    labels = Labels(scheme, disclosure)
    found = [
        *_broken(totals, "SUM101", "合计与分项之和不符", labels),
        *_broken(repeats, "SUM102", "同一金额前后不一致", labels),
    ]
    source = disclosure.source
    reference = SourceReference(name=source.name, sha256=source.sha256) if source else None
    facts = known_facts(scheme, disclosure)
    unread = [
        NotChecked(code="SUM101", where=labels.of(fact.address), reason=f"“{fact.text}”不是数字")
        for fact in facts
        if fact.derivation is None and not _is_number(fact)
    ]
    return Checked(findings_of(reference, found, unread), len(totals) + len(repeats))


def _is_number(fact: Fact) -> bool:
    try:
        fact.displayed()
    except AmountError:
        return False
    return True


def _broken(identities: list[Identity], code: str, name: str, labels: Labels) -> Iterator[Finding]:
    for identity in identities:
        try:
            if identity.holds():
                continue
        except AmountError:
            continue
        yield _finding(identity, code, name, labels)


def _finding(identity: Identity, code: str, name: str, labels: Labels) -> Finding:
    whole, parts = identity.whole, identity.parts
    said = "、".join(f"{labels.of(part.address)} {_shown(part)}" for part in parts)
    where = labels.of(whole.address)
    return Finding(
        key=f"{code}:{':'.join(fact.address for fact in (whole, *parts))}",
        code=code,
        severity="error",
        message=f"{name}：{where} {_shown(whole)}，而 {said}",
        where=where,
        cells=tuple(_cell(fact) for fact in (whole, *parts) if labels.is_cell(fact.address)),
        stated=whole.text,
        evidence=tuple(place for fact in (whole, *parts) for place in fact.evidence),
    )


def _shown(fact: Fact) -> str:
    return "空白" if fact.text is None else f"{fact.text}{fact.unit}"


def _cell(fact: Fact) -> CellReference:
    table, _, rest = fact.address.partition(".")
    row, _, column = rest.rpartition(".")
    return CellReference(table=table, row=row, column=column, stated=fact.text)
