"""Cells of a worksheet: references, values, dates, formulas and shared strings."""
