"""Tables: read them, and extend them together with everything that refers to their rows.

To be read in this order: `range_resize` (a range that follows), `table_part` (one table as its part
describes it), what growth asks for (`room_to_grow`, `dependent_ranges`, `dependent_formulas`), what
another order of the rows asks for (`row_order`, a reference that follows its row; `ordered_tail`;
`reordering`), and `table`. `calculated_columns` gives columns a formula; `removal` takes tables off
a sheet that kpibook has drawn.
"""
