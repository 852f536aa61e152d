"""Schemes as data: what a rule can hold, its words, its colours, and how it is read.

Start with `outcomes`, `rule` and `scheme`; `rule_in_words` writes a rule for people, and
`scheme_values`, `direction_rule_file` and `scheme_file` read one.
"""
