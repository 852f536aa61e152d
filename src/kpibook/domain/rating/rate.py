"""Rating of a position: the arithmetic and, with it, the reason in words."""

from __future__ import annotations

from kpibook.domain.rating.arithmetic import (
    Position,
    Rating,
    as_read,
    status_as_read,
    variance_as_read,
)
from kpibook.domain.rating.baselines import directions_as_read
from kpibook.domain.rating.lacks import lacking
from kpibook.domain.rating.status_reason import why_as_read
from kpibook.domain.rules.scheme import Scheme


def rate(position: Position, scheme: Scheme) -> Rating:
    """Rate `position` under `scheme`: status, both directions, variance and the reason.

    Figures are rounded once, for all of them.
    """
    rounded = as_read(position, scheme)
    status = status_as_read(rounded, scheme)
    direction, direction_year = directions_as_read(rounded, scheme)
    return Rating(
        status=status,
        direction=direction,
        direction_year=direction_year,
        variance=variance_as_read(rounded, scheme),
        why=why_as_read(rounded, scheme, status),
        lacks=lacking(rounded, scheme, status),
    )
