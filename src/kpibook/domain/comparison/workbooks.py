"""Comparison of two workbooks, in the terms of measures and not of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.comparison.consolidations import ChangeKind, DataRow, changes_between
from kpibook.domain.comparison.fields import FIGURES, TEXTS, MeasureField, Value
from kpibook.domain.measures.calendar import Month, Period
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.number import plain, to_decimal
from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.units.counted_in import AnyUnit, counted_in
from kpibook.domain.wording import shortened
from kpibook.on_use.dataclass import dataclass

_MOST_OF_A_TEXT, _MOST_OF_A_NAME = 24, 80


@dataclass(frozen=True, slots=True)
class Difference:
    """Difference between two workbooks: a setting, a measure or a value of a measure.

    Attributes:
        kind: New, removed or revised.
        what: The field, such as "actual", or the label of a setting; "" for a whole measure.
        old: A number in the measure's unit, a text, a day, or None for blank; the actual of a
            removed measure.
        new: The same of the other workbook.
        ref: The measure; "" for a setting.
        title: What the measure is called.
        directorate: Who answers for it; "" if not stated.
        period: The quarter a figure is of, as printed; "" if it belongs to no quarter.
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
    unit: AnyUnit | None = None
    private: bool = False

    def in_words(self) -> tuple[str, str]:
        """Return old and new for people: figures with all their digits, long texts by length."""
        old, new = (self._in_words(value) for value in (self.old, self.new))
        if old == new and self.old != self.new:
            # Long texts are shown by length, and two texts can have the same length.
            new += " that reads otherwise"
        return old, new

    def _in_words(self, value: Value) -> str:
        if value is None:
            return "blank"
        if isinstance(value, Decimal):
            counted = counted_in(self.unit)
            return plain(value) if counted is None else counted.written(value)
        if isinstance(value, date):
            return long_date(value)
        return shortened(value, _MOST_OF_A_TEXT if self.private else _MOST_OF_A_NAME)


@dataclass(frozen=True, slots=True)
class MeasureState:
    """State of a measure in a workbook.

    Attributes:
        measure: As its register has it.
        reading: What is reported for the workbook's period; None without a row there.
        earlier: The readings of the history, by quarter, month or year.
        words: The words of its rating as printed, by heading ("Status").
    """

    measure: Measure
    reading: Reading | None = None
    earlier: Mapping[Period, Reading] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def readings(self) -> dict[Period, Reading]:
        """Readings by period, the workbook's included."""
        current: dict[Period, Reading] = (
            {self.reading.period: self.reading} if self.reading is not None else {}
        )
        return {**self.earlier, **current}


@dataclass(frozen=True, slots=True)
class BookState:
    """State of a performance workbook.

    Attributes:
        period: The quarter it reports.
        settings: The values of the Settings sheet, by label.
        measures: Its register, in order.
    """

    period: Quarter
    settings: Mapping[str, str]
    measures: tuple[MeasureState, ...]


def differences_between(
    old: BookState, new: BookState, register: Sequence[MeasureField]
) -> tuple[Difference, ...]:
    """Compare two workbooks: settings first, then the measures in the order of `new`.

    Measures are matched by reference, then by the earlier references the new register gives.
    Figures are compared period by period, in whichever sheet they are: this quarter's
    figure of an older workbook is history in a later workbook. Numbers are compared at Excel's 15
    digits. Commentary, action and the printed ratings are compared where both workbooks report
    the same quarter.

    Args:
        old: The earlier workbook.
        new: The later workbook.
        register: The fields of the register that are compared, in this order.
    """
    differences = [
        Difference(_kind(old_value, new_value), label, old_value, new_value)
        for label, old_value, new_value in _settings_of_both(old.settings, new.settings)
        if old_value != new_value
    ]
    unmatched = {state.measure.key: state for state in old.measures}
    for state in new.measures:
        earlier_state = _take(unmatched, state.measure)
        if earlier_state is None:
            differences.append(_whole_measure(ChangeKind.NEW, state))
        else:
            differences += _of_measure(
                earlier_state, state, register, same_period=old.period == new.period
            )
    return (
        *differences,
        *(_whole_measure(ChangeKind.REMOVED, state) for state in unmatched.values()),
    )


