"""An open Excel workbook through xlwings: cells, ranges, tables, formats and dialogs."""
