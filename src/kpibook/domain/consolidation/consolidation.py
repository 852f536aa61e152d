"""Values of a consolidation: the sources, the rows used, and the rows refused with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from decimal import Decimal
from operator import attrgetter
from typing import Any

from kpibook.domain.actions.action import Action, most_urgent_first
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import AnyUnit, counted_in
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.sign_off.agreed_brief import AgreedBrief
from kpibook.on_use.dataclass import dataclass

#: Quarters of history a row carries, its own period included.
QUARTERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Source:
    """Workbook of a consolidation, with the counts that prove what became of it.

    Always ``rows_in == rows_used + rows_refused``, and so for the figures and their totals.
    A workbook that could not be read has nothing in. A control total is the sum of the actuals
    as Excel stores them (72.1% is 0.721), whatever their units: it is there to be compared, not
    to mean anything.

    Attributes:
        name: Unique among the sources: its path below the folder common to all, with "/".
        sha256: Of the file's bytes, in hexadecimal; "" if it could not be read.
        council: As its settings say; "" if they do not, or it could not be read.
        directorate: Likewise; without a setting, the directorate that all its measures name.
        committee: Likewise.
        period: The quarter it reports; None if it could not be read.
        scheme: Key of the scheme it was rated under; "" if it was not rated.
        rows_in: Rows of 'This quarter' in which something is typed (not blank).
        rows_used: Of these, the rows that are in the consolidation.
        rows_refused: Of these, the rows that are not.
        actuals_in: Figures typed as an actual.
        actuals_used: Of these, the figures in the consolidation.
        actuals_refused: Of these, the figures of refused rows, and those that their own marker
            ([c], [x], [z]) or a slip in the cell withholds.
        total_in: Control total of the figures in.
        total_used: Control total of the figures used.
        total_refused: Control total of the figures refused.
        refusal: Why the whole workbook is not used, a sentence; "" when it is.
        code: Code of that finding; "" when it is used.
        modified: Time it was last saved, from its properties, in UTC as "2022-01-17T09:30:00Z";
            "" if they do not say.
        agreed: Whether its return is agreed; None if it was not rated.
    """

    name: str
    sha256: str = ""
    council: str = ""
    directorate: str = ""
    committee: str = ""
    period: Quarter | None = None
    scheme: str = ""
    rows_in: int = 0
    rows_used: int = 0
    rows_refused: int = 0
    actuals_in: int = 0
    actuals_used: int = 0
    actuals_refused: int = 0
    total_in: Decimal = Decimal(0)
    total_used: Decimal = Decimal(0)
    total_refused: Decimal = Decimal(0)
    refusal: str = ""
    code: str = ""
    modified: str = ""
    agreed: AgreedBrief | None = None

    @property
    def used(self) -> bool:
        """True if the workbook is in the consolidation."""
        return not self.code

    @property
    def ties(self) -> bool:
        """True if used and refused add up to what came in: rows, figures and totals."""
        return (
            self.rows_in == self.rows_used + self.rows_refused
            and self.actuals_in == self.actuals_used + self.actuals_refused
            and self.total_in == self.total_used + self.total_refused
        )


@dataclass(frozen=True, slots=True)
class Past:
    """Figure of a measure in an earlier quarter; a quarter without history has no `Past`.

    Attributes:
        quarter: The quarter.
        actual: In the measure's unit; None if there is none or its marker withholds it.
        marker: Shorthand such as "[p]"; "" for none.
        numerator: The count above the line; None if not given.
        denominator: The count below the line; None if not given.
        target: The target in figures that applied then; None if the workbook keeps none.
    """

    quarter: Quarter
    actual: Decimal | None
    marker: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ConsolidatedRow:
    """Measure of a workbook, as a row of the consolidation.

    Attributes:
        source: Name of the workbook, as in `Source.name`.
        sheet: The sheet its actual is on.
        cell: The cell of its actual; of the row's first cell if there is no such column.
        ref_cell: The cell of its reference.
        council: The council it belongs to; "" if the workbook does not say.
        directorate: As the register says; without that, as the workbook's settings say.
        rated: The measure, its figures and its rating, without the cells its fields were read
            from.
        scheme: Key of the scheme it was rated under.
        status_word: The scheme's word for the status.
        direction_word: The scheme's word for the direction.
        history: At most the last eight quarters, up to and including the period and the oldest
            first.
        forecast_word: The scheme's word for the status of the forecast; "" without one.
        actions: What is being done about it, in the order of the sheet.
        second_direction_word: The scheme's word for the second direction.
        tolerance_word: The tolerance it was rated with, its own or the scheme's; "" for none.
    """

    source: str
    sheet: str
    cell: str
    ref_cell: str
    council: str
    directorate: str
    rated: RatedMeasure
    scheme: str
    status_word: str
    direction_word: str
    history: tuple[Past, ...] = ()
    forecast_word: str = ""
    actions: tuple[Action, ...] = ()
    second_direction_word: str = ""
    tolerance_word: str = ""

    @property
    def status(self) -> Status:
        """The status, whichever word the scheme has for it."""
        return self.rated.rating.status

    @property
    def direction(self) -> Direction:
        """The direction, whichever word the scheme has for it."""
        return self.rated.rating.direction

    @property
    def direction_meaning(self) -> str:
        """The key of its direction in data; a measure that is not due has none to count."""
        not_due = self.status is Status.NOT_DUE
        return self.status.value if not_due else self.direction.value

    @property
    def second_direction_meaning(self) -> str:
        """The key of its second direction in data; see `direction_meaning`."""
        not_due = self.status is Status.NOT_DUE
        return self.status.value if not_due else self.rated.rating.direction_year.value

    @property
    def declined_since(self) -> tuple[str, ...]:
        """The baselines that it has declined against, as "since Q2 2021/22"."""
        rating = self.rated.rating
        pairs = zip((rating.direction, rating.direction_year), self.rated.compared, strict=True)
        declined = [figure.since for way, figure in pairs if way is Direction.DECLINED]
        return tuple(dict.fromkeys(declined))

    @property
    def priority(self) -> str:
        """The priority its measure serves; "" without a priority."""
        return self.rated.measure.priority

    @property
    def actual(self) -> Decimal | None:
        """The actual in the measure's unit; None if there is none or its marker withholds it."""
        return self.rated.reading.usable

    @property
    def stored_actual(self) -> Decimal | None:
        """The actual as a cell holds it: 0.721 for 72.1%."""
        return stored(self.actual, self.rated.measure.counted_in)

    def targets_then(self, quarters: Sequence[Quarter]) -> list[Decimal | None]:
        """Return the target that applied in each of some quarters; None if that is not known.

        The history's own, where it keeps it. Without that the register's, which is this year's:
        drawn over earlier years it would say that a target was missed that was never set.
        """
        kept: dict[Quarter, Decimal | None] = {}
        for past in self.history:
            kept.setdefault(past.quarter, past.target)
        return [
            self.target_of_year(quarter) if target is None else target
            for quarter, target in zip(quarters, map(kept.get, quarters), strict=True)
        ]

    def target_of_year(self, quarter: Quarter) -> Decimal | None:
        """Return the register's target of a quarter; None in another year than its own."""
        same_year = quarter.year == self.rated.reading.period.year
        return self.rated.measure.target_in(quarter) if same_year else None

    @property
    def actions_in_words(self) -> list[str]:
        """The list of actions in words on the last day of the quarter, those overdue first."""
        day = self.rated.reading.period.end
        return [action.in_words(day) for action in most_urgent_first(self.actions, day)]

    @property
    def is_exception(self) -> bool:
        """True if it is off target, has declined against a baseline, or lacks a due actual."""
        return self.status is not Status.NOT_DUE and (
            self.status in (Status.OFF, Status.NOT_REPORTED)
            or bool(self.declined_since)
            or self.actual is None
        )


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Row of a workbook that is not used.

    Attributes:
        source: Name of the workbook.
        ref: Its reference as written; "" if it has none.
        sheet: The sheet it is on.
        cell: The cell of its actual.
        code: Code of the finding that gives the reason.
        why: The reason, a sentence.
        actual: Its actual as the cell stores it; None if there is none.
    """

    source: str
    ref: str
    sheet: str
    cell: str
    code: str
    why: str
    actual: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SourceBook:
    """Workbook as read, before it is compared with the others of its consolidation.

    Attributes:
        source: Its name and what it says of itself; used and refused are counted later.
        scheme: The rules it was rated under; None if it could not be read.
        rows: Its measures, in the order of the sheet.
        refused: Its rows that cannot be used.
        findings: Findings on its contents.
        actions: Its actions, those without a measure too.
    """

    source: Source
    scheme: Scheme | None = None
    rows: tuple[ConsolidatedRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def count(self) -> int:
        """Number of its measures."""
        return len(self.rows)

    @property
    def figures(self) -> int:
        """Number of its measures with an actual."""
        return sum(row.actual is not None for row in self.rows)

    @property
    def total(self) -> Decimal:
        """Control total of these actuals."""
        return sum((row.stored_actual or Decimal(0) for row in self.rows), Decimal(0))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its measures' references."""
        return frozenset(row.rated.measure.key for row in self.rows)


