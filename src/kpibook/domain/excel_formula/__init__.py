"""A scheme compiled to native Excel formulas, which give what `domain.rating` gives."""
