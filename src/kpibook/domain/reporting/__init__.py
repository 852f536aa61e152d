"""The quarterly return: its rows, its summary, and the checks on a workbook."""
