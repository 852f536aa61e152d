"""Rates a council's performance workbook and writes its quarterly return."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kpibook.version import __version__

if TYPE_CHECKING:
    from kpibook.domain.measures.measure import Polarity as Polarity
    from kpibook.domain.rating.arithmetic import Position as Position
    from kpibook.domain.rating.rate import rate as rate
    from kpibook.services.dataframe.rate_frame import rate_frame as rate_frame
    from kpibook.sources.schemes import load_scheme as load_scheme

# Imported on first use: pandas alone takes half a second.
_LAZY = {
    "Polarity": "kpibook.domain.measures.measure",
    "Position": "kpibook.domain.rating.arithmetic",
    "rate": "kpibook.domain.rating.rate",
    "rate_frame": "kpibook.services.dataframe.rate_frame",
    "load_scheme": "kpibook.sources.schemes",
}
__all__ = ["Polarity", "Position", "__version__", "load_scheme", "rate", "rate_frame"]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
