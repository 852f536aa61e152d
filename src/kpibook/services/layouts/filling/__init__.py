"""Actuals, texts, statuses and directions written into a council's own cells.

`incoming` puts the rows of a file of actuals to measures; `figures_written` writes what they give
through `own_cells`, which notes each change. The cells are those of a workbook (`workbook_cells`)
or of a CSV (`csv_cells`).
"""
