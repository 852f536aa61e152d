"""Maidstone: statuses and short-term directions published in its quarterly updates.

Sources: maidstone.gov.uk councillor pages, documents s75573 (Appendix 2, quarter 3 of 2020/21) and
s77722 (part A, quarter 4). The rule is in s65180, paragraphs 1.2 to 1.4: green at the target or
better, amber within 10% of it, red beyond; the short-term direction is against the quarter before,
and measures for information are given one. The scheme `maidstone` comes with kpibook.
"""

from __future__ import annotations

from tests.councils.published import Published

_UP, _DOWN = "Performance has improved", "Performance has declined"

#: Quarter 3 of 2020/21.
MEASURES = (
    Published("ENF1", "Priority 1 enforcement cases dealt with in time", "%", "Higher is better",
              "95", "66.67", "100", "Red", _DOWN, "In period"),
    Published("HOU1", "Affordable homes delivered (gross)", "Number", "Higher is better",
              "45", "126", "70", "Green", _UP, "In period"),
    Published("PLN1", "Minor planning applications (NI157b)", "%", "Higher is better",
              "99", "96.97", "96.81", "Amber", _UP, "In period"),
    Published("ENF3", "Enforcement complaints received", "Number", "Neutral",
              "", "122", "155", "Data Only", _DOWN, "In period"),
)  # fmt: skip

#: Quarter 4 of 2020/21, for which no direction of a single measure is kept.
NEXT_QUARTER = (
    Published("ENF2", "Priority 2 enforcement cases dealt with in time", "%", "Higher is better",
              "90", "76.09", "86.55", "Red", "", "In period"),
    Published("PLN2", "Major planning applications (NI157a)", "%", "Higher is better",
              "92", "90", "92.31", "Amber", "", "In period"),
    Published("PLN3", "Other planning applications (NI157c)", "%", "Higher is better",
              "99", "99.21", "99.24", "Green", "", "In period"),
)  # fmt: skip
