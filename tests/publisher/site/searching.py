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
_SCRIPTS = (_ASSETS / "search-text.js", _ASSETS / "search-index.js")


def run(program: str, given: object, *arguments: Path) -> Any:
    """What a program makes of what it is given, with the scripts of the search loaded."""
    whole = (
        "require(process.argv[1]); require(process.argv[2]);"
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
  const data = fs.readFileSync(process.argv[3] + "/" + path.split("?")[0]);
  bytes += data.length;
  return JSON.parse(data);
};
const answers = [];
for (const { query, filter, most } of given) {
  const over = search.searchOver(load);
  bytes = 0;
  const plain = (pieces) => pieces.map(([text]) => text).join("");
  const entities = (await over.entitiesFor(query, filter)).map(
    (one) => ({ address: one.address, title: plain(one.title) }));
  const answer = { entities };
  const kinds = { projects: ["projects"], codes: ["codes"], text: ["text", "forms"] };
  for (const [name, some] of Object.entries(kinds)) {
    const { hits } = await (await over.passagesFor(query, filter, some)).more(most);
    answer[name] = hits.map(
      (one) => ({ address: one.address, title: plain(one.title), text: plain(one.text),
        marked: [...one.title, ...one.text].filter(([, is]) => is).map(([text]) => text) }));
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


def ask(site: Path, queries: Sequence[str], most: int = 50, **filter: Any) -> list[dict[str, Any]]:
    """What the search of a site answers to each query."""
    given = [{"query": one, "filter": filter, "most": most} for one in queries]
    answers = run(_ASK, given, site)
    assert isinstance(answers, list)
    return answers
