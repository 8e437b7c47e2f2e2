"""What happens between a page and its transcription, line by line and row by row.

Every layout is named for what it does and leaves the truth as it is.
"""

from __future__ import annotations

from typing import Final

from tools.unseen import head_layouts, page_layouts, part_layouts, row_layouts
from tools.unseen.changes import Layout

__all__ = ["LAYOUTS", "Layout"]

LAYOUTS: Final[tuple[Layout, ...]] = (
    row_layouts.form_spans_wrong, row_layouts.table_spans_wrong, row_layouts.table_leading_lost, row_layouts.cells_gained,
    row_layouts.totals_in_second_column, row_layouts.totals_last, row_layouts.names_indented, row_layouts.names_with_codes, row_layouts.rows_run_on,
    row_layouts.tables_run_on, page_layouts.breaks, page_layouts.breaks_with_header, page_layouts.breaks_with_title, row_layouts.trailing_lost, row_layouts.leading_lost, row_layouts.a_blank_lost,
    row_layouts.blanks_lost, row_layouts.form_blanks_lost, row_layouts.spanned_repeated, row_layouts.cells_split, row_layouts.cells_spaced, row_layouts.paragraph_tags,
    row_layouts.figures_otherwise, row_layouts.zeros_shown, head_layouts.headers_lost, head_layouts.headers_merged, head_layouts.headers_split, head_layouts.headers_misread,
    head_layouts.headers_as_lines, head_layouts.names_on_one_line, head_layouts.names_lost, head_layouts.all_on_one_line, head_layouts.titles_in_grid, head_layouts.titles_below,
    head_layouts.titles_cut, head_layouts.titles_lost, head_layouts.titles_without_year, head_layouts.titles_of_last_year, head_layouts.titles_numbered,
    head_layouts.titles_spaced, head_layouts.marks_wrong, head_layouts.notes_lost, part_layouts.contents_lost, part_layouts.contents_otherwise, part_layouts.cover_lost,
    part_layouts.cover_otherwise, part_layouts.sections_misnumbered, part_layouts.sections_numbered_otherwise, part_layouts.sections_run_on,
    part_layouts.sections_lost, part_layouts.parts_lost, part_layouts.parts_otherwise, part_layouts.narrative_first, part_layouts.forms_last, part_layouts.form_titles_in_grid,
    part_layouts.form_titles_lost, part_layouts.form_fields_moved, part_layouts.second_levels_repeated, page_layouts.sentences_wrapped,
    page_layouts.sentences_broken_by_pages, page_layouts.watermarks, page_layouts.watermarks_in_words, page_layouts.running_heads, page_layouts.markdown,
)  # fmt: skip
