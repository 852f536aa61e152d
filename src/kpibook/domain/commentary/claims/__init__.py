"""Kinds of claim, one a module: from the words and figures of a text to statements.

Start with `context` (a sentence with the facts of its measure) and `example` (the measure of the
examples in docstrings), then the folders for figures, counts and pairs; `units`, `baselines`,
`movers`, `directions`, `targets`, `changes` and `dates` follow their form.
"""
