"""Layouts of councils' own workbooks: proposed for a file, and checked against it."""
