"""Words, signs and figures in cells: statuses, foot notes, references of names, how held."""
