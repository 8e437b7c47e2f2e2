"""The numbers that the texts of a form state, for deciding which of two figures to suspect."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from mingzhang.checker.rules.forms.form_places import FormAt

__all__ = ["numbers_in", "witnesses"]

_NUMBER: Final = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")


@lru_cache(maxsize=1024)
def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a text without separators."""
    return frozenset(one.replace(",", "").rstrip(".") for one in _NUMBER.findall(text))


def witnesses(at: FormAt) -> frozenset[str]:
    """The numbers in the fields of a form and its sums of money."""
    texts = [*at.form.fields.values(), at.form.project or ""]
    sums = (one.amount for one in at.form.funding if one.amount)
    return frozenset(sums).union(*map(numbers_in, texts))
