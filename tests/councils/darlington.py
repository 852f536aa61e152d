"""Darlington: what its scrutiny minutes say of figures against target and the year before.

Sources: democracy.darlington.gov.uk/mgAi.aspx, ID 375 (quarter 1 of 2018/19), 4829 (quarter 1 of
2020/21) and 5549 (quarter 3 of 2020/21). The minutes say "above the target", "better than" or
"below", and "an improvement on the same period last year": no tolerance is named.
"""

from __future__ import annotations

from tests.councils.published import Published

SCHEME = """
key = "darlington"
title = "Darlington"
source = "https://democracy.darlington.gov.uk/mgAi.aspx?ID=5549"

[direction]
compared_with = ["same period last year"]

[direction.improved]
label = "Improvement"

[status.met]
label = "Met"

[status.off]
label = "Not met"
"""

_UP = "Improvement"

MEASURES = (
    Published("CHI1", "Child protection visits in 10 working days", "Percentage",
              "Bigger is better", "90", "93.6", "81.9", "Met", _UP),
    Published("CHI2", "Children in care with 3 or more placements", "Percentage",
              "Smaller is better", "", "6.5", "13", "", _UP),
    Published("CHI3", "Contacts completed in 24 working hours", "Percentage", "Bigger is better",
              "", "94.2", "74.7", "", _UP),
    Published("CHI4", "Statutory visits to children in care, year to date", "Percentage",
              "Bigger is better", "90", "93.4", "88.2", "Met", _UP, "YTD"),
    Published("CHI5", "3 or more placements in 12 months", "Percentage", "Smaller is better",
              "10", "6.7", "10.7", "Met", _UP, "Rolling 12 months"),
    Published("CHI6", "Referrals screened in a day", "Percentage", "Bigger is better",
              "90", "79.8", "96.8", "Not met", ""),
)  # fmt: skip
