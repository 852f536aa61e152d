"""Figures and schemes from elsewhere: CSV, Excel and TOML files.

Headings first: `vocabulary` has councils' words for columns, `heading_text` reads a heading,
`column_content` decides one with several meanings, `header` names the columns, `header_rows` finds
the rows they are in, and `headings` checks them. Then the tables: `bounds` says how much is read,
`text_file` and `delimited` read a CSV and `sheet_table` a workbook; `other_rows` tells measures
from sections and foot notes, `dated_columns` reads a column a quarter, and `tabular` gives the rows
of either kind of file. `history_rows` reads earlier figures, `quarter_checks` asks whose quarter a
file is, `expected_returns`
reads the list of returns that a council expects, and `config` reads a council's settings.
"""
