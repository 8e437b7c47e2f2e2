"""What a hand does to a number."""

from __future__ import annotations

import random

__all__ = ["digit", "in_yuan", "lose", "negative", "shift", "swap"]

DIGITS = "0123456789"


def digit(number: str, rng: random.Random) -> str:
    """Another digit somewhere in it."""
    at = rng.choice([n for n, mark in enumerate(number) if mark in DIGITS])
    first = at == 0 and len(number) > 1
    new = rng.choice([one for one in DIGITS[first:] if one != number[at]])
    return number[:at] + new + number[at + 1 :]


def swap(number: str, rng: random.Random) -> str:
    """Two neighbouring digits in the other order."""
    places = [
        n for n in range(len(number) - 1)
        if number[n] in DIGITS and number[n + 1] in DIGITS and number[n] != number[n + 1]
        and not (n == 0 and number[1] == "0")
    ]  # fmt: skip
    if not places:
        return number
    at = rng.choice(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def shift(number: str, rng: random.Random) -> str:
    """The point one place further left or right."""
    plain = float(number.replace(",", ""))
    return f"{plain * 10:.2f}" if rng.random() < 0.5 or plain < 1 else f"{plain / 10:.2f}"


def lose(number: str, rng: random.Random) -> str:
    """One digit left out."""
    whole = number.partition(".")[0]
    if len(whole) < 2:
        return number
    at = rng.randrange(len(whole))
    return (number[:at] + number[at + 1 :]).lstrip(",")


def negative(number: str, _: random.Random) -> str:
    """With a sign."""
    return f"-{number}"


def in_yuan(number: str, _: random.Random) -> str:
    """In 元 where 万元 belong."""
    return f"{round(float(number.replace(',', '')) * 10000)}"
