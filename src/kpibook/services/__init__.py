"""Tasks: each verb of the command line and each button calls a service and no more.

Start with `new` and `fill`, on which `settle` and `keep_scheme` build; `publish` writes the return.
"""
