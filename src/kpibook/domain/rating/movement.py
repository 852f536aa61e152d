"""Direction of travel as a movement: better for a measure, or a higher figure."""

from __future__ import annotations

from kpibook.domain.measures.polarity import Polarity
from kpibook.domain.rules.outcomes import Direction

_RISES = {
    (Direction.IMPROVED, Polarity.HIGHER): True,
    (Direction.DECLINED, Polarity.HIGHER): False,
    (Direction.IMPROVED, Polarity.LOWER): False,
    (Direction.DECLINED, Polarity.LOWER): True,
}
#: Directions that say whether the figure went up, and not whether that is good.
MOVEMENTS = (Direction.INCREASED, Direction.DECREASED)
#: Directions that say whether a change is good.
JUDGED = (Direction.IMPROVED, Direction.DECLINED)
#: Directions that come from a comparison.
COMPARED = (*JUDGED, *MOVEMENTS, Direction.NO_CHANGE)


def movement_of(direction: Direction, polarity: Polarity | None) -> Direction | None:
    """Return the movement of the figure behind a direction; None where the polarity does not say.

    >>> movement_of(Direction.IMPROVED, Polarity.LOWER)
    <Direction.DECREASED: 'decreased'>
    >>> movement_of(Direction.IMPROVED, Polarity.RANGE) is None
    True
    """
    if direction not in JUDGED:
        return direction
    rises = None if polarity is None else _RISES.get((direction, polarity))
    if rises is None:
        return None
    return Direction.INCREASED if rises else Direction.DECREASED


def directions_agree(shown: Direction, worked_out: Direction, polarity: Polarity | None) -> bool:
    """Return True if a sheet that shows one direction may mean the other.

    Nothing is said against a direction that was not worked out from a comparison, nor against a
    judgement of a figure that nothing judges.

    >>> directions_agree(Direction.INCREASED, Direction.DECLINED, Polarity.LOWER)
    True
    >>> directions_agree(Direction.IMPROVED, Direction.DECLINED, Polarity.LOWER)
    False
    """
    if shown not in COMPARED or worked_out not in COMPARED or shown is worked_out:
        return True
    if shown in MOVEMENTS:
        return movement_of(worked_out, polarity) in (shown, None)
    return shown in JUDGED and worked_out in MOVEMENTS
