"""Addresses of the pretended Excel."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, range_boundaries

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
#: Excel refuses a longer address.
LONGEST_ADDRESS = 255

Box = tuple[int, int, int, int]


class Refused(Exception):
    """What Excel says no to; stands for com_error and CommandError."""


class Busy(Exception):
    """Excel rejects a call because a cell is edited or a question is open.

    Microsoft Learn, "How to: Fix 'Application is Busy' and 'Call was Rejected By Callee' Errors",
    has the first two numbers; the third is Excel's own (xlwings #587 and its comment in
    `COMRetryObjectWrapper.__setattr__`).

    Args:
        hresult: RPC_E_CALL_REJECTED (0x80010001), RPC_E_SERVERCALL_RETRYLATER (0x8001010A), or
            DISP_E_EXCEPTION (0x80020009), with 0x800AC472 in its details.
    """

    def __init__(self, hresult: int) -> None:
        super().__init__(hresult)
        self.hresult = hresult


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
