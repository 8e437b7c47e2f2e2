"""Expressions of quantities: read from signs (200元×12月×152人), or put together from words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from mingzhang.checker.rules.arithmetic.quantities import NUMBER, Quantity, quantity_at

__all__ = ["Expression", "Node", "expressions", "of_money", "operands", "value_of"]

Operator = Literal["+", "-", "*", "/"]

_TAIL: Final = (
    r"(?:[ ]?(?:[十百千]?[万亿百千]?元|%|[万亿])|[ ]?[\u4e00-\u9fff]{1,8})?"
    r"(?:[/每]{1,2}[\u4e00-\u9fff]{1,3}?){0,3}"
)
_OPERAND: Final = rf"{NUMBER}{_TAIL}"
_EXPRESSION: Final = re.compile(
    rf"[( ]{{0,4}}{_OPERAND}(?:[ ]?\)?[ ]?[*+÷-][ ]?\(?[ ]?{_OPERAND}){{1,40}}[ ]?\)?(?:[ ]?[*÷][ ]?{_OPERAND}){{0,10}}"
)
_TOKEN: Final = re.compile(rf"(?P<operand>{NUMBER})|(?P<sign>[()*+÷-])")
_CUT: Final = frozenset("*+÷")
"""Signs before an expression that is too long to be read whole."""

_DIVIDED: Final = "÷"


@dataclass(frozen=True, slots=True)
class Node:
    """A sign between two parts, each a quantity or a node."""

    sign: Operator
    left: Quantity | Node
    right: Quantity | Node


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that stands in a text from `start` to before `end`."""

    start: int
    end: int
    node: Node


def value_of(node: Quantity | Node, other: Mapping[int, Fraction] | None = None) -> Fraction | None:
    """What a node comes to; `other` gives amounts to use for quantities by their start.

    None where it divides by zero.
    """
    if isinstance(node, Quantity):
        return (other or {}).get(node.start, node.amount)
    left, right = value_of(node.left, other), value_of(node.right, other)
    if left is None or right is None:
        return None
    match node.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if right else None


def operands(node: Quantity | Node) -> Iterator[Quantity]:
    """The quantities of a node, from the left."""
    if isinstance(node, Quantity):
        yield node
    else:
        yield from operands(node.left)
        yield from operands(node.right)


def of_money(node: Quantity | Node) -> bool:
    """Whether any quantity of a node is money."""
    return any(one.kind == "money" for one in operands(node))


def expressions(text: str) -> Iterator[Expression]:
    """The expressions in signs of a plain text; a year span (2019-2023) is none.

    >>> (one,) = expressions("需200*12*152=36.48万元")
    >>> value_of(one.node)
    Fraction(364800, 1)
    """
    for found in _EXPRESSION.finditer(text):
        start, end = _balanced(text, found.start(), found.end())
        if text[max(0, start - 1) : start] in _CUT:
            continue
        node = _Parser(text, start, end).parse()
        if isinstance(node, Node) and _is_meant(node):
            yield Expression(start, end, node)


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and without outer brackets that have no partner in it."""
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[start:end].count("(") > text[start:end].count(")"):
        if text[start] != "(":
            break
        start += 1
    while end > start and (
        text[end - 1] == " " or text[start:end].count(")") > text[start:end].count("(")
    ):
        end -= 1
    return start, end


def _is_meant(node: Node) -> bool:
    """Whether it is arithmetic: a mere minus joins years, dates and numbers of documents."""
    return node.sign != "-" or any(
        isinstance(one, Node) and one.sign != "-" for one in (node.left, node.right)
    )


class _Parser:
    """Reads sums of products with brackets; None where the signs make no sense."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tokens = [(one.group(), one.start()) for one in _TOKEN.finditer(text, start, end)]
        self.place = 0

    def parse(self) -> Quantity | Node | None:
        node = self._sum()
        return node if self.place == len(self.tokens) else None

    def _next(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def _sum(self) -> Quantity | Node | None:
        node = self._product()
        while node is not None and (sign := self._next()) in ("+", "-"):
            self.place += 1
            right = self._product()
            node = Node("+" if sign == "+" else "-", node, right) if right is not None else None
        return node

    def _product(self) -> Quantity | Node | None:
        node = self._operand()
        while node is not None and (sign := self._next()) in ("*", _DIVIDED):
            self.place += 1
            right = self._operand()
            node = Node("*" if sign == "*" else "/", node, right) if right is not None else None
        return node

    def _operand(self) -> Quantity | Node | None:
        token = self._next()
        if token == "(":
            self.place += 1
            node = self._sum()
            if self._next() != ")":
                return None
            self.place += 1
            return node
        if not token or not token[0].isdigit():
            return None
        self.place += 1
        return quantity_at(self.text, self.tokens[self.place - 1][1])
