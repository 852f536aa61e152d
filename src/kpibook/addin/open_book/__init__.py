"""`OpenBook`: the workbook protocol served by a workbook that is open in Excel.

Read `pending_changes` and `new_table_rows` first: changes wait there. `commit_record` says what a
commit did, and `contents` compares what cells hold. `undo_log`, `cell_writer`, `table_changes`
and `replace_sheet` each make a kind of change and can take it back; of looks/, only the colours of
cells can. `commit` makes all of them or none after the looks of checks/, and `open_book` serves
the protocol.
"""
