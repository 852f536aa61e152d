"""Plain formulas worked out, and the cells that any formula reads.

Read `syntax` (a formula as a tree), `values` (Excel's arithmetic), `functions`, `calculate`, then
`precedents` (which cells a formula reads, whatever it does with them).
"""
