"""Second look at a contradiction: whether its words can be about another reckoning.

A commentary gives figures of other stretches of time, of the part that is not counted, of the
numbers behind a rate. They are like the measure's own and need not agree with them. What is found
to contradict the figures is looked at once more before it is told; nothing else is, so a text that
agrees costs nothing.

It is a trade: where it cannot tell two readings apart it is silent, so a wrong figure that is 100
minus the right one, say, may pass as the rest of a share.

Read `passage`, `stretches`, `complement`, `quarters`, `lists`, `other_times`, `counts`, `sums`,
`fronted`, `behind`, `states`, `rough`, and `every`, which tries them in turn.
"""
