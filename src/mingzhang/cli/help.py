"""Help pages and usage errors in Chinese: the library writes its own words in English."""

from __future__ import annotations

import re
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

__all__ = ["ChineseCommand", "ChineseGroup", "UsageError", "told"]

UsageError: Final[type[Exception]] = typer.BadParameter.__bases__[0]
"""What the library raises when a command line is not of its form."""

_WORDS: Final = (
    ("Usage:", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Show this message and exit.", "显示这份说明"),
    ("Install completion for the current shell.", "为当前命令行安装自动补全"),
    ("Show completion for the current shell, to copy it or customize the installation.",
     "显示自动补全脚本，可复制后自行安装"),
    ("[required]", "[必填]"),
    ("[default: ", "[默认："),
    ("INTEGER", "整数"),
)  # fmt: skip

_ERRORS: Final = (
    (r"Missing argument '(.+?)'\.", r"缺少“\1”"),
    (r"Missing option '(.+?)'.*", r"缺少选项 \1"),
    (r"No such option: (\S+).*", r"没有选项 \1"),
    (r"No such command '(.+?)'.*", r"没有命令 \1"),
    (r"Option '(.+?)' requires an argument.*", r"选项 \1 后面缺少内容"),
    (r"Got unexpected extra arguments? \((.+?)\).*", r"多出了“\1”"),
    (r"'(.+?)' is not a valid int(eger)?.*", r"“\1”不是整数"),
)


def _chinese(text: str) -> str:
    for english, chinese in _WORDS:
        text = text.replace(english, chinese)
    return text


def told(error: Exception) -> str:
    """A usage error as one sentence that says where the help is."""
    message = str(getattr(error, "message", "")) or str(error)
    if isinstance(error, UsageError) and not message:
        message = error.format_message()  # type: ignore[attr-defined]
    for english, chinese in _ERRORS:
        if re.fullmatch(english, message.strip(), re.DOTALL):
            message = re.sub(english, chinese, message.strip(), flags=re.DOTALL)
            break
    parameter = getattr(error, "param", None)
    if parameter is not None and "不是" in message:
        message = f"{'/'.join(parameter.opts)} 的值{message}"
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "mingzhang"
    return f"{message}；用 {command} --help 查看用法"


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _chinese(super().get_help(ctx))
