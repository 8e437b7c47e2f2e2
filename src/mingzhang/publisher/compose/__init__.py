"""Every decision of a publication: order, headings, number text, merged cells -> neutral pages."""
