"""Rate a workbook or a table: the scorecard, the checks, the reasons, other schemes compared.

Start with `doubted` and `scorecard` (a workbook's measures, rated), then `shown_statuses` and
`sheet_texts` (what a workbook's own cells say of them), `check` and `explain`; `rate_table` rates a
plain table, and `compare_schemes` tries two schemes on it.
"""
