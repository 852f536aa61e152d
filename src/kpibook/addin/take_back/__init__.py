"""Take back: a button's work undone, also after saving, without what was typed since.

`keeper` keeps a copy and a record of each commit, with `changes` and `unsaved`. `history` finds the
records of a workbook, `plan` works out what of a record can go back, and `apply` puts it back.
"""
