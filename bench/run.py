"""Everything that is measured, in one run; every figure is the median of some runs.

Ratios compare what was measured in this same run. Published documents that are read lie beside the
project, in ../shared; without them only the samples are read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from bench.checking import checking
from bench.printing import printing
from bench.publishing import publishing
from bench.reading import reading
from bench.site import site
from bench.size import size
from bench.verifying import verifying

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def main() -> int:
    """Print all tables."""
    console = Console(width=140)
    samples = sorted((ROOT / "samples").glob("*.xlsx"))
    publishing(console, samples)
    printing(console, samples)
    verifying(console, samples)
    texts = sorted((SHARED / "seeds").glob("*.txt"))
    reading(console, samples, texts, sorted((SHARED / "pdf").glob("*.pdf")))
    checking(console, samples, texts)
    size(console)
    site(console)
    return 0


if __name__ == "__main__":
    sys.exit(main())
