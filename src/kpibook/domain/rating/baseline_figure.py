"""Figures that a direction of travel is taken against, each with the period it is of."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.compared_with import NAMES, ComparedWith
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class BaselineFigure:
    """Figure that the actual is compared with.

    Attributes:
        kind: The baseline.
        value: In the measure's unit; None if there is no figure.
        quarter: The quarter it is of; for an outturn the last of its year. None in a plain table.
        reading: The reading it was taken from; None for a target, and in a plain table.
        numerator: The count above the line of that reading; None if not given.
        denominator: The count below the line; None if not given.
        unfair: Reason the two cannot be compared, as a sentence without its full stop; "" if they
            can.
        by_quarter_before: The rule for the quarter before applies: a changed target, a line
            through the quarters, and that a year starts again.
        of_year: It is the figure of the whole year, and not that of its last quarter.
    """

    kind: ComparedWith
    value: Decimal | None = None
    quarter: Quarter | None = None
    reading: Reading | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unfair: str = ""
    by_quarter_before: bool = False
    of_year: bool = False

    def without_value(self, unfair: str) -> BaselineFigure:
        """Return it without its figures, and with the reason that nothing is compared with it."""
        return replace(
            self, value=None, reading=None, numerator=None, denominator=None, unfair=unfair
        )

    @property
    def target(self) -> Decimal | None:
        """The target that applied to it, as the history keeps it; None if that is not known."""
        kept = None if self.reading is None else self.reading.target
        return None if kept is None else kept.value

    @property
    def name(self) -> str:
        """Its name in a sentence: "the outturn of 2020/21"."""
        if self.quarter is None:
            return NAMES[self.kind]
        match self.kind:
            case ComparedWith.OUTTURN:
                return f"the outturn of {self.quarter.financial_year}"
            case ComparedWith.TARGET_PATH:
                return f"the target path at {self.quarter}"
            case ComparedWith.BEST:
                return f"the best so far, in {self.quarter}"
        return str(self.quarter)

    @property
    def short_name(self) -> str:
        """Its name in brackets behind a figure: "2020/21 outturn", "best, Q1 2019/20"."""
        if self.quarter is None:
            return NAMES[self.kind].removeprefix("the ")
        match self.kind:
            case ComparedWith.OUTTURN:
                return f"{self.quarter.financial_year} outturn"
            case ComparedWith.TARGET_PATH:
                return f"target path, {self.quarter}"
            case ComparedWith.BEST:
                return f"best so far, {self.quarter}"
        return str(self.quarter)

    @property
    def common_name(self) -> str:
        """Its name for all measures with that baseline, whichever quarter their best was in."""
        each_its_own = self.kind in (ComparedWith.TARGET_PATH, ComparedWith.BEST)
        return NAMES[self.kind] if each_its_own else self.name

    @property
    def since(self) -> str:
        """Its common name after "Direction": "since Q2 2021/22", "against the best so far"."""
        each_its_own = self.kind in (ComparedWith.TARGET_PATH, ComparedWith.BEST)
        return f"{'against' if each_its_own else 'since'} {self.common_name}"


#: Of a measure that is not rated from a position.
UNCOMPARED = (BaselineFigure(ComparedWith.PREVIOUS), BaselineFigure(ComparedWith.PREVIOUS_YEAR))
