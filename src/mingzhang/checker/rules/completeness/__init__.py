"""What must be there: parts, tables, rows, columns, sections, forms, explanations."""
