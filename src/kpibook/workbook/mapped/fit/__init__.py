"""Fit of a layout to the sheets it is read with: what is missing, and what is said twice.

Read `unfit` for the headings that a sheet does not have, and `joined` for tables that say more
about the measures of others, and may contradict them. `undated` has the texts that serve every
quarter, and `year_targets` the targets of a year next to the figures of a quarter.
"""
