"""A text as words and figures: tokens, numbers, dates and periods, each with its place.

Read `figure`, `lexicon`, `when`, `sentence`, `title`, `tokens`, `numbers`, `scan`.
"""
