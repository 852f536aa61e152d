"""Figures of a sentence, by what they are said to be: the quarter's, the past's, a target's.

Start with `every`; each of its modules finds one kind.
"""
