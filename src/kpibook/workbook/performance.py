"""Contents of a performance workbook, read once: settings, measures, readings, history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from kpibook.domain.actions.action import Action
from kpibook.domain.doubts.settlement import Settlement
from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Month, Year
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.vocabulary.council_words import CouncilWords
from kpibook.domain.rating.target_change import TargetChange
from kpibook.domain.rules.scheme_copy import SchemeCopy
from kpibook.domain.sign_off.sign_off import SignOff
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.protocol import TableRows


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a workbook, as the officer set them.

    Attributes:
        council: Name of the council; "" if not given.
        directorate: Name of the directorate; "" if not given.
        committee: The committee the return goes to; "" if not given.
        period: The quarter being reported.
        scheme: Key of the scheme, or the path of its file.
        scheme_place: The cell of that setting; None if it does not come from a workbook.
        scheme_copy: The workbook's copy of a scheme file; None if it has no copy.
        council_place: The cell of the council's name, likewise.
        committee_place: The cell of the committee, likewise.
        directorate_place: The cell of the directorate, likewise.
    """

    period: Quarter
    council: str = ""
    directorate: str = ""
    committee: str = ""
    scheme: str = "standard"
    scheme_place: Location | None = field(default=None, compare=False)
    scheme_copy: SchemeCopy | None = field(default=None, compare=False)
    council_place: Location | None = field(default=None, compare=False)
    committee_place: Location | None = field(default=None, compare=False)
    directorate_place: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """Register as it was read, which is not read again while its table is the same object.

    Attributes:
        table: Its table.
        own_words: The council's own words that it was read with.
        measures: Its measures by key, in its order, as they are there.
        findings: Problems met while reading it.
    """

    table: TableRows
    own_words: CouncilWords
    measures: Mapping[str, Measure]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PerformanceWorkbook:
    """Contents of a performance workbook.

    Attributes:
        file: Its file name.
        settings: Council, directorate, period, scheme.
        measures: The register by key, in its order.
        readings: This quarter's readings by key.
        rows: The rows of 'This quarter' by key, in sheet order; results are written there.
        history: Earlier readings by key and period.
        findings: Problems met while reading, in sheet order.
        settlements: Doubts that were settled.
        target_changes: Changes of targets that were recorded.
        months: Figures of months by key and month, those of the quarter itself included.
        years: Figures of whole years by key and year: annual figures and outturns.
        actions: The list of actions, in the order of its sheet.
        has_actions_table: True if it has such a list, be it empty.
        sign_offs: The sign-offs of its returns, the last at the end.
        called_agreed: The cells of Cover and Settings that call the return agreed.
        not_past: The keys of measures whose history has a row for this quarter or a later one.
        register: The register as it is there, without what the history adds to it.
    """

    file: str
    settings: Settings
    measures: Mapping[str, Measure]
    readings: Mapping[str, Reading]
    rows: Mapping[str, Row]
    history: Mapping[tuple[str, Quarter], Reading]
    findings: tuple[Finding, ...]
    settlements: tuple[Settlement, ...] = ()
    target_changes: tuple[TargetChange, ...] = ()
    months: Mapping[tuple[str, Month], Reading] = field(default_factory=dict)
    years: Mapping[tuple[str, Year], Reading] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    has_actions_table: bool = False
    sign_offs: tuple[SignOff, ...] = ()
    called_agreed: tuple[Location, ...] = ()
    not_past: frozenset[str] = frozenset()
    register: RegisterRead | None = field(default=None, compare=False)

    @property
    def reported_actions(self) -> tuple[Action, ...]:
        """The actions that this quarter's return has: not those closed with an earlier quarter."""
        return tuple(each for each in self.actions if each.is_reported_in(self.settings.period))


def settlement_in(row: Row, by_name: Mapping[str, Measure]) -> Settlement | None:
    """Return the settled doubt in a row of its table; None if the row cannot be read.

    Args:
        row: The row.
        by_name: Measures by their key and their earlier keys.
    """
    measure = by_name.get(ref_key(row.text(layout.REF)))
    figure = row.number(layout.SETTLED_FIGURE)
    if measure is None or figure is None:
        return None
    quarter = None
    if row.text(layout.PERIOD) != layout.ANY_PERIOD:
        quarter = row.read(layout.PERIOD, Quarter.parse)
        if quarter is None:
            return None
    on = row.cells.get(layout.SETTLED_ON)
    return Settlement(
        ref=measure.ref,
        quarter=quarter,
        code=row.text(layout.SETTLED_CODE),
        figure=figure,
        by=row.text(layout.SETTLED_BY),
        on=row.date(layout.SETTLED_ON) if on is not None and on.kind != "text" else None,
    )


def target_change_in(row: Row, by_name: Mapping[str, Measure]) -> TargetChange | None:
    """Return the change of a target in a row of its table; None if the row cannot be read.

    Args:
        row: The row.
        by_name: Measures by their key and their earlier keys.
    """
    measure = by_name.get(ref_key(row.text(layout.REF)))
    quarter = row.read(layout.PERIOD, Quarter.parse)
    if measure is None or quarter is None:
        return None
    before, now = row.text(layout.TARGET_BEFORE), row.text(layout.TARGET_NOW)
    return TargetChange(measure.ref, quarter, before, now, row.date(layout.CHANGED_ON))


def figure_in_words(measure: Measure, figure: Decimal) -> str:
    """Write a figure as `settlement_in` reads it back, with all its digits."""
    text = f"{figure.normalize():f}"
    return f"{text}%" if measure.unit.value == "percent" else text
