"""`OpenBook`: the workbook protocol served by a workbook that is open in Excel.

Read `pending_changes` and `new_table_rows` first: changes wait there. `undo_log`, `cell_writer`,
`replace_sheet` and `conditional_formats` each make a kind of change and can take it back.
`commit` makes all of them or none, and `open_book` serves the protocol.
"""
