"""Rate a workbook or a table: the scorecard, the checks, the reason, other schemes beside it."""
