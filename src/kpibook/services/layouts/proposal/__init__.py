"""A layout proposed for a file that is new to kpibook: by its cells, not by its headings alone.

Read `values` first. `content` looks at a column's cells and `heading_words` at its heading;
the folder on_sheet/ finds where a table begins and cuts it into columns; `roles` gives each column
its role with the reason, `periods` sorts columns of several quarters, `block_labels` recognises a
block a measure. `area_columns`, `filters`, `joins`, `words_found` and `polarities` add the rest,
`sheet_quarter` says which quarter a sheet is of, `described` makes a table of the guesses, and
`propose` puts them together. `comments` and `picture` say it to a person.
"""
