"""Excel files of our own: the disclosure that they carry, with the numbers that were edited."""

from mingzhang.reader.workbook.copies import without_copies
from mingzhang.reader.workbook.own import own_workbook, published_workbook, workbook_changes

__all__ = ["own_workbook", "published_workbook", "without_copies", "workbook_changes"]
