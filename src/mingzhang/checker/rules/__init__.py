"""The rules, a family a folder, a flaw a module."""
