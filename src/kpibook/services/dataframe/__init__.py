"""Rate a pandas data frame, all rows at once."""
