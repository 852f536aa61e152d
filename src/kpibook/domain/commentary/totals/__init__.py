"""Typed summaries held against the table of ratings: counts, percentages, bases, directions.

Start with `tally` (the counts of the table), then `quantity` (how many a text says), `meaning`
(of which measures) and `check` (the claims of a text with their verdicts); `may_count` tells which
of many texts need be read.
"""
