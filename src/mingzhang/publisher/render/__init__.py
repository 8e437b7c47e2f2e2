"""Draw neutral pages in one format each. A renderer decides nothing about content."""
