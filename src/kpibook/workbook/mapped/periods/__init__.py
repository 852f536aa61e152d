"""Periods in a layout and on a sheet: headings that name them, and months that make a quarter."""
