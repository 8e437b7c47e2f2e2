"""Each mistake in a scheme's files is told with file, line, and what would be valid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.scheme.invented import SCHEMES, broken_copy

from mingzhang.scheme import SchemeError, read_scheme

CASES = yaml.safe_load((SCHEMES / "broken" / "mistakes.yaml").read_text("utf-8"))


def line_with(path: Path, text: str, after: str | None) -> int:
    """The number of the line in which a text first stands, from a place on if one is given."""
    whole = path.read_text("utf-8")
    start = whole.index(after) if after else 0
    return whole[: whole.index(text, start)].count("\n") + 1


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_mistake_is_told_with_its_line_and_the_way_out(
    case: dict[str, Any], tmp_path: Path
) -> None:
    path = broken_copy(tmp_path, case["file"], case["old"], case["new"])
    with pytest.raises(SchemeError) as raised:
        read_scheme(path.parent)
    message = str(raised.value)
    assert "\n" not in message
    assert message.startswith(
        f"方案文件 invented/2024/{path.name} 第 "
        if path.is_file()
        else "方案 invented/2024 缺少文件"
    )
    assert [words for words in case["says"] if words not in message] == [], message
    if case["line_of"] is not None:
        found = re.search(r"第 (\d+) 行", message)
        assert found is not None
        assert int(found[1]) == line_with(path, case["line_of"], case.get("after")), message


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = broken_copy(tmp_path, "glossary", "terms", "terms")
    path.write_bytes(b"# terms\n" + path.read_text("utf-8").encode("gb18030"))
    with pytest.raises(SchemeError, match=r"glossary\.yaml 第 3 行不是 UTF-8 文字；请用 UTF-8"):
        read_scheme(path.parent)


def test_an_invisible_character_is_told_with_its_line(tmp_path: Path) -> None:
    path = broken_copy(tmp_path, "glossary", "库款,", "库\x07款,")
    with pytest.raises(SchemeError, match=r"glossary\.yaml 第 2 行"):
        read_scheme(path.parent)
