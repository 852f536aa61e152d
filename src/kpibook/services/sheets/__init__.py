"""The sheets that kpibook writes into a performance workbook.

Read `quarter_sheet` and `return_sheet` first, then `findings_sheet` and `settled_sheet`;
`new_measures` and `months_of_file` add the rows that are still lacking.
"""
