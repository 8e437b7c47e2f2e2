"""The command line: arguments in, exit code out."""

import sys

__all__ = ["main"]

_INTERRUPTED = 130


def main() -> None:
    """Run the program; one that is stopped while it is still loading ends without a word."""
    try:
        from mingzhang.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    run()
