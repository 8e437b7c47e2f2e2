"""What happens to a text on its way: page breaks, marks, lost and gained tabs, other markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from random import Random

AMOUNT = re.compile(r"\d\.\d\d")
TITLE = re.compile(r"\d{4}年[^。，]{4,40}表(?:（[^）]*）)?$")
SECTION = re.compile(r"[一二三四五六七八九十]+、[^：。，]{4,30}(?:说明|原因|情况)$")

Damage = Callable[[str, Random], str]


def _rows_changed(text: str, random: Random, share: float, change: Callable[[str], str]) -> str:
    """The text with some rows that hold amounts changed."""
    return "\n".join(
        change(line) if "\t" in line and AMOUNT.search(line) and random.random() < share else line
        for line in _lines(text)
    )


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _end_of_tables(text: str) -> int:
    return text.rindex("第三部分")


def in_tables(damage: Damage) -> Damage:
    """The damage, done to the tables only; forms have other rows."""

    def done(text: str, random: Random) -> str:
        start, end = text.rindex("第二部分"), _end_of_tables(text)
        return text[:start] + damage(text[start:end], random) + text[end:]

    return done


def marks_anywhere(text: str, random: Random) -> str:
    lines = _lines(text)
    for _ in range(30):
        lines.insert(random.randrange(4, len(lines)), "仅供内部审核")
    return "\n".join(lines)


def page_numbers(text: str, random: Random) -> str:
    lines = _lines(text)
    for number in range(1, 30):
        at = random.randrange(60, len(lines))
        lines[at:at] = [
            "",
            random.choice([f"— {number} —", f"- {number} -", f"第 {number} 页"]),
            "\f",
        ]
    return "\n".join(lines)


def page_breaks_in_tables(text: str, random: Random) -> str:
    def broken() -> Iterator[str]:
        title = ""
        for line in _lines(text):
            title = line if TITLE.match(line) else title
            yield line
            if "\t" in line and AMOUNT.search(line) and random.random() < 0.1:
                yield from ("", "- 7 -", "", "仅供内部审核", "")
                if random.random() < 0.3:
                    yield from (title, "")

    return "\n".join(broken())


def trailing_tabs_lost(text: str, random: Random) -> str:
    return "\n".join(line.rstrip("\t") for line in _lines(text))


def trailing_tabs_gained(text: str, random: Random) -> str:
    return _rows_changed(text, random, 0.7, lambda line: line + "\t" * random.randrange(3))


def a_tab_lost(text: str, random: Random) -> str:
    def change(line: str) -> str:
        at = random.choice([place for place, sign in enumerate(line) if sign == "\t"])
        return line[:at] + line[at + 1 :]

    return _rows_changed(text, random, 0.1, change)


def a_tab_gained(text: str, random: Random) -> str:
    def change(line: str) -> str:
        at = random.choice([place for place, sign in enumerate(line) if sign == "\t"])
        return f"{line[:at]}\t{line[at:]}"

    return _rows_changed(text, random, 0.1, change)


def tabs_to_blanks(text: str, random: Random) -> str:
    return _rows_changed(text, random, 0.1, lambda line: re.sub(r"\t+", " ", line).strip())


def every_tab_to_a_blank(text: str, random: Random) -> str:
    return re.sub(r"\t+", " ", text)


def cells_broken(text: str, random: Random) -> str:
    """Line breaks inside the cells of headers and of rows without amounts."""

    def change(line: str) -> str:
        cells = line.split("\t")
        long = [at for at, cell in enumerate(cells) if len(cell) > 4]
        if len(cells) > 1 and long and not AMOUNT.search(line) and random.random() < 0.3:
            cells[long[0]] = f"{cells[long[0]][:3]}\n{cells[long[0]][3:]}"
        return "\t".join(cells)

    return "\n".join(map(change, _lines(text)))


def rows_merged(text: str, random: Random) -> str:
    merged: list[str] = []
    for line in _lines(text):
        both = "\t" in line and merged and AMOUNT.search(line) and AMOUNT.search(merged[-1])
        if both and "\t" in merged[-1] and random.random() < 0.1:
            merged[-1] += line
        else:
            merged.append(line)
    return "\n".join(merged)


def bars(text: str, random: Random) -> str:
    def drawn() -> Iterator[str]:
        inside = False
        for line in _lines(text):
            if "\t" not in line:
                inside = False
                yield line
                continue
            cells = line.split("\t")
            yield f"| {' | '.join(cells)} |"
            if not inside:
                yield f"|{'---|' * len(cells)}"
            inside = True

    return "\n".join(drawn())


def html_tables(text: str, random: Random) -> str:
    def table(found: re.Match[str]) -> str:
        rows = (
            "".join(f"<td>{html.escape(cell)}</td>" for cell in row.split("\t"))
            for row in found[0].split("\n")
        )
        return "<table border=1>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"

    return re.sub(r"[^\n]*\t[^\n]*(?:\n[^\n]*\t[^\n]*)*", table, text)


def titles_cut(text: str, random: Random) -> str:
    def cut(line: str) -> str:
        if not (TITLE.match(line) or SECTION.match(line)) or random.random() < 0.3:
            return line
        at = random.randrange(4, len(line) - 1)
        return f"{line[:at]}\n{line[at:]}"

    return "\n".join(map(cut, _lines(text)))


def titles_lost(text: str, random: Random) -> str:
    return "\n".join(
        line for line in _lines(text) if not TITLE.match(line) or random.random() < 0.7
    )


def years_wrong(text: str, random: Random) -> str:
    def change(line: str) -> str:
        wrong = TITLE.match(line) and random.random() < 0.4
        return random.choice(["2019", "2023", ""]) + line[4:] if wrong else line

    return "\n".join(map(change, _lines(text)))


def a_title_misplaced(text: str, random: Random) -> str:
    lines = _lines(text)
    titles = [at for at, line in enumerate(lines) if TITLE.match(line)]
    one, other = random.sample(titles, 2)
    lines[one] = lines[other]
    return "\n".join(lines)


def numbers_wrong(text: str, random: Random) -> str:
    return re.sub(r"(?<=公开表)\d+", lambda _: str(random.randrange(1, 14)), text)


def tables_shuffled(text: str, random: Random) -> str:
    places = [found.start() for found in re.finditer(rf"^{TITLE.pattern}", text, re.MULTILINE)]
    tables = [text[start:end] for start, end in zip(places, [*places[1:], len(text)], strict=True)]
    random.shuffle(tables)
    return text[: places[0]] + "\n".join(tables)


def headers_lost(text: str, random: Random) -> str:
    def is_kept(line: str) -> bool:
        header = re.match(r"(?:收?入?科目编码|项目|项目名称|单位名称|收入|科目编码)\t", line)
        return header is None or random.random() < 0.5

    return "\n".join(filter(is_kept, _lines(text)))


def figures_written_otherwise(text: str, random: Random) -> str:
    def write(found: re.Match[str]) -> str:
        figure = found[0]
        wide = figure.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
        return random.choice([figure, f" {figure}", f"{float(figure):,.2f}", wide])

    return re.sub(r"(?<=\t)\d+\.\d\d(?=\t|$)", write, text, flags=re.MULTILINE)


def sentences_broken(text: str, random: Random) -> str:
    def broken(line: str) -> str:
        if "\t" in line or len(line) < 60 or "万元" not in line:
            return line
        at = random.randrange(30, len(line) - 10)
        return f"{line[:at]}\n\n- 18 -\n\n仅供内部审核\n\n{line[at:]}"

    return "\n".join(map(broken, _lines(text)))


def section_titles_lost(text: str, random: Random) -> str:
    return "\n".join(
        line for line in _lines(text) if not SECTION.match(line) or random.random() < 0.6
    )


def markdown_marks(text: str, random: Random) -> str:
    def mark(line: str) -> str:
        if TITLE.match(line) or line.startswith("第"):
            return f"## {line}"
        return f"**{line}**" if SECTION.match(line) else line

    return "\n".join(map(mark, _lines(text)))


def half_width(text: str, random: Random) -> str:
    return text.translate(str.maketrans("：；，％", ":;,%"))


def line_ends(text: str, random: Random) -> str:
    return text.replace("\n", "\r\n")


DAMAGES: list[Damage] = [
    marks_anywhere,
    page_numbers,
    in_tables(page_breaks_in_tables),
    in_tables(trailing_tabs_lost),
    in_tables(trailing_tabs_gained),
    in_tables(a_tab_lost),
    in_tables(a_tab_gained),
    in_tables(tabs_to_blanks),
    in_tables(every_tab_to_a_blank),
    in_tables(cells_broken),
    in_tables(rows_merged),
    in_tables(bars),
    in_tables(html_tables),
    titles_cut,
    in_tables(titles_lost),
    in_tables(years_wrong),
    in_tables(a_title_misplaced),
    numbers_wrong,
    in_tables(tables_shuffled),
    in_tables(headers_lost),
    in_tables(figures_written_otherwise),
    sentences_broken,
    section_titles_lost,
    markdown_marks,
    half_width,
    line_ends,
]