def _settings_of_both(
    old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[tuple[str, str | None, str | None]]:
    for label in dict.fromkeys((*new, *old)):
        yield label, old.get(label) or None, new.get(label) or None


def _take(unmatched: dict[str, MeasureState], measure: Measure) -> MeasureState | None:
    """Take the earlier state of a measure out of `unmatched`, by its reference or an alias."""
    keys = (measure.key, *(ref_key(alias) for alias in measure.aliases))
    return next((unmatched.pop(key) for key in keys if key in unmatched), None)


def _whole_measure(kind: ChangeKind, state: MeasureState) -> Difference:
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
        unit=measure.counted_in.bare,
    )


def _of_measure(
    old: MeasureState, new: MeasureState, register: Sequence[MeasureField], *, same_period: bool
) -> Iterator[Difference]:
    # A figure whose unit has changed is in neither unit: it is shown as the bare number.
    same = new.measure.counted_in == old.measure.counted_in
    unit = new.measure.counted_in.bare if same else None
    for field_ in register:
        old_value, new_value = field_.of(old.measure), field_.of(new.measure)
        units = unit if field_.in_unit else None
        yield from _field_difference(
            new, field_.name, old_value, new_value, unit=units, private=field_.private
        )
    old_readings, new_readings = old.readings, new.readings
    for period in sorted({*old_readings, *new_readings}, key=_time):
        for name, (field_of, has_unit) in FIGURES.items():
            old_figure, new_figure = (
                field_of(r[period]) if period in r else None for r in (old_readings, new_readings)
            )
            units = unit if has_unit else None
            yield from _field_difference(
                new, name, old_figure, new_figure, period=str(period), unit=units
            )
    if same_period:
        yield from _rating_and_text_differences(old, new)


def _time(period: Period) -> tuple[int, int, int, str]:
    """Return a key that orders periods by time: months, their quarter, and the year it ends."""
    if isinstance(period, Quarter):
        return period.year, period.number, 100, ""
    number = period.number if isinstance(period, Month) else 101
    return period.quarter.year, period.quarter.number, number, str(period)


def _rating_and_text_differences(old: MeasureState, new: MeasureState) -> Iterator[Difference]:
    for name in dict.fromkeys((*old.words, *new.words)):
        yield from _field_difference(new, name, old.words.get(name), new.words.get(name))
    for name, text_of in TEXTS.items():
        old_value, new_value = (
            text_of(s.reading) if s.reading is not None else None for s in (old, new)
        )
        yield from _field_difference(new, name, old_value, new_value, private=True)


def _field_difference(
    state: MeasureState,
    name: str,
    old: Value,
    new: Value,
    *,
    period: str = "",
    unit: AnyUnit | None = None,
    private: bool = False,
) -> Iterator[Difference]:
    old_value, new_value = _comparable(old), _comparable(new)
    if old_value != new_value:
        measure = state.measure
        yield Difference(
            _kind(old_value, new_value),
            name,
            old_value,
            new_value,
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
    """Compare the Data tables of two consolidated workbooks.

    The period first, where the tables report different ones; then `changes_between`.
    """
    old_rows, new_rows = list(old), list(new)
    periods = ["; ".join(dict.fromkeys(r.period for r in rows)) for rows in (old_rows, new_rows)]
    settings = [{"Period": period} for period in periods]
    differences = [
        Difference(_kind(old_period, new_period), label, old_period, new_period)
        for label, old_period, new_period in _settings_of_both(*settings)
        if old_period != new_period
    ]
    for change in changes_between(old_rows, new_rows):
        row = change.row
        has_unit = change.what in ("", "Actual", "Target")
        differences.append(
            Difference(
                _kind(change.old, change.new) if change.what else change.kind,
                change.what,
                change.old,
                change.new,
                ref=row.ref,
                title=row.measure,
                directorate=row.directorate,
                period=row.period,
                unit=row.unit if has_unit else None,
            )
        )
    return tuple(differences)
