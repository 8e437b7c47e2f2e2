"""Which fonts are taken, and what they have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from mingzhang.publisher.render.paper.looks import FANGSONG, HEI, KAI, SONG, XIAOBIAOSONG
from mingzhang.publisher.render.pdf.coverage import coverage_of
from mingzhang.publisher.render.pdf.fonts import NoFontError, chosen, faces

ASSETS = Path(__file__).resolve().parents[4] / "src/mingzhang/publisher/assets"


@dataclass(frozen=True)
class Found:
    """A font as Typst tells of it."""

    family: str
    weight: int = 400
    style: str = "normal"
    stretch: float = 1.0
    path: str | None = None
    index: int = 0


def test_fonts_of_offices_come_before_those_that_stand_in() -> None:
    found = [Found(name) for name in ("Noto Serif SC", "FangSong_GB2312", "FZXiaoBiaoSong-B05S")]
    taken = {style: face.family for style, face in chosen(found).of_style.items()}
    assert taken[FANGSONG] == "FangSong_GB2312"
    assert taken[XIAOBIAOSONG] == "FZXiaoBiaoSong-B05S"
    assert taken[KAI] == taken[SONG] == "Noto Serif SC"


def test_one_chinese_font_does_for_all() -> None:
    taken = chosen([Found("Noto Sans CJK SC")])
    assert {face.family for face in taken.of_style.values()} == {"Noto Sans CJK SC"}
    assert taken.told() == (
        "字体：标题、黑体、楷体、正文、表格 Noto Sans CJK SC，西文 Libertinus Serif"
    )


def test_without_a_chinese_font_one_sentence_says_what_to_install() -> None:
    with pytest.raises(NoFontError, match=r"没有找到中文字体，不能生成 PDF.*fonts-noto-cjk"):
        chosen([Found("Libertinus Serif"), Found("DejaVu Sans")])


@pytest.mark.skipif(not ASSETS.is_dir(), reason="the fonts are not there: make .venv/.assets")
@pytest.mark.parametrize("file", sorted(ASSETS.glob("*.ttf")), ids=lambda path: path.stem)
def test_fonts_of_the_package_have_all_common_characters(file: Path) -> None:
    coverage = coverage_of(file, 0)
    rows = [bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    chinese = {text for row in rows if (text := row.decode("gb2312", "ignore"))}
    assert len(chinese) == 6763
    marks = set("〇①②③④⑤⑥⑦⑧⑨⑩，。、；：？！“”‘’（）《》【】—…·％＋－×÷±≥≤≠℃〓　")
    full = {chr(code) for code in range(0xFF01, 0xFF5F)}
    ascii_text = {chr(code) for code in range(0x20, 0x7F)}
    assert not {one for one in chinese | marks | full | ascii_text if not coverage.has(one)}
    assert not coverage.has("\ue000")


def test_file_that_is_no_font_has_no_character(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00\x00\x05rubbish")
    assert not coverage_of(broken, 0).has("一")
    assert not coverage_of(tmp_path / "absent.ttf", 0).has("一")


def test_faces_here_have_what_budgets_need() -> None:
    assert all(map(faces().has, "预算公开〇①≥≤“”"))
    assert set(faces().of_style) == {XIAOBIAOSONG, HEI, KAI, FANGSONG, SONG}
