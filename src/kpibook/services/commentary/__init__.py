"""Services on texts: a whole typed report held against a workbook."""
