"""Figures of a sentence, by what they are said to be: the quarter's, the past's, a target's.

Read `found` (which figures can be the measure's), `narrowing`, `bonds` (figures with the words that
name them) and `bound`; then `stale` and `linked`, of the quarter; `every` puts the kinds in order.
The other modules have the forms of words for one kind each.
"""
