"""A task over many workbooks: a workbook that fails or a run that dies costs no other workbook.

Read `books`, `outcome`, `task`, `executors` and `journal` first, then `runner`, which drives
them. `processes` and `cluster` are two more places where tasks run; `sources` reads for a
consolidation.
"""
