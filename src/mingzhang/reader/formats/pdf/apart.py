"""The process that reads a PDF file under guard, with its memory limited.

It takes the file from its standard input and answers with a pickled document, or with what the file
carries, as its argument says; or with the words of an error.
"""

from __future__ import annotations

import pickle
import sys
from typing import Final

from mingzhang.reader.formats.pdf.carried import read_carried
from mingzhang.reader.formats.pdf.document import read_pages
from mingzhang.reader.source import ReadError

_MOST_MEMORY: Final = 1 << 30


def _limit_memory() -> None:
    try:
        import resource  # missing on Windows, where the time alone is limited
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _main() -> None:
    _limit_memory()
    read = {"document": read_pages, "carried": read_carried}[sys.argv[1]]
    answer: object
    try:
        answer = read(sys.stdin.buffer.read())
    except ReadError as error:
        answer = str(error)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    _main()
