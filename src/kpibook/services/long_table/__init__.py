"""Rate a plain text table of any length in stretches, in memory that does not grow with it.

Read `rate_long_table` first, which `rated_file` calls. `stretches` reads the file in parts and
`plain_columns` makes arrays of their texts, which `services.dataframe` rates; `single_rows` gives
every other row to the reference. `row_kinds` and `repeated_refs` tell what is said of the table as
a whole: rows that are no measures, and references that are there twice.
"""
