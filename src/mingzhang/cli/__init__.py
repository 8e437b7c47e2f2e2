"""The command line: arguments in, exit code out."""

from mingzhang.cli.app import main

__all__ = ["main"]
