"""Movements and comparisons: rose, improved, worse than a year ago, the highest since.

Start with `baselines` (what a movement is against), `others`, `kinds` and `movers` (what it is
about), then `directions`; `turned` reads what is said of the other figure, and `records` the
highest and lowest.
"""
