"""A text as words and figures: tokens, numbers, dates and periods, each with its place."""
