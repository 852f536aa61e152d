"""Colours of statuses for which a scheme names none: each differs from the others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kpibook.domain.rules.outcomes import Status

#: Colour of the text and of its background, at least 4.5:1 apart.
DEFAULT_COLOURS: Mapping[Status, tuple[str, str]] = MappingProxyType(
    {
        Status.EXCEEDING: ("#123F73", "#D7E6F7"),
        Status.MET: ("#0B4F2A", "#D9F0E1"),
        Status.WITHIN: ("#6B3F00", "#FFEBC2"),
        Status.OFF: ("#8A1220", "#FBDADD"),
        Status.NOT_RATED: ("#33383D", "#ECEEF0"),
        Status.NOT_REPORTED: ("#33383D", "#FFFFFF"),
        Status.NOT_DUE: ("#33383D", "#FFFFFF"),
    }
)
