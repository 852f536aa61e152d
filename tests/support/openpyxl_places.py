"""Addresses of the pretended Excel."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, range_boundaries

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
#: Excel refuses a longer address.
LONGEST_ADDRESS = 255

Box = tuple[int, int, int, int]


class Refused(Exception):
    """What Excel says no to; stands for com_error and CommandError."""


def boxes_of(address: str) -> list[Box]:
    """The areas of an address as first row, first column, last row, last column."""
    if len(address) > LONGEST_ADDRESS:
        raise Refused("the address is too long")
    found = []
    for part in address.replace("$", "").split(","):
        left, top, right, bottom = range_boundaries(part)
        found.append((top or 1, left or 1, bottom or MAX_ROW, right or MAX_COLUMN))
    return found


def spelled(box: Box) -> str:
    """A rectangle as Excel spells it, with dollar signs."""
    top, left, bottom, right = box
    first, last = f"${get_column_letter(left)}${top}", f"${get_column_letter(right)}${bottom}"
    return first if first == last else f"{first}:{last}"
