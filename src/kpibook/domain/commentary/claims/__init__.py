"""Kinds of claim, one a module: from the words and figures of a text to statements.

Start with `context` (a sentence with the facts of its measure) and `example` (the measure of the
examples in docstrings), then the folders for movements, judgements, figures, counts and pairs;
`elsewhere`, `units`, `changes`, `dates`, `inner` and `zeros` follow their form. `kinds` lists all,
with what a sentence has if it makes one.
"""
