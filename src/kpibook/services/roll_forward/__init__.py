"""Move a workbook on to its next quarter."""
