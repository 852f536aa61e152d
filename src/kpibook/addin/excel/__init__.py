"""An open Excel workbook through xlwings: cells, ranges, tables, formats and dialogs.

Read `cell_values`, `mac_values`, `platform_api` and `rectangles` first, then `range_reader`,
`number_formats`, `hidden_rows`, `status_bar` and `tables`, then `cell_cache`, which asks Excel
through all of them. `excel_error` tells Excel's errors apart, `patience` repeats a call to a busy
Excel, and `windows_engine` gives xlwings that patience. `window` and `page_setup` are the look of a
sheet; `calling_workbook`, `view` and `dialogs` are for a click.
"""
