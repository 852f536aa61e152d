"""Readers of made cells, with two shared texts and formats that say their number."""

from __future__ import annotations

from kpibook.errors import KpibookError
from kpibook.xlsx.cells.reader import CellReader

TEXTS = ("one", "two & three")


class TheFormats:
    def number_format(self, xf: int) -> str:
        return "0.0%" if xf == 9 else f"format {xf}"

    def is_date(self, xf: int) -> bool:
        return xf == 7


class TheStrings:
    def has(self, index: int) -> bool:
        return 0 <= index < len(TEXTS)

    def text(self, index: int) -> str:
        if not 0 <= index < len(TEXTS):
            raise KpibookError("there is no such text.", code="string-missing")
        return TEXTS[index]


def reading(prefix: bytes) -> CellReader:
    return CellReader(prefix, TheFormats(), TheStrings(), False, "a.xlsx", "Data")
