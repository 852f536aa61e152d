"""The parts of what is agreed about a measure."""

from __future__ import annotations

from enum import Enum


class AgreedPart(Enum):
    """Part of what is agreed about a measure; the value is its word in a finding."""

    FIGURE = "figure"
    TARGET = "target"
    RATING = "rating"
    COMMENTARY = "commentary"
    ACTION = "action"
    NOTE = "note or description"
    ACTIONS = "list of actions"
