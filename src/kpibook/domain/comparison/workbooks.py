"""What is different between two workbooks, in the terms of measures and not of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.comparison.consolidations import ChangeKind, DataRow, changes_between
from kpibook.domain.comparison.fields import FIGURES, TEXTS, MeasureField, Value
from kpibook.domain.measures.measure import Measure, Reading, Unit
from kpibook.domain.measures.number import plain, to_decimal
from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import shortened

_MOST_OF_A_TEXT, _MOST_OF_A_NAME = 24, 80


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two workbooks do not say alike.

    Attributes:
        kind: Whether it is new, gone or revised.
        what: The field, such as "actual", or the label of a setting; "" for a whole measure.
        old: A number in the measure's unit, a text, a day, or None for blank. Of a measure that
            is gone its actual.
        new: The same of the other workbook.
        ref: The measure; "" for a setting.
        title: What the measure is called.
        directorate: Who answers for it; "" if not said.
        period: The quarter a figure is of, as printed; "" for what is of no quarter.
        unit: What its figures are counted in; None where `old` and `new` have no unit.
        private: The texts may be personal: they are never printed whole.
    """

    kind: ChangeKind
    what: str = ""
    old: Value = None
    new: Value = None
    ref: str = ""
    title: str = ""
    directorate: str = ""
    period: str = ""
    unit: Unit | None = None
    private: bool = False

    def in_words(self) -> tuple[str, str]:
        """Old and new for people: figures with all their digits, long texts by their length."""
        old, new = (self._shown(value) for value in (self.old, self.new))
        if old == new and self.old != self.new:
            new += " that reads otherwise"
        return old, new

    def _shown(self, value: Value) -> str:
        if value is None:
            return "blank"
        if isinstance(value, Decimal):
            return plain(value) if self.unit is None else _written(value, self.unit)
        if isinstance(value, date):
            return long_date(value)
        return shortened(value, _MOST_OF_A_TEXT if self.private else _MOST_OF_A_NAME)


def _written(value: Decimal, unit: Unit) -> str:
    return Measure("", unit=unit).written(value)


@dataclass(frozen=True, slots=True)
class MeasureState:
    """What one workbook says of one measure.

    Attributes:
        measure: As its register has it.
        reading: What is reported for the workbook's period; None without a row there.
        earlier: What the history holds, by quarter.
        words: What is shown of its rating, by heading ("Status").
    """

    measure: Measure
    reading: Reading | None = None
    earlier: Mapping[Quarter, Reading] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def readings(self) -> dict[Quarter, Reading]:
        """What was reported for each quarter, the workbook's own included."""
        own = {self.reading.period: self.reading} if self.reading is not None else {}
        return {**self.earlier, **own}


@dataclass(frozen=True, slots=True)
class BookState:
    """What one performance workbook says.

    Attributes:
        period: The quarter it reports.
        settings: What stands on Settings, by label.
        measures: Its register, in order.
    """

    period: Quarter
    settings: Mapping[str, str]
    measures: tuple[MeasureState, ...]


def differences_between(
    old: BookState, new: BookState, register: Sequence[MeasureField]
) -> tuple[Difference, ...]:
    """What `new` says otherwise than `old`: settings first, then the measures in its order.

    Measures are matched by reference, then by the earlier references the new register gives.
    Figures are compared quarter by quarter, wherever in the workbook they stand: this quarter's
    figure of an older workbook is history in a later one. Numbers are compared at Excel's 15
    digits. Commentary, action and what is shown of the ratings are compared where both workbooks
    report one quarter.

    Args:
        old: The earlier workbook.
        new: The later one.
        register: What is compared of the register, in this order.
    """
    found = [
        Difference(_kind(before, after), label, before, after)
        for label, before, after in _both(old.settings, new.settings)
        if before != after
    ]
    left = {state.measure.key: state for state in old.measures}
    for state in new.measures:
        before = _take(left, state.measure)
        if before is None:
            found.append(_whole(ChangeKind.NEW, state))
        else:
            found += _of_measure(before, state, register, same_period=old.period == new.period)
    return (*found, *(_whole(ChangeKind.REMOVED, state) for state in left.values()))


