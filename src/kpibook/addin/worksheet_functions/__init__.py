"""The KPI_ worksheet functions: cells in, domain values, text or numbers out.

Read `arguments`, `broadcasting` and `error_text` first: cells in, text out. Then `figures` and
`schemes`, `positions`, which joins them, and the functions: `ratings`, `target_met_share`,
`period`.
"""
