"""Many workbooks as one: which rows are used, which are refused, and what they add up to."""
