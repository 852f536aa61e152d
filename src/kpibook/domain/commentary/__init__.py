"""Commentary held against the figures: a text becomes claims, and each claim gets a verdict.

Start with `facts` (the figures of a measure), `claim` (a statement in a text) and `verdict` (the
claim held against the facts). The folder "reading" turns a text into words and figures, "claims"
has a module for each kind of claim, "verdicts" decides; `check` puts them together, `example` shows
what is told of a text. `too_long` is of the end that is not read, `looks` makes findings of it all,
and `untold` lists what agrees and what cannot be told. The rule of rules: silent where it does not
know, because a false alarm costs more than a miss.
"""
