"""Tasks: each verb of the command line and each button calls a service and no more.

Start with `new` and `fill`, on which `settle`, `keep_scheme` and `new_from` build; `publish` writes
the return, and `diff` compares two workbooks.
"""
