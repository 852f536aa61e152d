"""A council's own workbook, read through a layout that says what its columns and rows hold.

Read `council_layout` first: the frozen values of a layout. `grid` is a sheet of any kind of file;
`period_words` reads the periods that a heading names, `expression` the heading that a layout means
in a quarter, and `headings` finds the columns of a table. `found` has the values that are read;
`rows`, `long_rows` and `blocks` read one kind of table each, and `reading` joins them.
`shown` and `status_words` have what colours, letters and symbols mean; `holding` and `showing` say
how a column holds its figures and shows its statuses, for writing. `kept_layout` is the layout
that a workbook keeps in itself.

`book` is the workbook behind the `Book` protocol, to be read as if it were kpibook's own. Its
tables are made by `own_tables` from `table_rows` and from `earlier`, which finds the figures of
earlier periods by headings that `shifted` gives; `told_once` words what the layout may answer.
"""
