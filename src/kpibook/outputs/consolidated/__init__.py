"""The consolidated workbook for finance, and its published copy, a module for each sheet.

Read `contents`, `words` and `counting` first: what the sheets share. Then the sheets:
`scorecard`, `exceptions`, `trends`, `summary`, `reconciliation`, `cover`, `data`, `changes`,
`notes`. The folder
`returns/` has the sheet of expected returns. `book` puts them in order.
"""
