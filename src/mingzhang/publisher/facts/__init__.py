"""Disclosure and publication -> the block of facts that a page carries. Draws nothing."""

from mingzhang.publisher.facts.block import figure_facts, page_facts

__all__ = ["figure_facts", "page_facts"]
