"""A layout proposed for a file nobody has described: by its cells, and not by its headings alone.

Read `values` first. `heading_rows` finds where a table begins, `content` looks at a column's cells,
`roles` gives each column its role with the reason, `periods` sorts columns of several quarters,
`blocks` recognises a block a measure, `filters` other areas' rows, `polarities` what the statuses
tell, and `propose` puts them together. `comments` and `picture` say it to a person.
"""
