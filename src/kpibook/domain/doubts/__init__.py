"""The one place that doubts figures: every figure of a measure, against the others.

Start with `figures` (the figures of a measure, each with its role and its place), `gathering` (how
they are put together) and `doubt` (a finding about them). `scale`, `unit`, `basis`, `parts` and
`register` hold the checks, `checks` lists them, and `sheet` looks at the measures of a sheet
together.
"""
