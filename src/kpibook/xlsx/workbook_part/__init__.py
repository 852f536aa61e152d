"""The workbook part: sheets, defined names, and the kind of file."""
