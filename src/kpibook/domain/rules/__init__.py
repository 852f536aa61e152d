"""Schemes as data: what a rule can hold, its words, its colours, and how it is read.

Start with `outcomes` and `rule`; `rule_in_words` writes a rule for people. A `scheme` holds one,
and `scheme_values`, `direction_rule_file` and `scheme_file` read it.
"""
