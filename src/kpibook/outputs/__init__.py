"""Files for people: the quarterly return, the consolidated workbook, their published copies.

Read `chart` and `page` first: a sheet as a description. `figures`, `pages/` and
`return_sheets/` describe; `pen`, `cell_drawing`, `table_drawing`, `chart_drawing` and `drawing`
draw. `tidy_table` and `tidy_files` are the table for other systems.
"""
