"""Consolidate many workbooks: read each, combine them on disk, withhold, compare, write.

Read `typed_rows`, `contribution`, `read_workbook`, `records` and `put_aside` for a single workbook,
then `stubs`, `on_disk`, `sorted_runs` and `combine_on_disk` for all of them, then `changes_since`
and `tidy_table`. `consolidate_files` is what the command calls. For returns, `withheld_together`
and `withhold_small_numbers` decide.
"""
