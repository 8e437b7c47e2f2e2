"""The documents say what the code does: keys, commands, packages, sheets, names and links."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer.main
from msgspec import Struct

from mingzhang.cli.app import app
from mingzhang.compiler.sheets import sheets_of
from mingzhang.scheme import available_schemes, definition, load_scheme

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "mingzhang"
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, down to the next one of its level or above; empty if none."""
    level = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{level}}} |\Z)", text, re.M | re.S)
    return found[1] if found else ""


def classes_of(kind: Any) -> Iterator[type[Struct]]:
    """The definition classes that a type is made of, itself included."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind
        for name, inner in get_type_hints(kind).items():
            if not (kind is definition.RowRule and name == "rows"):
                yield from classes_of(inner)
    for inner in get_args(kind):
        yield from classes_of(inner)


FILES = [
    (name.removesuffix("File").lower(), getattr(definition, name))
    for name in definition.__all__
    if name.endswith("File")
]


def test_every_definition_class_belongs_to_a_file() -> None:
    reached = {kind.__name__ for _, file in FILES for kind in classes_of(file)}
    assert reached == set(definition.__all__)


@pytest.mark.parametrize(("name", "file"), FILES, ids=[name for name, _ in FILES])
def test_every_key_of_a_scheme_file_is_explained_in_its_section(name: str, file: Any) -> None:
    text = section(page("docs/scheme.md"), f"## {name}.yaml")
    keys = {key for kind in classes_of(file) for key in kind.__struct_fields__}
    assert {key for key in keys if f"`{key}`" not in text} == set()


PROGRAM: Any = typer.main.get_command(app)


def commands_of(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by the words that call it, such as "site build"."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_of(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


COMMANDS: dict[str, Any] = dict(commands_of(PROGRAM))


def options(command: Any) -> set[str]:
    return {
        option
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_explained_in_its_section(name: str) -> None:
    found = section(page("docs/commands.md"), f"## mingzhang {name}")
    assert found
    assert {one for one in options(COMMANDS[name]) if f"`{one}" not in found} == set()


def test_options_of_the_program_itself_are_explained() -> None:
    found = section(page("docs/commands.md"), "## mingzhang")
    wanted = options(PROGRAM)
    assert {one for one in wanted if f"`{one}" not in found} == set()


def test_every_package_is_named_in_the_architecture() -> None:
    text = page("docs/architecture.md")
    packages = {
        path.parent.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("__init__.py")
        if path.parent != SOURCE
    }
    assert {name for name in packages if f"| `{name}` |" not in text} == set()


def test_every_sheet_column_and_field_of_the_workbook_is_explained() -> None:
    text = page("docs/workbook.md")
    first = available_schemes()["shanxi"][-1]
    missing = set()
    for sheet in sheets_of(load_scheme("shanxi", first), first):
        found = section(text, f"## {sheet.title}")
        titles = [column.title for column in sheet.columns] + [one.label for one in sheet.fields]
        # "期间：来源（元）" and "台账：栏目" are explained by what stands after the colon
        words = [re.sub(r"^(实施期|年度|[^：]+)：|（元）$", "", title) for title in titles]
        missing |= {f"{sheet.title}：{word}" for word in words if word not in found}
    assert missing == set()


def test_code_names_in_the_glossary_are_really_used() -> None:
    names = {
        name
        for line in page("docs/glossary.md").splitlines()
        if line.startswith("| ")
        for name in re.findall(r"`(\w+)`", line.split(" | ")[2])
    }
    used = set()
    for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.yaml")]:
        used |= set(re.findall(r"\w+", path.read_text("utf-8")))
    assert names
    assert names - used == set()


def messages(text: str) -> Iterator[str]:
    """The first column of the tables of messages."""
    for table in re.findall(r"^\| 信息 \|.*\n\|.*\n((?:\|.*\n)+)", text, re.M):
        for row in table.splitlines():
            yield row.split(" | ")[0].removeprefix("| ")


def strings_of_the_program() -> str:
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\n".join(found)


@pytest.mark.parametrize("name", ["docs/commands.md", "docs/workbook.md"])
def test_messages_in_a_page_are_those_of_the_program(name: str) -> None:
    known = strings_of_the_program()
    # what a message puts in is written …, and its words are compared clause by clause
    clauses = {one for row in messages(page(name)) for one in re.split(r"[^\w.]|…", row)}
    told = {one for one in clauses if len(one) > 3}
    assert told
    assert {one for one in told if one not in known} == set()


def command_lines(text: str) -> Iterator[list[str]]:
    """The command lines of a page, in blocks and within sentences, without the program's name."""
    for line in re.findall(r"(?:^ *|`)(?:\$ )?(?:\.venv/bin/)?mingzhang ([^`\n]+)", text, re.M):
        if re.match("[a-z]", line):
            first, *words = line.split()
            is_nested = words and f"{first} {words[0]}" in COMMANDS
            yield [f"{first} {words[0]}", *words[1:]] if is_nested else [first, *words]


DOCUMENTED = [*READMES, *(f"docs/{name}.md" for name in ("commands", "scheme", "site", "workbook"))]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_command_lines_in_a_page_exist(name: str) -> None:
    lines = list(command_lines(page(name)))
    for command, *words in lines:
        assert command in COMMANDS
        used = {word for word in words if word.startswith("--")}
        assert used <= options(COMMANDS[command]) | {"--help"}, " ".join([command, *words])
    assert lines


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (list(command_lines(page(name))) for name in READMES)
    assert english == chinese


@pytest.mark.parametrize("name", READMES)
def test_output_shown_for_a_sample_is_what_the_program_says(name: str, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    shown = re.findall(
        r"^\$ \.venv/bin/mingzhang (.* samples/.*)\n((?:.+\n)+?)```", page(name), re.M
    )
    assert shown
    for line, output in shown:
        command = [sys.executable, "-m", "mingzhang", *line.split()]
        said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        # which fonts there are is a matter of the machine
        lines = [re.sub("^字体：.*", "字体：…", line) for line in said.stderr.splitlines()]
        assert (lines, said.returncode) == (output.splitlines(), 0)


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_make_targets_in_a_page_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.M))
    used = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", page(name), re.M))
    assert used
    assert used <= targets


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_in_a_page_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.M | re.S)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    files = {link.partition("#")[0] for link in links if not re.match(r"https?:|#", link)}
    assert {file for file in files if not (path.parent / file).exists()} == set()
