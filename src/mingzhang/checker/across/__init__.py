"""Documents held against each other: years, a department and its units, published and approved.

Each flaw is a module with a rule and its page, as in `checker/rules`; what it is given are the
documents that belong together. Nothing here opens a file.
"""

from mingzhang.checker.across.against import found_against
from mingzhang.checker.across.stated import Stated, stated_of
from mingzhang.checker.across.together import found_across

__all__ = ["Stated", "found_across", "found_against", "stated_of"]
