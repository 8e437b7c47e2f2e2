"""Which fonts are taken, and what they have."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mingzhang.publisher.render.paper.looks import FANGSONG, HEI, KAI, SONG, XIAOBIAOSONG
from mingzhang.publisher.render.pdf.coverage import Coverage, coverage_of
from mingzhang.publisher.render.pdf.fonts import Face, Faces, NoFontError, chosen, faces

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
        "（程序所带字体缺失，用的是系统字体）"
    )


def test_fonts_of_the_package_are_not_said_to_be_missing_when_all_are_there() -> None:
    files = {("Noto Serif SC", 400), ("Noto Serif SC", 700), ("Noto Sans SC", 400)}
    few = [Found(family, weight, path=str(ASSETS / "a.ttf")) for family, weight in files]
    assert "缺失" in chosen(few).told()
    medium = Found("Noto Sans SC", 500, path=str(ASSETS / "b.ttf"))
    assert "缺失" not in chosen([*few, medium]).told()
    assert "缺失" in chosen([*few, replace(medium, path="/usr/share/fonts/b.ttf")]).told()


def covering(text: str) -> Coverage:
    codes = tuple(sorted(map(ord, text)))
    return Coverage(codes, codes)


def test_character_that_some_weights_lack_is_set_in_another_family_or_in_regular() -> None:
    plain, bold = covering("甲乙丙"), covering("甲")
    coverage = {
        "Own": {400: plain, 500: plain, 700: bold},
        "Other": {400: covering("乙"), 500: covering("乙"), 700: covering("乙丁")},
    }
    taken = Faces({SONG: Face("Own", 400)}, coverage)
    assert [one for one in "甲乙丙丁" if taken.has(one)] == ["甲", "乙", "丙"]
    assert taken.only_regular("甲乙丙") == ["丙"]
    assert taken.families(SONG, "甲丙") == ["Own"]
    assert taken.families(SONG, "甲乙丙") == ["Own", "Other"]


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


def test_character_within_a_segment_that_has_no_glyph_is_none(tmp_path: Path) -> None:
    segments = (
        (0x3007, 0x4E00, 0xFFFF),  # last codes
        (0x3007, 0x4DFE, 0xFFFF),  # first codes
        (0x10000 - 0x3000, 0, 1),  # added to the code for the glyph
        (0, 4, 0),  # where the glyphs are listed
    )
    ends, *others = [struct.pack(">3H", *one) for one in segments]
    listed = struct.pack(">3H", 5, 0, 6)
    table = struct.pack(">7H", 4, 0, 0, 6, 0, 0, 0) + ends + b"\0\0" + b"".join(others) + listed
    head = struct.pack(">2HHHI", 0, 1, 3, 1, 12)
    file = tmp_path / "segments.ttf"
    directory = struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, 12 + len(table))
    file.write_bytes(directory + head + table)
    coverage = coverage_of(file, 0)
    codes = (0x3006, 0x3007, 0x4DFD, 0x4DFE, 0x4DFF, 0x4E00, 0x4E01, 0xFFFF)
    assert [code for code in codes if coverage.has(chr(code))] == [0x3007, 0x4DFE, 0x4E00]


def test_faces_here_have_what_budgets_need() -> None:
    assert all(map(faces().has, "预算公开〇①≥≤“”"))
    assert set(faces().of_style) == {XIAOBIAOSONG, HEI, KAI, FANGSONG, SONG}
