"""The page in a browser, for machines on which nothing may be installed.

It runs kpibook as it is, in Python for the browser (Pyodide); nothing leaves the
machine. `press` is what the page calls: it does the task of one of the `buttons/` on the files that
were chosen, through the same services as the command line, and returns the `answer` that the page
shows.
`page/` holds the page's own files, `build/` puts them and Python together, as a folder to serve or
as one file, and `command_line/` has the commands for that. The page itself imports only `press`.
"""
