"""python -m tools.province OUT --count 2000: a province's year as files of JSON."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from mingzhang.model import disclosure_to_json
from tools.province import Department, edge_disclosures, province


def main() -> int:
    """Write the files, named by the number of the department and by year."""
    given = _arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.edge:
        for name, disclosure in edge_disclosures(given.year).items():
            (given.out / f"{name}.json").write_bytes(disclosure_to_json(disclosure))
        return 0
    try:
        departments = list(enumerate(province(given.count, given.seed), 1))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    write = partial(_write, out=given.out, year=given.year, years=given.years)
    with Pool() as pool:
        for _ in pool.imap_unordered(write, departments, chunksize=8):
            pass
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.province")
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=2000, help="departments and units")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--year", type=int, default=2026, help="the last year")
    parser.add_argument("--years", type=int, default=1, help="disclosures of each")
    parser.add_argument("--edge", action="store_true", help="what is hard to show, instead")
    return parser.parse_args()


def _write(numbered: tuple[int, Department], out: Path, year: int, years: int) -> None:
    number, department = numbered
    for one in department.disclosures(year, years):
        (out / f"{number:05}-{one.fiscal_year}.json").write_bytes(disclosure_to_json(one))


if __name__ == "__main__":
    sys.exit(main())
