"""The sheets that kpibook writes into a performance workbook.

Start with `quarter_sheet` and `key_sheet`, then `return_sheet`; `settled_sheet` and
`target_changes_sheet` are made when they are first needed.
"""