def _both(
    old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[tuple[str, str | None, str | None]]:
    for label in dict.fromkeys((*new, *old)):
        yield label, old.get(label) or None, new.get(label) or None


def _take(left: dict[str, MeasureState], measure: Measure) -> MeasureState | None:
    """The earlier state of a measure, by its reference or one it had; taken out of `left`."""
    keys = (measure.key, *(ref_key(alias) for alias in measure.aliases))
    return next((left.pop(key) for key in keys if key in left), None)


def _whole(kind: ChangeKind, state: MeasureState) -> Difference:
    measure, reading = state.measure, state.reading
    actual = reading.actual if reading is not None else None
    period = str(reading.period) if reading is not None else ""
    return Difference(
        kind,
        old=actual if kind is ChangeKind.REMOVED else None,
        new=actual if kind is ChangeKind.NEW else None,
        ref=measure.ref,
        title=measure.title,
        directorate=measure.directorate,
        period=period,
        unit=measure.unit,
    )


def _of_measure(
    old: MeasureState, new: MeasureState, register: Sequence[MeasureField], *, same_period: bool
) -> Iterator[Difference]:
    # A figure whose unit has changed is in neither unit: it is shown as the bare number.
    unit = new.measure.unit if new.measure.unit is old.measure.unit else None
    for field_ in register:
        before, after = field_.of(old.measure), field_.of(new.measure)
        units = unit if field_.in_unit else None
        yield from _one(new, field_.name, before, after, unit=units, private=field_.private)
    earlier, later = old.readings, new.readings
    for quarter in sorted({*earlier, *later}):
        for what, (read, counted) in FIGURES.items():
            was, now = (read(r[quarter]) if quarter in r else None for r in (earlier, later))
            units = unit if counted else None
            yield from _one(new, what, was, now, period=str(quarter), unit=units)
    if same_period:
        yield from _shown_and_said(old, new)


def _shown_and_said(old: MeasureState, new: MeasureState) -> Iterator[Difference]:
    for what in dict.fromkeys((*old.words, *new.words)):
        yield from _one(new, what, old.words.get(what), new.words.get(what))
    for what, read in TEXTS.items():
        was, now = (read(s.reading) if s.reading is not None else None for s in (old, new))
        yield from _one(new, what, was, now, private=True)


def _one(
    state: MeasureState,
    what: str,
    old: Value,
    new: Value,
    *,
    period: str = "",
    unit: Unit | None = None,
    private: bool = False,
) -> Iterator[Difference]:
    before, after = _comparable(old), _comparable(new)
    if before != after:
        measure = state.measure
        yield Difference(
            _kind(before, after),
            what,
            before,
            after,
            ref=measure.ref,
            title=measure.title,
            directorate=measure.directorate,
            period=period,
            unit=unit,
            private=private,
        )


def _comparable(value: Value) -> Value:
    return to_decimal(value) if isinstance(value, Decimal) else value or None


def _kind(old: Value, new: Value) -> ChangeKind:
    if old is None:
        return ChangeKind.NEW
    return ChangeKind.REMOVED if new is None else ChangeKind.REVISED


# Consolidated workbooks


def differences_in_data(old: Iterable[DataRow], new: Iterable[DataRow]) -> tuple[Difference, ...]:
    """What the Data table of one consolidated workbook says otherwise than that of another.

    The period first, where the tables report different ones; then `changes_between`.
    """
    before, after = list(old), list(new)
    periods = ["; ".join(dict.fromkeys(r.period for r in rows)) for rows in (before, after)]
    settings = [{"Period": period} for period in periods]
    found = [
        Difference(_kind(was, now), label, was, now)
        for label, was, now in _both(*settings)
        if was != now
    ]
    for change in changes_between(before, after):
        row = change.row
        counted = change.what in ("", "Actual", "Target")
        found.append(
            Difference(
                _kind(change.old, change.new) if change.what else change.kind,
                change.what,
                change.old,
                change.new,
                ref=row.ref,
                title=row.measure,
                directorate=row.directorate,
                period=row.period,
                unit=row.unit if counted else None,
            )
        )
    return tuple(found)
