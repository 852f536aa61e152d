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


def rate(position: Position, scheme: Scheme, *, explained: bool = True) -> Rating:
    """Rate `position` under `scheme`: status, both directions, variance and the reason.

    Figures are rounded once, for all of them.

    Args:
        position: The figures.
        scheme: The rules.
        explained: Give the reason in words, which costs as much as the rest; False leaves it "".
    """
    rounded = as_read(position, scheme)
    status = status_as_read(rounded, scheme)
    direction, direction_year = directions_as_read(rounded, scheme)
    return Rating(
        status=status,
        direction=direction,
        direction_year=direction_year,
        variance=variance_as_read(rounded, scheme),
        why=why_as_read(rounded, scheme, status) if explained else "",
        lacks=lacking(rounded, scheme, status),
    )
