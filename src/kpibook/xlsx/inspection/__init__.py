"""Describe a workbook without changing it: its parts, sheets, formulas and risks."""
