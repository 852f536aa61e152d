"""Measures, readings and periods: the values that everything else is about."""
