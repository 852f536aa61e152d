"""Consolidation of many workbooks: the rows used, the rows refused, and the control totals.

Read in this order: `consolidation`, `workbook_refusals`, `row_digest`, `duplicate_rows`, `schemes`,
`combine`, `in_memory`, `row_brief`, `rules_in_words`. `loose_actions` are those of no measure.
"""
