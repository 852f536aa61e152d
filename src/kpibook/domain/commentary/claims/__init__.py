"""Kinds of claim, one a module: from the words and figures of a text to statements.

Start with `context` (a sentence with the facts of its measure) and `example` (the measure of the
examples in docstrings), then the folder for figures; `units`, `directions`, `targets`, `changes`,
`parts`, `flows` and `dates` follow its form.
"""
