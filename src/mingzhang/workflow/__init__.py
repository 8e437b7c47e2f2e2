"""Put verbs together: open any file, compile, check, publish, write safely."""

from mingzhang.workflow.errors import InputError, OutputError
from mingzhang.workflow.files import read_bytes, write_together
from mingzhang.workflow.opening import Opened, open_disclosure, open_last_year
from mingzhang.workflow.publishing import FORMATS, LATER_FORMATS, main_file, published_files

__all__ = [
    "FORMATS",
    "LATER_FORMATS",
    "InputError",
    "Opened",
    "OutputError",
    "main_file",
    "open_disclosure",
    "open_last_year",
    "published_files",
    "read_bytes",
    "write_together",
]
