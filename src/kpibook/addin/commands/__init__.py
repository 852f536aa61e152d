"""The ribbon's buttons: one function each, over the same services as the command line.

Read `answer` and `command_context` first: every button uses them. The buttons follow, in the
order of an officer's quarter: `fill`, `check`, `explain`, `quarterly_return`, `sign_off`,
`publish`, `report`, `consolidate`, `roll_forward`, `measures`, `settings`, `help`.
"""
