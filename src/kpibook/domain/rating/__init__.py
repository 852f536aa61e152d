"""Rating of a measure: its status, its directions of travel, and the reason for each.

Start with `baseline_figure`, `arithmetic` and `baselines`, then `status_reason`, `rate` and
`in_doubt`; `quarter_target` and `past_figures` say what a figure is set against, `earlier` finds
the readings of the quarters before, `forecast` rates the year's end, `rated_measure` puts all
together, and `plain_rating` does so in one step where nothing is odd.
"""
