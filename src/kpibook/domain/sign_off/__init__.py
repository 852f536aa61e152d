"""Sign-off: which post agreed a return, on which day, and what was changed since.

Read `canonical` first: the `agreed_part`s of a measure, as text and as a hash that another program
can work out.
`sign_off` holds the values, `agreement` says what holds now and `agreed_brief` the same in brief.
"""
