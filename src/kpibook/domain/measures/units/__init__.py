"""Units that measures are counted in: the unit, the council's word for it, and figures with it."""
