"""Last year's figures that this year's sentences compare with."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.cube import Coordinate
from mingzhang.scheme import Scheme
from mingzhang.scheme.template import Call, Slot, parse_template

__all__ = ["prior_figures"]


def prior_figures(scheme: Scheme) -> dict[str, Coordinate]:
    """Last year's figures that some sentence compares with, by label: as this year's coordinates."""
    found: dict[str, Coordinate] = {}
    for section in scheme.narrative.sections:
        figures = {figure.key: figure for figure in section.figures}
        compared = {
            name
            for paragraph in section.paragraphs
            for name in _compared(scheme, paragraph.text)
            if name in figures
        }
        for key, figure in figures.items():
            if key in compared:
                found[figure.label] = Coordinate.of(figure.at, figure.measure)
    return found


def _compared(scheme: Scheme, text: str) -> Iterator[str]:
    for node in parse_template(text):
        match node:
            case Slot(name=name, aspect=aspect) if aspect:
                yield name
            case Call(phrase=phrase, arguments=arguments):
                definition = scheme.phrase(phrase)
                inner = {
                    name
                    for variant in definition.variants
                    for name in _compared(scheme, variant.text)
                }
                names = dict(zip(definition.parameters, arguments, strict=True))
                yield from (names.get(name, name) for name in inner)
            case _:
                pass
