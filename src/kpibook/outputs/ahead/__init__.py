"""Rows drawn as soon as their workbook is read, and put in their places in a sheet at the end."""
