"""Files of figures as grids of cells, whatever their kind: .xlsx, .csv and .ods.

`files` chooses by the kind of file; `workbooks`, `csv_grid` and `ods` read one kind each.
"""
