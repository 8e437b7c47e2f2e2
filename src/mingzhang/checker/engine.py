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
    SourceReference,
    findings_of,
)
from mingzhang.scheme import Scheme

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
    totals = list(sums(scheme, disclosure))
    repeats = list(equalities(scheme, disclosure))
    found = [
        *_broken(totals, "SUM101", "合计与分项之和不符"),
        *_broken(repeats, "SUM102", "同一金额前后不一致"),
    ]
    source = disclosure.source
    reference = SourceReference(name=source.name, sha256=source.sha256) if source else None
    return Checked(findings_of(reference, found), len(totals) + len(repeats))


def _broken(identities: list[Identity], code: str, name: str) -> Iterator[Finding]:
    for identity in identities:
        try:
            if identity.holds():
                continue
        except AmountError:
            continue
        yield _finding(identity, code, name)


def _finding(identity: Identity, code: str, name: str) -> Finding:
    whole, parts = identity.whole, identity.parts
    said = "；".join(f"{_where(part)} {_shown(part)}" for part in parts)
    message = f"{name}：{_where(whole)} {_shown(whole)}，而 {said}"
    return Finding(
        key=f"{code}:{':'.join(fact.address for fact in (whole, *parts))}",
        code=code,
        severity="error",
        message=message,
        where=_where(whole),
        cells=tuple(map(_cell, (whole, *parts))),
        stated=whole.text,
        evidence=tuple(place for fact in (whole, *parts) for place in fact.evidence),
    )


def _shown(fact: Fact) -> str:
    return "空白" if fact.text is None else f"{fact.text}{fact.unit}"


def _where(fact: Fact) -> str:
    return fact.address.replace(".", " ")


def _cell(fact: Fact) -> CellReference:
    table, _, rest = fact.address.partition(".")
    row, _, column = rest.rpartition(".")
    return CellReference(table=table, row=row, column=column, stated=fact.text)
