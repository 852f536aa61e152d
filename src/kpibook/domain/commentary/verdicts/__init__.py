"""Verdicts on claims: a module for each kind, and `judge` that finds the one for a claim."""
