"""The one place that doubts figures: every figure of a measure, against the others.

Start with `figures` (the figures of a measure, each with its role and its place) and `doubt` (what
is said of them). `scale`, `unit`, `basis`, `parts` and `register` hold the checks, `checks` lists
them, and `sheet` looks at the measures of a sheet together.
"""
