"""Words and signs of a council's sheet: statuses, foot notes and totals, references of names."""
