"""The command group ``kpibook layout``: a council's own workbook and the layout of it."""
