"""Building of the page: Python for the browser, kpibook and the page's own files, put together.

`pyodide` holds Python for the browser to its hashes, `python_archive` packs kpibook and what it
needs, `page` draws the page, and `site` and `one_file` are the two shapes it is written in.
"""
