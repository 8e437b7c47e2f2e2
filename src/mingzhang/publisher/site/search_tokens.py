"""What a text is found by: two neighbouring characters, or the beginnings of a Latin word.

Chinese has no spaces between words, so every two characters that stand together are a token; the
last of a run is one by itself, so that single characters are found, too. Words with Latin letters
are found by their first one to five signs; numbers as wholes, by their first seven digits or their
hundredths, codes also by their beginnings. A token is a number below 2**32: the codes of its two
characters, or what the signs of the word come to in a range that no character has.
assets/search-text.js does the same to what a reader types.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["SPREAD", "Tokens", "folded", "shard_of", "token_name", "tokens_of"]

Tokens = NDArray[np.uint32]

SPREAD: Final = 4

_WORD: Final = re.compile(r"[0-9]+\.(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]+|[a-z0-9]+")
"""A word or a number; a point before a year belongs to a numbering: 1.2024年."""

_GROUPED: Final = re.compile("(?<=[0-9]),(?=[0-9]{3})")
_QUOTES: Final = re.compile("[\"'“”‘’「」『』《》〈〉]")
_LONGEST: Final = 5
_LONGEST_CODE: Final = 7
_LETTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORDS: Final = 0xF100_0000
_CODES: Final = 0xF600_0000
_AMOUNTS: Final = 0xF740_0000
_MOST_PLACES: Final = 8
_RARE: Final = 0xE000
_RARE_SIZE: Final = 0x1100
"""Characters beyond the 65,536 common ones share these codes; a found place is read anyway."""

_LETTER: Final = 2
_SIGN: Final = 1


def folded(text: str) -> str:
    """A text as it is compared: width, case, quotation marks and commas in numbers do not count.

    >>> folded("ＡＢ “三公”经费1,234.56（万元）")
    'ab 三公经费1234.56(万元)'
    """
    return _GROUPED.sub("", _QUOTES.sub("", unicodedata.normalize("NFKC", text).lower()))


def tokens_of(texts: Iterable[str], *, of_codes: bool = False) -> Tokens:
    """The tokens of texts, each once, in order; codes are found by their beginnings, too."""
    whole = folded("\n".join(texts)) + "\n"
    found = {one for word in set(_WORD.findall(whole)) for one in _word_numbers(word, of_codes)}
    words = np.fromiter(found, np.uint32, len(found))
    return np.unique(np.concatenate((_pairs(whole), words)))


def _word_numbers(word: str, of_codes: bool) -> Iterator[int]:
    """The tokens of a word, or of a number: 15.00 is found by 15, too."""
    number, _, decimals = word.partition(".")
    if decimals:
        hundredths = f"{number}{decimals[:2]:0<2}"
        yield _AMOUNTS + int(hundredths[-_MOST_PLACES:])
    if decimals.strip("0"):
        return
    longest = _LONGEST_CODE if number.isdigit() else _LONGEST
    is_begun = of_codes or not number.isdigit()
    for length in range(1, longest + 1) if is_begun else (longest,):
        yield _word_number(number[:length])


def _pairs(whole: str) -> Tokens:
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where(codes > 0xFFFF, _RARE + codes % _RARE_SIZE, codes)
    is_letter = _kinds()[codes] == _LETTER
    heads, tails = codes[:-1], np.where(is_letter[1:], codes[1:], 0)
    found: Tokens = ((heads << 16) | tails)[is_letter[:-1]].astype(np.uint32)
    return found


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each code is: a letter that pairs, a sign of a word, or 0 for what parts them."""
    kinds = np.zeros(0x10000, np.uint8)
    for code in range(0x10000):
        if unicodedata.category(chr(code))[0] in "LN":
            kinds[code] = _LETTER
    kinds[_RARE : _RARE + _RARE_SIZE] = _LETTER
    kinds[[ord(one) for one in _LETTERS]] = _SIGN
    return kinds


def _word_number(beginning: str) -> int:
    if len(beginning) > _LONGEST:
        return _CODES + int(f"1{beginning}")
    number = 0
    for letter in beginning:
        number = number * (len(_LETTERS) + 1) + _LETTERS.index(letter) + 1
    return _WORDS + number


def token_name(token: int) -> str:
    """A token as the index writes it.

    >>> [token_name(int(one)) for one in tokens_of(["预算 a1"])]
    ['算', '预算', 'a', 'a1']
    >>> [token_name(int(one)) for one in tokens_of(["36.50"])]
    ['#3650']
    """
    if token < _WORDS:
        tail = token & 0xFFFF
        return chr(token >> 16) + (chr(tail) if tail else "")
    if token >= _AMOUNTS:
        return f"#{token - _AMOUNTS}"
    if token >= _CODES:
        return str(token - _CODES)[1:]
    letters, number = "", token - _WORDS
    while number:
        number, place = divmod(number, len(_LETTERS) + 1)
        letters = _LETTERS[place - 1] + letters
    return letters


def shard_of(name: str, shards: int) -> int:
    """Which file of the index holds a token, by its first two characters or its hundredths.

    The tokens of one first character lie in at most SPREAD files, so that all can be found.
    """
    if name[0] == "#":
        return int(name[1:]) % shards
    first, second = ord(name[0]), ord(name[1]) if len(name) > 1 else 0
    if name[0] in _LETTERS:
        return (first * 37 + second) % shards
    return (first * (SPREAD + 1) + second % SPREAD) % shards
