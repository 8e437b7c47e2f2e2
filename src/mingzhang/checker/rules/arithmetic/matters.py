"""Texts that calculate, with the amounts that stand elsewhere in the same matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from msgspec import structs

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.projects import ProjectForm
from mingzhang.checker.rule import Found
from mingzhang.checker.rules.arithmetic.blame import Blame, Known, blamed
from mingzhang.checker.rules.arithmetic.claims import Claim, ClaimKind, Claims, false_claims
from mingzhang.checker.rules.arithmetic.quantities import Quantity, plain, quantities
from mingzhang.cube import Displayed, Fact

__all__ = [
    "FalseClaim",
    "claim_found",
    "false_claims_of",
    "money_of",
    "prose_of_forms",
    "quantity_found",
]


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """A claim of a text that does not come out, and the figure to suspect."""

    prose: Prose
    claim: Claim
    blame: Blame


def false_claims_of(document: Examined, kind: ClaimKind) -> Iterator[FalseClaim]:
    """The false claims of a kind in all running text but the explanations of terms."""
    for prose in document.prose:
        if prose.path.startswith("glossary."):
            continue
        claims = false_claims(prose.text)
        for claim in claims.false:
            if claim.kind == kind:
                known = [*_around(document, prose), *_within(prose, claims, claim)]
                yield FalseClaim(prose, claim, blamed(claim, claims, known))


def prose_of_forms(document: Examined) -> Iterator[tuple[ProjectForm, Prose]]:
    """The texts of each project's form."""
    forms = {str(one.number): one for one in document.projects}
    for prose in document.prose:
        head, _, rest = prose.path.partition(".")
        form = forms.get(rest.partition(".")[0]) if head == "forms" else None
        if form is not None:
            yield form, prose


def money_of(form: ProjectForm, right: Mapping[int, str] | None = None) -> list[Known]:
    """What the project gets: by its form, over each horizon, and by the tables.

    `right` says what wrong figures should be, by identity as objects; both are known then.
    """
    facts = [fact for (_, source), fact in form.sums.items() if source == "total"]
    facts += [row.total for row in form.rows]
    meant = [
        structs.replace(one, text=right[id(one)]) for one in facts if right and id(one) in right
    ]
    return [_known(fact) for fact in (*facts, *meant) if fact.text]


def _known(fact: Fact) -> Known:
    shown: Displayed = fact.displayed()
    middle, half = Fraction(shown.low + shown.high, 2), Fraction(shown.high - shown.low + 1, 2)
    return Known("元", middle / 100, half / 100)


def _around(document: Examined, prose: Prose) -> Iterator[Known]:
    """The money and the indicators of the form that a text stands in, and its other texts."""
    for form, other in prose_of_forms(document):
        if not prose.path.startswith(f"forms.{form.number}."):
            continue
        if other.path == prose.path:
            yield from money_of(form)
            for indicator in form.form.indicators:
                yield from _stated(indicator.value or "")
        else:
            yield from _stated(other.text)


def _stated(text: str) -> Iterator[Known]:
    return (Known(one.unit, one.amount) for one in quantities(plain(text)))


def _within(prose: Prose, claims: Claims, claim: Claim) -> Iterator[Known]:
    """What the text itself says outside the claim."""
    for one in quantities(claims.text.plain):
        if one.end <= claim.start or one.start >= claim.end:
            yield Known(one.unit, one.amount)


def claim_found(document: Examined, false: FalseClaim, values: Sequence[str]) -> Found:
    """A false claim as a finding about the figure to suspect; `values` name what it says."""
    claim, prose = false.claim, false.prose
    said = prose.text[claim.start : claim.end]
    first, second = values
    found = quantity_found(document, prose, false.blame.quantity, false.blame.expected)
    suspect = _advice(false)
    return Found(
        subject=found.subject,
        where=found.where,
        position=found.position,
        values={"where": prose.label, "said": said, first: second, "advice": suspect},
        stated=found.stated,
        expected=found.expected,
        evidence=(*found.evidence, *document.evidence(prose.path, claim.start, claim.end)),
        severity="error" if claim.is_sure else "warning",
    )


def _advice(false: FalseClaim) -> str:
    blame = false.blame
    stated = false.prose.text[blame.quantity.start : blame.quantity.number_end]
    slip = f"（{blame.slip}）" if blame.slip else ""
    return f"先核对“{stated}”：若为 {blame.expected}，算式成立{slip}"


def quantity_found(
    document: Examined, prose: Prose, quantity: Quantity, expected: str | None
) -> Found:
    """A figure of a text as the place of a finding."""
    stated = prose.text[quantity.start : quantity.number_end]
    return Found(
        subject=(prose.path, stated),
        where=prose.label,
        position=prose.path,
        stated=stated,
        expected=expected,
        evidence=document.evidence(prose.path, quantity.start, quantity.number_end),
    )
