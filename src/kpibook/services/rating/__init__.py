"""Rate a workbook or a table: the scorecard, the checks, the reasons, other schemes compared."""
