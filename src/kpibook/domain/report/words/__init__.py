"""The council's words for its report and its return, and the names that are filled in.

Start with `labels`, then `wording`, which holds them.
"""
