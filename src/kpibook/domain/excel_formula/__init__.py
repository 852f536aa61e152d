"""Compiler from a scheme to native Excel formulas, which give what `domain.rating` gives."""
