"""Worksheets: read them, gather edits, and splice the edits into the part.

Read `stream` and `source` first, then `edits`, `row_patcher` and `patcher`: edits and how they
are spliced in. `texts_at_once` is a short way to a sheet's texts. `owner`, `reader`,
`protected_areas` and `edit_obstacles` are what a sheet asks before an edit; `worksheet` joins them,
and `conditional_formats` is written through it.
"""
