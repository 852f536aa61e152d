"""A whole typed report held against the ratings: its sections, its typed figures, its totals.

Start with `paragraph`, then `sections` (which measure a paragraph is about), `typed_figures`
("Q2 position: 12.01%") and `check`.
"""
