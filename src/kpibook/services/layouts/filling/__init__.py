"""Actuals, texts, statuses and directions written into a council's own cells.

The cells are those of a workbook (`workbook_cells`) or of a CSV (`csv_cells`); `own_cells` writes
them by role and notes each change. `incoming` puts the rows of a file of actuals to measures,
`reported` leaves out those that would change a reported quarter, and `figures_written` writes the
rest. `texts_staying` names texts that an earlier quarter left, and `status_fills` colours the
letters of statuses. `filler` does all of it, and `in_doubt` adds the figures that check doubts.
"""
