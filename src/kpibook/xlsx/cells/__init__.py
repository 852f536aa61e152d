"""Cells of a worksheet: references, values, dates, formulas and shared strings.

Read `references`, `values` and `serial_dates`, then `row_scanner` (rows and cells as bytes),
`shared_formulas`, `origin` and `reader`, which gives the cells of a row.
"""
