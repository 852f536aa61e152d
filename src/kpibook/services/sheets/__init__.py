"""The sheets that kpibook writes into a performance workbook.

Start with `quarter_sheet`, `first_to_type` and `key_sheet`, then `return_sheet`; `register_order`,
`new_measures` and `ended_measures` add and take off rows as the register says; `settled_sheet` and
`target_changes_sheet` are made when they are first needed; `past/` puts figures of a file into the
history.
"""
