"""The performance workbook: its layout, domain values out of it and results into it.

Read `column`, `layout` and `protocol` first, then the way in (`formats`, `fields`, `register`,
`performance`, `reader`) and the way out (`writer`, `new_rows`). `closed` serves the protocol for a
file, `live` writes formulas, and `consolidated_layout` is the layout of the other workbook.
"""
