"""Rate a pandas data frame, all rows at once.

Read `exact` first (decimal figures in doubles), then `values` and `columns` (the frame as arrays),
`rows`, `direction` and `status` (the rules on arrays). `suspects` finds rows with figures that may
be in doubt, `singly` rates those and what arrays cannot decide, and `rate_frame` does it all.
"""
