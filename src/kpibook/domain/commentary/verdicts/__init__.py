"""Claims held against the facts of a measure."""
