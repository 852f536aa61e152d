"""Vocabulary of councils: the words that people write, and the word of kpibook each of them means.

Read `folding` first, then `words` (the tables of choices) and `unit_words`; `reading` asks them
all, and `council_words` holds a council's own.
"""
