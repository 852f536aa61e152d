"""The rules of performance reporting: values and pure functions; no files, clock or spreadsheet.

Read in this order: measures, rules, rating, reporting, excel_formula, comparison, disclosure,
consolidation.
"""
