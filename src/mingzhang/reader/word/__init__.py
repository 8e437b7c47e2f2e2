"""Word files of our own: the disclosure that they carry, with the figures that were edited."""

from __future__ import annotations

from mingzhang.reader.word.own import own_word, published_word, word_changes

__all__ = ["own_word", "published_word", "word_changes"]
