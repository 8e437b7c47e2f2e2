"""Facts -> text: a section's templates with their slots filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import structs

from mingzhang.cube import Evidence, Fact
from mingzhang.scheme.condition import Condition, is_met, parse_condition
from mingzhang.scheme.definition import ParagraphDefinition
from mingzhang.scheme.template import (
    Call,
    Direction,
    Either,
    ListSlot,
    Literal,
    Node,
    Share,
    Slot,
    parse_template,
)
from mingzhang.sentence.numbers import amount_text, percent_text, share_text
from mingzhang.sentence.scope import Figure, Scope

__all__ = ["Piece", "RenderedParagraph", "facts_of_paragraphs", "render_section", "wanted_texts"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of rendered text; `fact` if it is a figure, `is_free` if a person wrote it."""

    text: str
    fact: Fact | None = None
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class RenderedParagraph:
    """A paragraph as pieces, and what kind of paragraph it is (see ParagraphDefinition)."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(piece.text for piece in self.pieces)


_MONEY_FORMAT = "plain"


class _Renderer:
    """Renders nodes within one section; names may be renamed by a phrase's parameters."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def template(self, text: str, names: Mapping[str, str]) -> Iterator[Piece]:
        for node in parse_template(text):
            yield from self._node(node, names)

    def _node(self, node: Node, names: Mapping[str, str]) -> Iterator[Piece]:
        match node:
            case Literal(text=text):
                yield Piece(text)
            case Either(options=options):
                yield from self.template(self._first(options), names)
            case Direction(wordings=wordings):
                yield from self.template(self._first(wordings), names)
            case Slot():
                yield self._slot(node, names.get(node.name, node.name))
            case Share(part=part, whole=whole):
                figures = [self.scope.figure(names.get(one, one)) for one in (part, whole)]
                yield self._share(figures[0], figures[1], node.format)
            case Call(phrase=phrase, arguments=arguments):
                yield from self._call(phrase, [names.get(one, one) for one in arguments])
            case ListSlot(key=key):
                yield from self._list(key)

    def _first(self, wordings: tuple[str, ...]) -> str:
        return self.scope.setting.scheme.wordings(wordings)[0]

    def _slot(self, slot: Slot, name: str) -> Piece:
        if not self.scope.has_figure(name):
            text = self.scope.word(name) or ""
            return Piece(text, is_free=name in self.scope.setting.texts)
        return self._figure(self.scope.figure(name), slot)

    def _figure(self, figure: Figure, slot: Slot) -> Piece:
        number_format = slot.format or _MONEY_FORMAT
        if slot.aspect is None:
            amount = figure.amount or 0
            text = amount_text(amount, figure.unit, number_format, figure.decimals)
            return self._piece(figure, "", text, amount)
        change, prior = figure.change or 0, figure.prior or 0
        if slot.aspect == "rate":
            text = percent_text(change, prior, slot.format or "percent")
            return self._piece(figure, "rate", text, None)
        amount = prior if slot.aspect == "prior" else abs(change)
        text = amount_text(amount, figure.unit, number_format, figure.decimals)
        return self._piece(figure, slot.aspect, text, amount)

    def _piece(self, figure: Figure, aspect: str, text: str, exact: int | None) -> Piece:
        address = ".".join(filter(None, (self.scope.section.id, figure.key, aspect)))
        derivation = f"{aspect}({figure.coordinate})" if aspect else None
        unit = "%" if aspect == "rate" else figure.unit.name
        return Piece(text, Fact(address, figure.coordinate, text, unit, exact, derivation))

    def _share(self, part: Figure, whole: Figure, number_format: str) -> Piece:
        text = share_text(part.amount or 0, whole.amount or 0, number_format)
        address = f"{self.scope.section.id}.{part.key}.share"
        derivation = f"share({part.coordinate},{whole.coordinate})"
        return Piece(text, Fact(address, part.coordinate, text, "%", None, derivation))

    def _call(self, phrase: str, arguments: list[str]) -> Iterator[Piece]:
        definition = self.scope.setting.scheme.phrase(phrase)
        names = dict(zip(definition.parameters, arguments, strict=True))
        renamed = _Renamed(self.scope, names)
        for variant in definition.variants:
            if variant.when is None or is_met(parse_condition(variant.when), renamed):
                yield from self.template(variant.text, names)
                return

    def _list(self, key: str) -> Iterator[Piece]:
        definition = {one.key: one for one in self.scope.section.lists}[key]
        members = list(self.scope.members(definition))
        if not members:
            yield Piece(definition.empty)
            return
        for number, member in enumerate(members):
            if number:
                yield Piece(definition.separator)
            yield from self._item(definition.item, member.name, member.figure, definition.at)
        yield Piece(definition.end)

    def _item(
        self, text: str, name: str, figure: Figure, within: Mapping[str, str]
    ) -> Iterator[Piece]:
        for node in parse_template(text):
            match node:
                case Slot(name="name"):
                    yield Piece(name)
                case Slot(name="amount"):
                    yield self._figure(figure, node)
                case Share(part="amount", whole=whole):
                    yield self._share(figure, self.scope.figure(whole), node.format)
                case _:
                    yield from self._node(node, {})


@dataclass(frozen=True, slots=True)
class _Renamed:
    """A scope in which a phrase's parameters stand for its arguments."""

    scope: Scope
    names: Mapping[str, str]

    def number(self, name: str, aspect: str | None) -> int | None:
        return self.scope.number(self.names.get(name, name), aspect)

    def word(self, name: str) -> str | None:
        return self.scope.word(self.names.get(name, name))


def _applies(paragraph: ParagraphDefinition, scope: Scope) -> bool:
    return paragraph.when is None or is_met(_condition(paragraph.when), scope)


def _condition(text: str) -> Condition:
    return parse_condition(text)


def render_section(scope: Scope) -> tuple[RenderedParagraph, ...]:
    """The paragraphs of a section that apply, with their slots filled."""
    renderer = _Renderer(scope)
    return tuple(
        RenderedParagraph(paragraph.kind, tuple(renderer.template(paragraph.text, {})))
        for paragraph in scope.section.paragraphs
        if _applies(paragraph, scope)
    )


def wanted_texts(scope: Scope) -> Iterator[str]:
    """The keys of texts that this section needs, given its figures, and that nobody wrote yet."""
    for text in scope.section.texts:
        needed = text.when is None or is_met(_condition(text.when), scope)
        if needed and not text.optional and not scope.setting.texts.get(text.key):
            yield text.key


def facts_of_paragraphs(paragraphs: tuple[RenderedParagraph, ...]) -> tuple[Fact, ...]:
    """The facts of rendered paragraphs, in order, each once with every place where it stands.

    Places count characters of the section's text, paragraphs joined by a line feed.
    """
    found: dict[str, Fact] = {}
    offset = 0
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if piece.fact is not None:
                place = Evidence(piece.text, start=offset, end=offset + len(piece.text))
                known = found.get(piece.fact.address, piece.fact)
                found[piece.fact.address] = structs.replace(
                    known, evidence=(*known.evidence, place)
                )
            offset += len(piece.text)
        offset += 1
    return tuple(found.values())
