"""Returns that are expected, and those that have come in: returned, late, missing."""
