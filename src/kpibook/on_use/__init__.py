"""Made when first used: a command runs a few of the classes and patterns that it imports.

`dataclass` is the standard library's, with the methods compiled at their first call, and `pattern`
is `re.compile`, compiled at its first match. Both are typed as the originals.
"""
