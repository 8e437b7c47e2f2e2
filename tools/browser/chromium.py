"""One Chromium for a run, and its pages; a Node process with Puppeteer steers it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Literal, Self

import msgspec

__all__ = ["Browser", "BrowserError", "Page", "Scheme", "Seen", "Stop", "Violation", "missing"]

Scheme = Literal["light", "dark"]

_ROOT: Final = Path(__file__).resolve().parents[2]
_SCRIPT: Final = Path(__file__).with_name("run.mjs")
_CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome")
_MODULES: Final = ("puppeteer-core", "axe-core")
_HEIGHT: Final = 900


class BrowserError(RuntimeError):
    """What was asked of a page did not happen."""


class Violation(msgspec.Struct, frozen=True):
    """A rule of axe that a page breaks, and where."""

    rule: str
    help: str
    places: tuple[str, ...]
    impact: str | None = None
    why: str = ""


class Stop(msgspec.Struct, frozen=True):
    """What has the focus: `shown` if its looks say so, `onscreen` if some of it can be seen."""

    tag: str
    id: str
    name: str
    href: str | None
    shown: bool
    onscreen: bool


class Seen(msgspec.Struct, frozen=True):
    """What went on in a page: errors told, policies violated, addresses asked for, bytes by kind."""

    url: str
    errors: tuple[str, ...]
    violations: tuple[str, ...]
    requests: tuple[str, ...]
    failed: tuple[str, ...]
    bytes: dict[str, int]

    def others(self, address: str) -> list[str]:
        """What was asked of other hosts than the one at this address."""
        return [one for one in self.requests if not one.startswith(address)]


def missing() -> str | None:
    """What a browser test lacks on this machine, None if nothing."""
    if not _chromium():
        return "Chromium is not installed"
    if not shutil.which("node"):
        return "Node.js is not installed"
    absent = [one for one in _MODULES if not (_ROOT / "node_modules" / one).is_dir()]
    return f"{'、'.join(absent)} not in node_modules; run make test" if absent else None


def _chromium() -> str | None:
    return next((path for name in _CHROMIUMS if (path := shutil.which(name))), None)


class Page:
    """A page of its own session: no cookies, no cache of others."""

    def __init__(self, browser: Browser, number: int) -> None:
        self._browser = browser
        self._number = number

    def _do(self, command: str, **given: object) -> Any:
        return self._browser.do(command, page=self._number, **given)

    def goto(self, url: str, until: str = "networkidle0") -> None:
        """Open an address and wait until it is loaded."""
        self._do("goto", url=url, until=until)

    def look(self, width: int, scheme: Scheme, height: int = _HEIGHT) -> None:
        """Be a screen of this width (a phone, below 600 pixels), light or dark."""
        self._do("look", width=width, height=height, scheme=scheme)

    def axe(self, rules: Sequence[str] | None = None) -> list[Violation]:
        """All rules of axe that the page breaks, or those asked for."""
        return msgspec.convert(self._do("axe", rules=rules), list[Violation])

    def screenshot(self, path: Path, whole: bool = True) -> None:
        """Keep an image (png), of all of the page or of what the screen shows."""
        self._do("screenshot", path=str(path), whole=whole)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key: Tab, Enter, Escape, ArrowDown, a letter."""
        self._do("press", key=key, times=times)

    def enter(self, text: str) -> None:
        """Type a text where the focus is."""
        self._do("enter", text=text)

    def click(self, selector: str) -> None:
        """Click what the selector finds first."""
        self._do("click", selector=selector)

    def walk(self, most: int = 400) -> list[Stop]:
        """Press Tab from the top of the page until it comes round: what gets the focus, in order."""
        return msgspec.convert(self._do("walk", most=most), list[Stop])

    def follow(self, key: str = "Enter") -> str:
        """Press a key that leads to another page, and wait for it: its address."""
        return str(self._do("follow", key=key))

    def until(self, expression: str) -> None:
        """Wait until an expression of JavaScript is true.

        Raises:
            BrowserError: it is not within half a minute.
        """
        self._do("until", expression=expression)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression of JavaScript in the page."""
        return self._do("evaluate", expression=expression)

    def answered(self, selector: str, text: str, until: str) -> float:
        """Milliseconds from a text's entry into a field until an expression is true., which must not hold before."""
        return float(self._do("answered", selector=selector, text=text, until=until))

    def seen(self) -> Seen:
        """What went on since the page was opened."""
        return msgspec.convert(self._do("seen"), Seen)

    def close(self) -> None:
        """Close it."""
        self._do("close")


class Browser:
    """Chromium, started once; a context manager."""

    def __enter__(self) -> Self:
        self._profile = TemporaryDirectory(prefix="mingzhang-chromium-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [shutil.which("node") or "node", _SCRIPT, _chromium() or "", self._profile.name],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._profile.cleanup()

    def do(self, command: str, **given: object) -> Any:
        """What the Node process answers to a command.

        Raises:
            BrowserError: it could not do it, or has ended.
        """
        sent, received = self._process.stdin, self._process.stdout
        assert sent is not None
        assert received is not None
        sent.write(json.dumps({"command": command, **given}) + "\n")
        sent.flush()
        line = received.readline()
        if not line:
            raise BrowserError("the browser has ended")
        answer = json.loads(line)
        if "error" in answer:
            raise BrowserError(f"{command}: {answer['error']}")
        return answer["value"]

    @contextmanager
    def page(
        self,
        url: str | None = None,
        width: int = 1440,
        scheme: Scheme = "light",
        javascript: bool = True,
    ) -> Iterator[Page]:
        """A new page, at an address if one is given; closed at the end."""
        number = self.do("open", width=width, height=_HEIGHT, scheme=scheme, javascript=javascript)
        page = Page(self, number)
        try:
            if url is not None:
                page.goto(url)
            yield page
        finally:
            page.close()
