"""Cells a native formula refers to, and formulas that read figures out of them."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.domain.excel_formula.syntax import one_of, quoted
from kpibook.domain.measures.basis_words import RESTARTING_WORDS
from kpibook.domain.measures.measure import Polarity, Tolerance, Unit
from kpibook.domain.measures.number import MISSING_MARKERS
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.rule import Limit, Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass

#: Places that differences are compared at: beyond them is the noise of binary numbers.
PLACES = 9
#: Texts in the cell of an actual or its marker for which the measure is not rated.
NOT_TO_BE_RATED = (
    *("[c]", "[z]", "c", "z", "*", "<5"),
    *("not applicable", "no cases", "suppressed", "confidential"),
)
NOTHING = "NA()"


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells with the figures of a measure, each as it is written in a formula.

    A reference is a cell ("H7"), a structured one ("[@Actual]"), a lookup that returns a cell
    ("INDEX(...)") or a constant ('"higher"'). None: the workbook has no such column.

    Attributes:
        actual: The figure reported.
        polarity: higher, lower, closest, range or neutral, in capitals or not.
        target: The target, in figures.
        previous: The actual of the quarter before.
        previous_year: The actual of the same quarter last year.
        tolerance: The measure's own: "5%" or "2" as text, 2, or 5% in a cell shown in percent.
        floor: Minimum standard or intervention level.
        low: Lower end of the acceptable range.
        high: Upper end of that range.
        decimals: Places the figures are reported to.
        basis: The stretch of time a figure covers.
        marker: Shorthand of the actual.
        forecast: What the year is expected to end at.
        previous_target: The target of the quarter before.
        unit: What the measure is counted in; cells of a percentage hold 0.721 for 72.1%. None
            if no measure is a percentage.
        percent_words: The words in `unit` that mean a percentage.
        currency_words: The words in `unit` that mean money.
        restart_words: The words in `basis` for figures that begin again each year.
        strict: TRUE where the target itself is not good enough.
        series: Earlier actuals in one row or column, the oldest first; blanks only at its start.
        variance: A cell that holds `variance_formula`; the status is then shorter.
        direction: A cell that holds `direction_formula` against the quarter before.
        direction_year: A cell that holds it against the same quarter last year.
    """

    actual: str
    polarity: str
    target: str | None = None
    previous: str | None = None
    previous_year: str | None = None
    tolerance: str | None = None
    floor: str | None = None
    low: str | None = None
    high: str | None = None
    decimals: str | None = None
    basis: str | None = None
    marker: str | None = None
    forecast: str | None = None
    previous_target: str | None = None
    unit: str | None = None
    percent_words: tuple[str, ...] = (Unit.PERCENT.value,)
    currency_words: tuple[str, ...] = (Unit.CURRENCY.value,)
    restart_words: tuple[str, ...] = RESTARTING_WORDS
    strict: str | None = None
    series: str | None = None
    variance: str | None = None
    direction: str | None = None
    direction_year: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of `cells` as formulas that give what `scheme` reads, or an error if missing."""

    scheme: Scheme
    cells: Cells

    def number(self, cell: str | None) -> str:
        """Return a figure at 15 significant digits, in the cell's unit; a text is no figure.

        The detour over text drops what comes after the fifteenth digit, in Excel and in
        LibreOffice. An actual or a forecast may be typed as text: "72.1" in a percentage
        is then 72.1%, as when it is read.
        """
        if cell is None:
            return NOTHING
        if cell not in (self.cells.actual, self.cells.forecast):
            return f'VALUE({cell}&"")/ISNUMBER({cell})'
        bare, sign = f'SUBSTITUTE({cell},"%","")', f'"%",ISTEXT({cell})'
        if not self.may_be_percent:
            return f"VALUE({bare})"
        sign += "" if self.is_percent == "TRUE" else f"*({self.is_percent})"
        return f"VALUE({bare}&REPT({sign}))"

    def read(self, cell: str | None) -> str:
        """Return a figure as the scheme reads it: rounded to the measure's decimals, or in full."""
        number = self.number(cell)
        return number if cell is None or not self.rounds else f"ROUND({number},{self._places(15)})"

    def rounded(self, cells: str) -> str:
        """Return several cells that hold numbers, as the scheme reads them."""
        # Blanks among them do not allow the detour over text that `number` takes.
        return f"ROUND(ROUND({cells},12),{self._places(15)})" if self.rounds else cells

    def clean(self, difference: str, unstated: int = PLACES) -> str:
        """Return a difference of figures without the noise of binary numbers.

        `unstated` places remain where the measure does not say how many it is reported to.
        """
        return f"ROUND({difference},{self._places(unstated) if self.rounds else unstated})"

    @property
    def rounds(self) -> bool:
        """True if figures are rounded to the measure's decimals."""
        return self.cells.decimals is not None and self.scheme.rounding is Rounding.AS_REPORTED

    @property
    def may_be_percent(self) -> bool:
        """True if a measure of the workbook can be a percentage."""
        return self.is_percent != "FALSE"

    @property
    def is_percent(self) -> str:
        """The test that the measure is a percentage: TRUE, FALSE or a formula."""
        unit, words = self.cells.unit, self.cells.percent_words
        if unit is None or unit.startswith('"'):
            return "TRUE" if unit in [quoted(word) for word in words] else "FALSE"
        return f"{unit}={quoted(words[0])}" if len(words) == 1 else one_of(unit, words)

    def of_percent(self, if_percent: str, if_other: str) -> str:
        """Choose between the text for a percentage and the text for other units."""
        if self.is_percent in ("TRUE", "FALSE"):
            return if_percent if self.is_percent == "TRUE" else if_other
        return f"IF({self.is_percent},{if_percent},{if_other})"

    @property
    def per_unit(self) -> str:
        """The factor from a figure in its cell to the measure's unit: 100 for a percentage."""
        return self.of_percent("100", "1")

    @property
    def actual(self) -> str:
        """The actual as it is read."""
        return self.read(self.cells.actual)

    @property
    def target(self) -> str:
        """The target as it is read."""
        return self.read(self.cells.target)

    @property
    def rated_cell(self) -> str | None:
        """The cell of the figure that is set against the target."""
        forecast = self.scheme.rule.rates is Rates.FORECAST
        return self.cells.forecast if forecast else self.cells.actual

    @property
    def rated(self) -> str:
        """The figure that is set against the target, as it is read."""
        return self.read(self.rated_cell)

    @property
    def no_actual(self) -> str:
        """The test for a missing actual, or a marker that says it is missing."""
        unread = f"ISERROR({self.number(self.cells.actual)})"
        if self.cells.marker is None:
            return unread
        return f"OR({unread},{one_of(f'TRIM({self.cells.marker})', MISSING_MARKERS)})"

    @property
    def no_rated_figure(self) -> str:
        """The test for a missing figure to set against the target."""
        if self.scheme.rule.rates is Rates.ACTUAL:
            return self.no_actual
        return f"ISERROR({self.number(self.cells.forecast)})"

    @property
    def not_to_be_rated(self) -> str:
        """The test for a text, in place of the figure, that says it is not to be rated."""
        actual, marker = self.cells.actual, self.cells.marker
        actual_says_so = f"IFERROR({one_of(f'TRIM({actual})', NOT_TO_BE_RATED)},FALSE)"
        if marker is None:
            return actual_says_so
        return f"OR({actual_says_so},IFERROR({one_of(f'TRIM({marker})', NOT_TO_BE_RATED)},FALSE))"

    def by_polarity(self, cases: Mapping[Polarity, str], otherwise: str = NOTHING) -> str:
        """Choose the text for each polarity; `otherwise` for polarities without a case."""
        polarity = self.cells.polarity
        if polarity.startswith('"'):
            constant = polarity.strip('"').casefold()
            return next((text for way, text in cases.items() if way.value == constant), otherwise)
        chosen = otherwise
        for way, text in reversed(list(cases.items())):
            chosen = f"IF({polarity}={quoted(way.value)},{text},{chosen})"
        return chosen

    @property
    def is_judged(self) -> str:
        """The test that higher or lower is better: TRUE, FALSE or a formula."""
        ways = [way for way in Polarity if way is not Polarity.NEUTRAL]
        if self.cells.polarity.startswith('"'):
            return self.by_polarity(dict.fromkeys(ways, "TRUE"), "FALSE")
        return one_of(self.cells.polarity, [way.value for way in ways])

    def outside(self, value: str) -> str:
        """Return how far a value lies outside the acceptable range; an error without a range."""
        ends = (("{0}-{1}", self.cells.low), ("{1}-{0}", self.cells.high))
        past = [form.format(self.read(end), value) for form, end in ends if end is not None]
        if len(past) < len(ends):
            return f"MAX(0,{past[0]})" if past else NOTHING
        has_end = f"COUNT({self.cells.low},{self.cells.high})>0"
        return f"MAX(0,IFERROR({past[0]},0),IFERROR({past[1]},0))/({has_end})"

    def allowed(self, limit: Limit) -> str:
        """Return a limit in the cell's unit; an error if the measure lacks a needed tolerance."""
        usual = None if limit.default is None else self.amount(limit.default, self._size)
        if not limit.per_measure or self.cells.tolerance is None:
            return usual or NOTHING
        if limit.default is not None and limit.default.of_target:
            return self._tolerance_or(limit.default)
        return self._tolerance if usual is None else f"IFERROR({self._tolerance},{usual})"

    def amount(self, tolerance: Tolerance, of: str) -> str:
        """Return a tolerance in the cell's unit; a percentage is of the size `of`."""
        if tolerance.of_target:
            return f"{tolerance.amount / 100:f}*{of}"
        if not tolerance.amount or not self.may_be_percent:
            return f"{tolerance.amount:f}"
        return f"{tolerance.amount:f}/{self.per_unit}"

    @property
    def _tolerance(self) -> str:
        """The measure's own tolerance; an error if it has none."""
        factor = f"IF({self._tolerance_is_percent},{self._size},1/{self.per_unit})"
        return f"{self._tolerance_amount}*{factor}"

    def _tolerance_or(self, usual: Tolerance) -> str:
        """Return the measure's tolerance, or else a percentage of the target; its size once."""
        amount = self._tolerance_amount
        in_unit = f"IFERROR(AND(ISNUMBER({amount}),NOT({self._tolerance_is_percent})),FALSE)"
        percent = f"IFERROR({amount},{usual.amount / 100:f})"
        return f"{percent}*IF({in_unit},1/{self.per_unit},{self._size})"

    @property
    def _tolerance_amount(self) -> str:
        """The number in the measure's tolerance; an error if there is none, or one below zero."""
        cell = self.cells.tolerance
        # VALUE also understands "5%" as 0.05. A minus is made unreadable: a negative tolerance is
        # an error here as it is in the reader.
        return f'VALUE(SUBSTITUTE({cell},"-","?"))'

    @property
    def _tolerance_is_percent(self) -> str:
        cell = self.cells.tolerance
        # CELL("format") returns "P0", "P2" ... for a cell shown in percent.
        format_is_percent = f'IFERROR(LEFT(CELL("format",{cell}))="P",FALSE)'
        return f'OR(RIGHT(TRIM({cell}))="%",{format_is_percent})'

    @property
    def _size(self) -> str:
        """The size a percentage is taken of: the target, or for a range the end that was passed."""
        target, low, high = (
            self.read(c) for c in (self.cells.target, self.cells.low, self.cells.high)
        )
        if self.cells.low is None or self.cells.high is None:
            end = low if self.cells.high is None else high
        else:
            end = f"IF(IFERROR({self.rated}>{high},FALSE),{high},IFERROR({low},{high}))"
        ranged = (self.cells.low, self.cells.high) != (None, None)
        return f"ABS({self.by_polarity({Polarity.RANGE: end} if ranged else {}, target)})"

    def _places(self, unstated: int) -> str:
        """Return the places to round a cell to; a percentage has two more there than on paper."""
        places = self.cells.decimals or ""
        if places.isdigit():
            percent_and_other = (str(int(places) + 2), places)
            return self.of_percent(*percent_and_other)
        two_more = f"+2*({self.is_percent})" if self.may_be_percent else ""
        return f'IFERROR(VALUE({places}&""){two_more},{unstated})'
