"""Layouts of councils' own workbooks: proposed for a file, checked against it, and worked with.

`which` finds the layout of a workbook. `check` says what a layout reads; proposal/ makes one.
`keep` puts it into the workbook and `written` into a file. `open_book` opens a workbook for the
commands that read, `rate_mapped` rates it as a table, `fill_mapped` writes into its own cells
(filling/ has the cells), rolling/ moves it on, and `councils_own` says what other commands cannot.
"""
