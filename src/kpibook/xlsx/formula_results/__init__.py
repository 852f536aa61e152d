"""Results of a workbook's formulas: which are to be trusted, and which an edit makes stale.

Read `workbook_cells` (a workbook as a calculation reads it), `calculation_state` (the workbook's
own word on its stored results), `formula_reader` (a formula's figure), then `after_edits`.
"""
