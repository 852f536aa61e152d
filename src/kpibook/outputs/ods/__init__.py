"""Pages as an OpenDocument spreadsheet, with the standard library alone.

Read `drawing` first, then `table`, which draws a page's table, and `styles`, which its cells have.
"""
