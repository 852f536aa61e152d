"""Cells of a worksheet: references, values, dates, formulas and shared strings.

Read `references`, `serial_dates` and `values`, then `row_scanner` (rows and cells as bytes),
`shared_formulas`, `array_formulas`, `origin` and `reader`, which gives the cells of a row.
"""
