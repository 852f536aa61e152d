"""Looks that a commit gives: colours of cells and of words, widths of columns, the page."""
