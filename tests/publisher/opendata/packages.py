"""Packages for the tests of open data, and packages that somebody has changed."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from mingzhang.publisher.opendata import open_data_files
from mingzhang.workflow.opening import Opened, open_disclosure

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = tuple(sorted(path.stem for path in (ROOT / "samples").glob("*.xlsx")))

Files = dict[str, bytes]


@cache
def opened(sample: str) -> Opened:
    return open_disclosure(ROOT / "samples" / f"{sample}.xlsx")


@cache
def _made(sample: str) -> Files:
    one = opened(sample)
    return open_data_files(one.scheme, one.disclosure)


def package(sample: str = SAMPLES[1]) -> Files:
    """A fresh copy of a sample's package."""
    return dict(_made(sample))


def descriptor(files: Files) -> dict[str, Any]:
    return json.loads(files["datapackage.json"])


def resource(files: Files, name: str) -> dict[str, Any]:
    (found,) = [one for one in descriptor(files)["resources"] if one["name"] == name]
    return found


def views(files: Files) -> list[dict[str, Any]]:
    return [one for one in descriptor(files)["resources"] if one["mingzhang:role"] == "view"]


def rows(files: Files, name: str) -> list[dict[str, str]]:
    text = files[f"data/{name}.csv"].decode()
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def described(files: Files, change: Callable[[dict[str, Any]], object]) -> Files:
    """The package with another descriptor."""
    tree = descriptor(files)
    change(tree)
    return {**files, "datapackage.json": json.dumps(tree, ensure_ascii=False).encode()}


def written(files: Files, name: str, old: str, new: str) -> Files:
    """The package with one text in one csv replaced, its bytes and hash made to fit."""
    path = f"data/{name}.csv"
    before = files[path].decode()
    assert old in before
    data = before.replace(old, new, 1).encode()

    def fit(tree: dict[str, Any]) -> None:
        for one in tree["resources"]:
            if one["name"] == name:
                one["bytes"] = len(data)
                one["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"

    return described({**files, path: data}, fit)


def field(tree: dict[str, Any], name: str, column: str) -> dict[str, Any]:
    """A field of a descriptor, to be changed in place."""
    (table,) = [one for one in tree["resources"] if one["name"] == name]
    (found,) = [one for one in table["schema"]["fields"] if one["name"] == column]
    return found


def put(files: Files, folder: Path) -> Path:
    """The package on disk; the path of its descriptor."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / "datapackage.json"
