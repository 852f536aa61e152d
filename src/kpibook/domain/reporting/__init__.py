"""What a quarterly return says: its rows, its summary, and the checks on a workbook."""
