"""Actions: what is being done about a measure or in a service, by which post and by when.

Read `action` first: the values and their words. `checks` says what to put right.
"""
