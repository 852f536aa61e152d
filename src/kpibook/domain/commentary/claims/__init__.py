"""Kinds of claim, one a module: from the words and figures of a text to statements.

Start with `context` (a sentence with the facts of its measure), then `figures`, which is the
longest; `units`, `directions`, `targets`, `changes`, `parts`, `flows` and `dates` follow its form.
"""
