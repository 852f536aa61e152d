"""The consolidated workbook for finance, and its published copy, a module for each sheet.

Read `contents`, `words` and `counting` first: what the sheets share. Then the sheets:
`scorecard`, `exceptions`, `summary`, `reconciliation`, `cover`, `data`, `changes`, `actions` and
`notes`. The folder `charts/` has the trends, `returns/` the sheet of expected returns. `book` puts
them in order.
"""
