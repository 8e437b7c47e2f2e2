"""What is spent on, as a tree: 类 with their 款, these with their 项, each as it is displayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.publisher.site.entry import Amount
from mingzhang.publisher.site.summary import Figures
from mingzhang.scheme import Scheme

__all__ = ["Branch", "leaves", "spending_of", "walk"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A function with what is spent on it, and of that the basic and the project expenditure."""

    code: str
    name: str
    amount: Amount
    basic: Amount | None
    project: Amount | None
    children: tuple[Branch, ...] = ()


def spending_of(scheme: Scheme, figures: Figures) -> tuple[Branch, ...]:
    """The functions of the top level, the largest first."""
    spent = figures.by("function", kind="expenditure")
    sizes = sorted(scheme.dimension("function").prefixes)
    return _branches(scheme, figures, spent, "", sizes)


def _branches(
    scheme: Scheme, figures: Figures, spent: Mapping[str, Amount], above: str, sizes: Sequence[int]
) -> tuple[Branch, ...]:
    if not sizes:
        return ()
    found = [
        Branch(
            code,
            scheme.member_title("function", code),
            amount,
            figures.at(function=code, kind="basic"),
            figures.at(function=code, kind="project"),
            _branches(scheme, figures, spent, code, sizes[1:]),
        )
        for code, amount in spent.items()
        if len(code) == sizes[0] and code.startswith(above) and amount.value
    ]
    return tuple(sorted(found, key=lambda one: (-one.amount.value, one.code)))


def leaves(branch: Branch) -> Iterator[Branch]:
    """The finest functions within one; itself where nothing finer is told."""
    if not branch.children:
        yield branch
    for child in branch.children:
        yield from leaves(child)


def walk(branch: Branch, depth: int = 0) -> Iterator[tuple[int, Branch]]:
    """All functions within one and how deep they lie, each before its parts."""
    for child in branch.children:
        yield depth, child
        yield from walk(child, depth + 1)
