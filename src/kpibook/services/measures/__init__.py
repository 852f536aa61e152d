"""Measures added to the register of a workbook, retired, changed and moved."""
