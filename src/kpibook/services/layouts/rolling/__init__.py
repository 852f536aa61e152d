"""A council's own workbook moved on to its next quarter.

`next_columns` says what the next quarter has on the sheets and what a person must add;
`roll_mapped` does the rest.
"""
