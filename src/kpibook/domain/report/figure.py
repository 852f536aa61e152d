"""A figure of a report: as printed, as it is exactly, and the cell it comes from."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from kpibook.on_use.dataclass import dataclass


class Field(Enum):
    """Part of a measure that a figure is; the value is its name in data and in ids."""

    TARGET = "target"
    COMPARATOR = "comparator"
    PREVIOUS = "previous"
    ACTUAL = "actual"
    LAST_YEAR = "last-year"
    FORECAST = "forecast"
    BASELINE = "baseline"
    TREND = "trend"
    TREND_TARGET = "trend-target"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Origin:
    """Cell that a figure was read from; all "" for a figure that was worked out.

    Attributes:
        workbook: Name of the workbook.
        sheet: Name of the sheet.
        cell: Address of the cell, such as "H8".
        sha256: Hash of the workbook's bytes, in hexadecimal; "" if it has not been saved.
    """

    workbook: str = ""
    sheet: str = ""
    cell: str = ""
    sha256: str = ""

    def __bool__(self) -> bool:
        return bool(self.cell)


#: Origin of a figure that was worked out.
WORKED_OUT = Origin()


@dataclass(frozen=True, slots=True)
class Figure:
    """Figure of a report.

    Attributes:
        id: Unique in the report and the same in every report of the workbook: letters a to z,
            digits, "-" and ".", with a letter first.
        ref: Reference of its measure; "" for a count of measures.
        period: The period it is of, such as "Q3 2021/22"; "" if that is not known.
        field: The part of the measure it is.
        text: The figure as printed, with its unit and shorthand; a shorthand or words without a
            figure.
        value: The figure exactly, as plain digits in the measure's unit ("72.1" for 72.1%); "" for
            no figure and for one that is withheld. It has the decimals that it was rated at.
        origin: The cell it comes from.
    """

    id: str
    ref: str
    period: str
    field: Field
    text: str
    value: str = ""
    origin: Origin = WORKED_OUT

    @property
    def decimal(self) -> Decimal | None:
        """The value as a number; None for no figure."""
        return Decimal(self.value) if self.value else None
