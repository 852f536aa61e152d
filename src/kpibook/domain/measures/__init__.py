"""Measures, readings and periods: the values that everything else is about.

Read `nothing`, `number`, `number_style`, `dates`, `period` and `calendar` first, then `reference`,
`measure` and `profile`, then the folder `timing/`; `values_in_words`,
`worded_target` and the folder spelling/ read what people type.
"""
