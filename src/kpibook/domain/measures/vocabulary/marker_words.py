"""Words that officers and other systems write for a marker, by the shorthand they mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Words in place of a figure.
MISSING_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "[x]": (
            "n/a", "na", "n.a.", "not available", "unavailable", "not yet available", "no data",
            "no data available", "data not available", "data unavailable",
            "data not yet available", "data pending", "data awaited", "tbc", "tba",
            "to be confirmed", "awaited", "awaiting", "awaiting data", "pending", "dna",
            "not known", "unknown", "not reported", "not collected", "not recorded",
            "no figure", "missing", "x",
        ),
        "[z]": (
            "not applicable", "no cases", "no cases this quarter", "nil return", "nil cases",
            "div/0", "not due", "not due this quarter", "not yet due", "annual",
            "annual kpi", "annual measure", "annual indicator", "annually", "yearly",
            "reported annually", "annual figure", "annual data", "reported yearly",
            "half yearly", "six monthly", "reported in q1", "reported in q2", "reported in q3",
            "reported in q4", "due in q1", "due in q2", "due in q3", "due in q4", "due q1",
            "due q2", "due q3", "due q4", "reported at year end", "year end only",
            "not reported this quarter", "z",
        ),
        "[c]": (
            "suppressed", "confidential", "withheld", "low", "low numbers", "small number",
            "data suppressed", "c",
        ),
    }
)  # fmt: skip

#: Words behind a figure, or under Marker.
QUALIFYING_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "[p]": ("p", "prov", "provisional", "est", "estimate", "estimated", "provisional figure"),
        "[r]": ("r", "rev", "revised", "revised figure"),
    }
)
