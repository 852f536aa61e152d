"""Checks of a commit: what cannot be written, what changed meanwhile, what was not written.

`writable` and `meanwhile` look before the first write, `read_back` after the last.
"""
