"""Replace a worksheet by a worksheet of another workbook."""
