"""What a scheme's sentences give of a figure: a rate of change, a share and what it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import SectionDefinition
from mingzhang.scheme.template import Call, ListSlot, Node, Share, Slot, parse_template

__all__ = ["rated_figures", "shared_figures"]


def rated_figures(scheme: Scheme, section: SectionDefinition) -> frozenset[str]:
    """The figures of a section whose change has a rate beside it."""
    return frozenset(
        node.name
        for node in _nodes(scheme, section)
        if isinstance(node, Slot) and node.aspect == "rate"
    )


def shared_figures(scheme: Scheme, section: SectionDefinition) -> Mapping[str, str]:
    """The figures of a section that have a share beside them, and what it is a share of.

    A list stands for its items.
    """
    lists = {one.key: one for one in section.lists}
    found = {}
    for node in _nodes(scheme, section):
        if isinstance(node, Share):
            found[node.part] = node.whole
        elif isinstance(node, ListSlot):
            for one in parse_template(lists[node.key].item):
                if isinstance(one, Share):
                    found[node.key] = one.whole
    return found


def _nodes(scheme: Scheme, section: SectionDefinition) -> Iterator[Node]:
    for paragraph in section.paragraphs:
        for node in parse_template(paragraph.text):
            yield node
            if isinstance(node, Call):
                yield from _of_phrase(scheme, node)


def _of_phrase(scheme: Scheme, call: Call) -> Iterator[Node]:
    """The nodes of a phrase's variants, under the names that it is called with."""
    phrase = scheme.phrase(call.phrase)
    names = dict(zip(phrase.parameters, call.arguments, strict=True))
    for variant in phrase.variants:
        for node in parse_template(variant.text):
            match node:
                case Slot(name=name, aspect=aspect, format=form):
                    yield Slot(names.get(name, name), aspect, form)
                case Call(phrase=inner, arguments=arguments):
                    renamed = tuple(names.get(one, one) for one in arguments)
                    yield from _of_phrase(scheme, Call(inner, renamed))
                case _:
                    yield node
