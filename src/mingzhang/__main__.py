"""`python -m mingzhang`."""

from mingzhang.cli import main

main()
