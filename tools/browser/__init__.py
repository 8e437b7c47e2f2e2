"""Web pages as people meet them: in Chromium, from a server, with eyes, keyboard and axe.

Needs what lies in node_modules, Node.js and Chromium; `missing()` says what is not there.
"""

from tools.browser.chromium import Browser, BrowserError, Page, Seen, Stop, Violation, missing
from tools.browser.looking import found_by_axe, troubles
from tools.browser.server import serving

__all__ = [
    "Browser",
    "BrowserError",
    "Page",
    "Seen",
    "Stop",
    "Violation",
    "found_by_axe",
    "missing",
    "serving",
    "troubles",
]
