"""Plain formulas worked out, and the cells that any formula reads.

Read `syntax` (a formula as a tree), `values` (Excel's arithmetic), `functions`, `source`,
`calculate`, then `precedents` (the cells that a formula reads, whatever it does with them) and
`dependants`.
"""
