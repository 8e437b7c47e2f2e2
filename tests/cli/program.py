"""The program as a person runs it: what it answers, on which stream, with which exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from mingzhang.cli import main

__all__ = ["Answer", "Run", "runner"]


@dataclass(frozen=True)
class Answer:
    """What the program said: data on stdout, words for people on stderr."""

    code: int
    data: str
    words: str

    @property
    def lines(self) -> list[str]:
        """The words, line by line."""
        return self.words.splitlines()


Run = Callable[..., Answer]


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program in this process, which is quick; some tests start it for real."""

    def run(*arguments: object) -> Answer:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["mingzhang", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Answer(ended.value.code, said.out, said.err)

    return run
