"""The search as a browser runs it, on files of a site: Node asks the script of the page."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node is not on this machine")

_ASSETS = resources.files("mingzhang.publisher.site") / "assets"
_SCRIPTS = tuple(_ASSETS / f"search-{one}.js" for one in ("text", "names", "index"))


def run(program: str, given: object, *arguments: Path) -> Any:
    """What a program makes of what it is given, with the scripts of the search loaded."""
    whole = (
        "process.argv.slice(1, 4).forEach((one) => require(one));"
        "const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "const { search } = globalThis.Mingzhang;"
        f"(async () => {{ {program} }})().then((made) => console.log(JSON.stringify(made)));"
    )
    done = subprocess.run(
        [str(NODE), "-e", whole, *map(str, (*_SCRIPTS, *arguments))],
        input=json.dumps(given).encode(),
        check=True,
        capture_output=True,
        timeout=120,
    )
    return json.loads(done.stdout)


_ASK = """
const fs = require("fs");
let bytes = 0;
const load = async (path) => {
  const data = fs.readFileSync(process.argv[4] + "/" + path.split("?")[0]);
  bytes += data.length;
  return JSON.parse(data);
};
const answers = [];
for (const { query, filter, most, isLoose } of given) {
  const over = search.searchOver(load);
  bytes = 0;
  const plain = (pieces) => pieces.map(([text]) => text).join("");
  const marks = (pieces) => pieces.filter(([, is]) => is).map(([text]) => text);
  const { hits, isNear } = await over.entitiesFor(query, filter);
  const entities = hits.map(
    (one) => ({ address: one.address, title: plain(one.title), marked: marks(one.title) }));
  const answer = { entities, isNear };
  const kinds = {
    projects: ["projects"], codes: ["codes"], text: ["text", "forms"], figures: ["figures"] };
  for (const [name, some] of Object.entries(kinds)) {
    const { hits } = await (await over.passagesFor(query, filter, some, isLoose)).more(most);
    answer[name] = hits.map(
      (one) => ({ address: one.address, title: plain(one.title), text: plain(one.text),
        marked: marks([...one.title, ...one.text]) }));
  }
  answers.push({ ...answer, bytes });
}
return answers;
"""


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def ask(
    site: Path, queries: Sequence[str], most: int = 50, *, is_loose: bool = False, **filter: Any
) -> list[dict[str, Any]]:
    """What the search of a site answers to each query; if loose, to parts of its words."""
    given = [{"query": one, "filter": filter, "most": most, "isLoose": is_loose} for one in queries]
    answers = run(_ASK, given, site)
    assert isinstance(answers, list)
    return answers
