"""Ways that are good for a measure."""

from __future__ import annotations

from enum import Enum


class Polarity(Enum):
    """Direction that is better; always stated by the council, never inferred from the measure."""

    HIGHER = "higher"
    LOWER = "lower"
    CLOSEST = "closest"
    RANGE = "range"
    NEUTRAL = "neutral"
