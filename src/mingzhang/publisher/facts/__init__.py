"""Disclosure and publication -> the block of facts that a page carries. Draws nothing."""

from mingzhang.publisher.facts.block import page_facts

__all__ = ["page_facts"]
