"""Commentary held against the figures: a text becomes claims, and each claim gets a verdict.

Start with `facts` (the figures of a measure), `claim` (a statement in a text)
and `verdict` (the claim held against the facts). `reading` turns a text into words and figures,
`claims` has a module for each kind of claim, `verdicts` decides, and `check` puts them together.
The rule of rules: silent where it does not know, because a false alarm costs more than a miss.
"""
