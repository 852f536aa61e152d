"""A council's own workbook, read through a layout that says what its columns and rows hold.

Read `council_layout` first: the frozen values of a layout. `grid` is a sheet of any kind of file,
`expression` finds the heading that a layout means in a quarter, `columns` finds the columns of a
table, and `reading` gives the measures and figures with their cells.
"""
