"""The quarterly return: its rows, its summary, and the checks on a workbook.

Start with `order`, `summary` and `quarterly_return`. `target_checks` and `asked_once` serve
`checks`, which runs every check on every measure; `year_targets` looks at the targets of a year
that has ended.
"""
