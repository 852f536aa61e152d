"""A council's own workbook, read through a layout that says what its columns and rows hold.

Read `council_layout` first: the frozen values of a layout. `grid` is a sheet of any kind of file,
and a `place` is a cell in one; the folder periods/ reads the periods that headings name, and the
heading that a layout means in a quarter; words/ has what words, colours and symbols mean.
`headings` finds the columns of a table on a `sheet`, and `found` has the values that are read:
`rows`, `long_rows` and `blocks` read a kind of table each, and `reading` joins them; fit/ says what
does not fit. `showing` says
how a column shows its statuses, for writing; words/ how it holds its figures. `kept_layout` is the
layout that a workbook keeps in itself.

The workbook behind the protocol of all books, read as if it were kpibook's own, is in book.py: its
tables are made by own_tables.py from `table_rows` and from earlier.py, which finds the figures of
earlier periods.
"""
