"""Sheets of a return for councillors and officers, drawn from the committee report's values.

Read `cells` and `fit` first. `summary`, `attention`, `priority`, `commentary` and `explanations`
are the sheets of the published copy, which `pages` puts in the council's order; `officer` is the
sheet of the officer's own workbook.
"""
