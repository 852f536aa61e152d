"""Northumberland: statuses and directions published in its performance reports.

Sources, of 2024: performance.northumberland.gov.uk/public/reports/OutturnReport.aspx, GroupID 19
(environment), 21 (planning), 29 (highways) and 103 (finance). Each measure has last year's outturn,
a target, this year's figure, a coloured status and a coloured direction.

The reports print no rule. What all but the exceptions follow: a status is Green at the target or
better, else Red; a direction is Green where the figure is no worse than last year's outturn, else
Red.
"""

from __future__ import annotations

from tests.councils.published import Published

SCHEME = """
key = "northumberland"
title = "Northumberland"
source = "https://performance.northumberland.gov.uk/public/reports/OutturnReport.aspx?GroupID=19"

[direction_rule]
compared_with = ["last year's outturn"]

[status.met]
label = "Green"

[status.off]
label = "Red"

[direction.improved]
label = "Green"

[direction.no_change]
label = "Green"

[direction.declined]
label = "Red"

[direction.no_history]
label = "N/A"
"""

_ABOVE = "the figure is short of the target and was published Green"

#: Quarter 2 of 2024/25.
MEASURES = (
    Published("ENV1", "Sites below standard for detritus", "%", "Low", "8", "2.75", "2.49",
              "Green", "Red", "YTD"),
    Published("ENV2", "Sites below standard for dog fouling", "%", "Low", "1", "0", "0.25",
              "Green", "Green", "YTD"),
    Published("ENV3", "Sites below standard for litter", "%", "Low", "5", "1.72", "1.49",
              "Green", "Red", "YTD"),
    Published("ENV4", "Fall in fly-tipping since 2023/24", "%", "High", "5", "17.04", "",
              "Green", "N/A", "YTD"),
    Published("ENV5", "Missed bins per 100,000 collections", "per 100,000", "Low", "40", "35", "45",
              "Green", "Green", "YTD"),
    Published("HWY1", "Street lighting faults attended in 4 working days", "%", "High", "92",
              "98.13", "93.33", "Green", "Green", "YTD"),
    Published("HWY2", "Daily cost of home to school transport for a pupil", "\u00a3", "Low", "9.90",
              "11.92", "10.94", "Red", "Red"),
    Published("HWY3", "Off-street parking spaces", "Number", "High", "810", "772", "772",
              "Red", "Green"),
    Published("HWY4", "Child road casualties in a calendar year", "Number", "Low", "51", "59", "62",
              "Red", "Green"),
    Published("PLN1", "Minor planning applications in 8 weeks", "%", "High", "75", "80.2", "85.25",
              "Green", "Red", "YTD"),
    Published("PLN2", "Other planning applications in 8 weeks", "%", "High", "85", "82.71", "87.67",
              "Green", "Red", "YTD", status_exception=_ABOVE),
    Published("PLN3", "Pre-application enquiries answered by the protocol", "%", "High", "85", "66",
              "67", "Green", "Red", "YTD", status_exception=_ABOVE),
    Published("PLN4", "Enforcement cases with agreed action in 13 weeks", "%", "High", "85",
              "62.96", "62.08", "Red", "Green", "YTD"),
    Published("PLN5", "Net additional homes in a year", "Number", "High", "676", "1502", "1502",
              "Green", "Green"),
    Published("PLN6", "Neighbourhood area applications in time", "%", "High", "100", "100", "100",
              "Green", "Green", "YTD"),
    Published("PLN7", "Decisions overturned on appeal", "%", "Low", "5", "1", "1",
              "Green", "Green", "YTD"),
)  # fmt: skip

#: Quarter 4 of 2023/24. The outturns of the year before are worked out from what the text says.
YEAR_END = (
    Published("FIN1", "Council tax collected in the year", "%", "High", "96.6", "96.7", "97.3",
              "Green", "Green", "YTD",
              direction_exception="the text says it is 0.6 points lower than the year before"),
    Published("FIN2", "Business rates collected in the year", "%", "High", "96.4", "96.4", "94.9",
              "Green", "Green", "YTD"),
    Published("FIN3", "Council tax arrears retrieved", "\u00a3m", "High", "4.2", "4.2", "",
              "Green", "Green",
              direction_exception="the figure of the year before is printed nowhere"),
)  # fmt: skip
