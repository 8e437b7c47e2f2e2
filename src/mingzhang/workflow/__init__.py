"""Put verbs together: open any file, compile, check, publish, write safely.

What needs slow libraries stands in modules of its own, which are imported when a command uses them.
"""

from mingzhang.workflow.errors import InputError, OutputError
from mingzhang.workflow.files import read_bytes, write_together

__all__ = ["InputError", "OutputError", "read_bytes", "write_together"]
