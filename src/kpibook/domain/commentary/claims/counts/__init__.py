"""Arithmetic of the counts in a text: parts of a whole, the rest, sums, what came and what left."""
