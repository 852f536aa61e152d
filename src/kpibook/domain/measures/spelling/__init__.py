"""Spellings of periods: the text of a period taken apart, before it is a quarter or a month."""
