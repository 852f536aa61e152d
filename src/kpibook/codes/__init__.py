"""The codes of findings and errors: how serious each is, its meaning and how to put it right.

Start with `code`, which says what an entry holds, and `table`, which merges the areas. Each other
module holds the entries of an area, sorted by name.
"""
