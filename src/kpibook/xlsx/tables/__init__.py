"""Tables: read them, and extend them together with everything that refers to their rows.

Read `table_part` (one table as its part describes it), `range_resize`, then `table`. The other
modules are what a table's growth asks for: `room_to_grow`, `dependent_ranges`,
`dependent_formulas`. `calculated_columns` gives columns a formula; `removal` takes tables off a
sheet that kpibook has drawn.
"""
