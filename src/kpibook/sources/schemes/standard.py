"""Data of standard.toml, to which a test holds it: most workbooks name no other scheme.

A command that needs no other starts without the parser of TOML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STANDARD: Mapping[str, Any] = {
    "key": "standard",
    "title": "kpibook standard",
    "source": "kpibook's own scheme, used where a council's rule is not published.",
    "rounding": "as_reported",
    "rule": {"tolerance": "measure or 5%"},
    "status": {
        "met": {
            "label": "Target met",
            "symbol": "√",
            "colour": "#0B4F2A",
            "fill": "#D9F0E1",
            "phrases": ["met its target", "met their targets"],
        },
        "within": {
            "label": "Within tolerance",
            "symbol": "≈",
            "colour": "#6B3F00",
            "fill": "#FFEBC2",
        },
        "off": {"label": "Off target", "symbol": "×", "colour": "#8A1220", "fill": "#FBDADD"},
        "not_rated": {"label": "Not rated", "symbol": "–", "colour": "#33383D", "fill": "#ECEEF0"},
        "not_reported": {
            "label": "Not reported",
            "symbol": "…",
            "colour": "#33383D",
            "fill": "#FFFFFF",
        },
    },
}
