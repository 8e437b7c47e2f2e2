"""Help pages and usage errors in Chinese: the library writes its own words in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

__all__ = ["ChineseCommand", "ChineseGroup", "UsageError", "asked_page", "told"]

UsageError: Final[type[Exception]] = typer.BadParameter.__bases__[0]
"""What the library raises when a command line is not of its form."""

_OF_THE_LIBRARY: Final = {
    "--install-completion": "为当前命令行安装自动补全",
    "--show-completion": "显示自动补全脚本，可复制后自行安装",
    "--help": "显示这份说明",
}


def told(error: Exception) -> str:
    """A usage error as one sentence that says where the help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "mingzhang"
    cause = _cause(error)
    return f"{cause}{'' if cause.endswith('？') else '；'}用 {command} --help 查看用法"


def asked_page(error: Exception) -> str | None:
    """The help page, where a command without arguments asks for no more than that."""
    context = getattr(error, "ctx", None)
    is_page = type(error).__name__ == "NoArgsIsHelpError" and context is not None
    return _page(context) if is_page else None


def _cause(error: Any) -> str:
    """What is wrong, by the class of the error."""
    parameter = getattr(error, "param", None)
    message = str(getattr(error, "message", "")).strip()
    match type(error).__name__:
        case "MissingParameter" if parameter is not None:
            return f"缺少{_called(parameter)}"
        case "BadParameter" if parameter is not None and re.search(r"\bint(eger)?\b", message):
            return f"{_called(parameter)}应为整数"
        case "BadParameter" if parameter is not None:
            return f"{_called(parameter)}不能这样写"
        case "NoSuchOption":
            near = getattr(error, "possibilities", None) or ()
            hint = f"，是否应为 {'、'.join(sorted(near))}？" if near else ""
            return f"没有选项 {error.option_name}{hint}"
        case "BadOptionUsage" if "does not take" in message:
            return f"选项 {error.option_name} 后面不跟内容"
        case "BadOptionUsage":
            return f"选项 {error.option_name} 后面缺少内容"
        case _:
            return _other(message)


def _other(message: str) -> str:
    if found := re.search(r"No such command ['\"](.*?)['\"]", message):
        return f"没有命令 {found[1]}"
    if found := re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        return f"多出了“{found[1]}”"
    return "缺少命令" if "Missing command" in message else message


def _called(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return f"选项 {max(parameter.opts, key=len)}（{parameter.metavar or parameter.name}）"
    return f"“{parameter.metavar or parameter.name}”"


def _page(context: Any) -> str:
    """The help page: usage, what it does, then arguments, options and commands."""
    command = context.command
    parameters = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    names = command.list_commands(context) if isinstance(command, TyperGroup) else []
    commands = [(name, command.get_command(context, name)) for name in names]
    usage = [context.command_path, "[选项]", *map(_usage, arguments)]
    if commands:
        usage += ["命令", "[参数]…"]
    parts = [
        [f"用法：{' '.join(usage)}"],
        [f"  {command.help}"] if command.help else [],
        _list("参数", ((one.metavar or one.name, _said(one)) for one in arguments)),
        _list("选项", ((_option(one), _said(one)) for one in options)),
        _list("命令", ((name, one.help or "") for name, one in commands)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _usage(argument: Any) -> str:
    text = f"{argument.metavar or argument.name}{'…' if argument.nargs != 1 else ''}"
    return text if argument.required else f"[{text}]"


def _option(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return f"{names} {option.metavar}" if option.metavar else names


def _said(parameter: Any) -> str:
    longest = max(parameter.opts, key=len)
    text = _OF_THE_LIBRARY.get(longest) or getattr(parameter, "help", "") or ""
    if parameter.required and parameter.param_type_name == "option":
        return f"{text}（必填）"
    if isinstance(parameter.default, str):
        return f"{text}（默认 {parameter.default}）"
    return text


def _list(title: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    return list(_lines(title, list(rows)))


def _lines(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    """Rows under a title, second column aligned; a Chinese character is two columns wide."""
    if not rows:
        return
    yield f"{title}："
    width = max(cell_len(name) for name, _ in rows) + 2
    for name, text in rows:
        yield f"  {name}{' ' * (width - cell_len(name))}{text}".rstrip()


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _page(ctx)


class ChineseGroup(TyperGroup):
    """A group of commands whose help is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _page(ctx)
