"""Measures, readings and periods: the values that everything else is about.

Read `nothing`, `number`, `number_style`, `dates` and `period` first, then `reference` and
`measure`; `values_in_words` and `worded_target` read what people type.
"""
