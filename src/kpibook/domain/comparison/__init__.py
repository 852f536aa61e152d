"""Comparison of two versions of a workbook, or of two consolidations."""