@dataclass(frozen=True, slots=True)
class Consolidation:
    """Measures of a period, of one council or many, and the source of each.

    Its sources, rows, refused rows and findings may be on disk, each read when it is asked for: go
    through them, and do not make lists of them.

    Attributes:
        period: The quarter.
        council: The council all sources name; "" if they name several or none.
        sources: The workbooks that were given, in order of name.
        rows: The measures, by council, directorate, workbook and the workbook's own order.
        refused: The rows that are refused singly, by workbook; the rows of a workbook that is
            refused whole are counted on its source.
        findings: The findings, by workbook; `where.file` is the source's name.
        schemes: The schemes in use, with the scheme of most measures first. Their keys differ.
        actions: The actions of the workbooks in use, those without a measure too.
    """

    period: Quarter
    council: str
    sources: Sequence[Source]
    rows: Sequence[ConsolidatedRow]
    refused: Sequence[RefusedRow] = ()
    findings: Sequence[Finding] = ()
    schemes: tuple[Scheme, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def directorates(self) -> tuple[str, ...]:
        """The directorates that report, in the order of the rows; "" for rows without one."""
        return tuple(dict.fromkeys(row.directorate for row in self.rows))

    @property
    def priorities(self) -> tuple[str, ...]:
        """The priorities that measures serve, in alphabetical order; "" comes last."""
        names = {row.rated.measure.priority for row in self.rows}
        return tuple(sorted(names, key=lambda name: (not name, name.casefold())))

    @property
    def totals(self) -> Source:
        """The counts and control totals of all sources together, under the name "All sources"."""
        return add_up(self.sources)

    def exceptions(self) -> tuple[ConsolidatedRow, ...]:
        """Return the rows that are off target, have declined, or have no actual."""
        return tuple(row for row in self.rows if row.is_exception)

    def scheme(self, key: str) -> Scheme:
        """Return the scheme of that key.

        Raises:
            KeyError: No row was rated under it.
        """
        return {scheme.key: scheme for scheme in self.schemes}[key]


@dataclass(frozen=True, slots=True)
class Publication:
    """Public form of a consolidation: small numbers withheld, nothing of the sources.

    Attributes:
        period: The quarter.
        council: The council all sources name; "" if they name several or none.
        rows: The measures; where a figure is withheld, it is None and its marker "[c]".
        schemes: As in the consolidation.
        findings: What was withheld and what a person should look at, without naming a figure.
        figures: Number of figures withheld of all quarters, without those an officer has marked.
        withheld: Number of measures with a withheld figure of the period.
        asked: True if any measure asks for small numbers to be suppressed.
        actions: The actions without a measure in `rows`, worded as they may be published.
    """

    period: Quarter
    council: str
    rows: tuple[ConsolidatedRow, ...]
    schemes: tuple[Scheme, ...]
    findings: tuple[Finding, ...] = field(default=())
    figures: int = 0
    withheld: int = 0
    asked: bool = False
    actions: tuple[Action, ...] = ()


def stored(value: Decimal | None, unit: AnyUnit | None) -> Decimal | None:
    """Return a value as a cell holds it: a percentage as a fraction, a time as a part of a day.

    >>> from kpibook.domain.measures.measure import Unit
    >>> stored(Decimal("72.1"), Unit.PERCENT)
    Decimal('0.721')
    """
    counted = counted_in(unit)
    return value if value is None or counted is None else counted.stored(value)


def add_up(sources: Iterable[Source]) -> Source:
    """Add up the counts and control totals of sources, under the name "All sources"."""
    totals: list[Any] = [0, 0, 0, 0, 0, 0, Decimal(0), Decimal(0), Decimal(0)]
    for source in sources:
        totals = [total + own for total, own in zip(totals, _COUNTS(source), strict=True)]
    return Source("All sources", **dict(zip(_COUNTED, totals, strict=True)))


_COUNTED = (
    *("rows_in", "rows_used", "rows_refused"),
    *("actuals_in", "actuals_used", "actuals_refused"),
    *("total_in", "total_used", "total_refused"),
)
_COUNTS = attrgetter(*_COUNTED)
