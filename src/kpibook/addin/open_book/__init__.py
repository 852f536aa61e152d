"""`OpenBook`: the workbook protocol served by a workbook that is open in Excel."""
