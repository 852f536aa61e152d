"""Button of the page: what it is called, what it says of itself, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable

from kpibook.browser.answer import Answer
from kpibook.browser.request import Request
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """Field that a button asks for; each may be left blank unless its hint says otherwise.

    Attributes:
        name: Its name in a request.
        label: The words before it on the page.
        hint: What to type, in a sentence; empty if the label says it.
        choices: The texts to choose from, the first being the usual one; empty for a field to
            type in.
        is_tick: It is a box to tick.
        has_lines: It takes several lines.
    """

    name: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    is_tick: bool = False
    has_lines: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """Button of the page.

    Attributes:
        key: Its name in a request, such as ``roll-forward``.
        label: The word on it.
        does: What it does, in a sentence or two.
        press: Does it.
        fields: What it asks for.
    """

    key: str
    label: str
    does: str
    press: Callable[[Request], Answer]
    fields: tuple[Field, ...] = ()


PERIOD = Field("period", "Quarter", "Such as Q3 2024/25. Blank: the quarter of the workbook.")
FOR = Field(
    "for",
    "Only for",
    "A committee, priority, service or directorate. Blank: everything.",
)
