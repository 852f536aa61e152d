"""Sizes that what is written needs: heights of rows for texts, widths of columns for figures."""
