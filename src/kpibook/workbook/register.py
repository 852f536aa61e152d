"""Measures and readings from rows of the register, the history and 'This quarter'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kpibook.codes.register import CODES as REGISTER_CODES
from kpibook.domain.finding import Finding
from kpibook.domain.measures.compared_with import ComparedWith, read_compared_with
from kpibook.domain.measures.measure import (
    Basis,
    Comparator,
    Frequency,
    Measure,
    Polarity,
    Profile,
    QuarterFrom,
    Reading,
    Target,
    Tolerance,
    Unit,
    comparator_name,
)
from kpibook.domain.measures.number import (
    MARKERS,
    parse_marker,
    plain,
    stronger_marker,
    without_ok,
)
from kpibook.domain.measures.period import Quarter, parse_financial_year
from kpibook.domain.measures.units.counted_in import AnyUnit, CountedIn, counted_in
from kpibook.domain.measures.values_in_words import (
    read_target_figure,
    read_tolerance,
    read_yes_or_no,
)
from kpibook.domain.measures.vocabulary.reading import MARKER
from kpibook.errors import NotANumber
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.column import Column
from kpibook.workbook.fields import Row, shows_percent
from kpibook.workbook.plain.places import Places
from kpibook.workbook.plain.plain_reading import plain_reading
from kpibook.workbook.words.target import target_in
from kpibook.xlsx import Cell
from kpibook.xlsx.tables.headed_row import HeadedRow


@dataclass(frozen=True, slots=True)
class _RegisterRow:
    """Row of the register, as `layout.MeasureRow` asks for it.

    Attributes:
        row: Its cells, and the list of their findings.
        stated_unit: The unit in its cell, with its word; None for blank or not understood.
        stated_polarity: The polarity in its cell, likewise.
    """

    row: Row
    stated_unit: CountedIn | None
    stated_polarity: Polarity | None

    def text(self, heading: str) -> str:
        return self.row.text(heading)

    def figure(self, heading: str) -> Decimal | None:
        return self.row.number(heading, self.stated_unit)

    def number(self, heading: str) -> Decimal | None:
        return self.row.number(heading)

    def date(self, heading: str) -> date | None:
        return self.row.date(heading)

    def year(self, heading: str) -> int | None:
        return self.row.read(heading, parse_financial_year)

    def names(self, heading: str) -> tuple[str, ...]:
        return names_in(self.row, heading)

    def unit(self) -> Unit:
        return Unit.COUNT if self.stated_unit is None else self.stated_unit.unit

    def polarity(self) -> Polarity:
        return self.stated_polarity or Polarity.NEUTRAL

    def basis(self) -> Basis:
        return basis_in(self.row)

    def decimals(self) -> int | None:
        return decimals_in(self.row)

    def target(self) -> Target:
        return target_in(self.row, self.stated_unit, self.stated_polarity)

    def tolerance(self) -> Tolerance | None:
        return tolerance_in(self.row, self.stated_unit)

    def comparator(self) -> Comparator | None:
        return _comparator(self.row, self.stated_unit)

    def quarter(self, heading: str) -> Quarter | None:
        return self.row.read(heading, Quarter.parse)

    def frequency(self) -> Frequency:
        stated = self.row.choice(layout.FREQUENCY, Frequency, "frequency-unknown")
        return stated or Frequency.QUARTERLY

    def quarter_from(self) -> QuarterFrom | None:
        return self.row.choice(layout.QUARTER_FROM, QuarterFrom, "quarter-from-unknown")

    def profile(self) -> Profile | None:
        return self.row.choice(layout.PROFILE, Profile, "profile-unknown")

    def compared_with(self) -> tuple[ComparedWith, ...]:
        return baselines_in(self.row) or ()

    def suppress_small(self) -> bool:
        return suppress_small_in(self.row)


_GUIDED = frozenset(code.name for code in REGISTER_CODES)


def measure_from(row: Row) -> Measure:
    """Read the measure a row of the register describes, as the columns of the layout say.

    A missing or unknown value is reported, with the page that says what the column may hold, and
    takes the cautious value: no unit is a count, no polarity is neutral (and so not rated), no
    basis is in period.
    """
    found: list[Finding] = []
    measure = _measure_in(row.reporting_to(found))
    row.findings.extend(
        replace(finding, fix=f"{finding.fix} {layout.GUIDE}")
        if finding.code in _GUIDED
        else finding
        for finding in found
    )
    return measure


def _measure_in(row: Row) -> Measure:
    # Figures are read in the unit, and a target against the polarity: these two come first.
    unit = row.counted_in()
    polarity = row.choice(layout.POLARITY, Polarity, "polarity-unknown")
    guessed: dict[str, tuple[str, object]] = {
        "unit": (layout.UNIT, unit),
        "polarity": (layout.POLARITY, polarity),
    }
    missing = {"unit": "unit-missing", "polarity": "polarity-missing"}
    for name, (heading, value) in guessed.items():
        if value is None and not row.has(heading):
            row.report(
                missing[name],
                f"{row.text(layout.REF)} has nothing under {row.called(heading)}.",
                heading,
                "Choose one from the list: it is never guessed.",
            )
    reader, held = _RegisterRow(row, unit, polarity), row.held
    words = _words_in(row)
    of_blank, to_read = _fields_over(held)
    fields: dict[str, Any] = dict(of_blank)
    for field, read in to_read:
        fields[field] = read(reader)
    fields["unit"], fields["polarity"] = reader.unit(), reader.polarity()
    target: Target = fields["target"]
    if fields["low"] is None and fields["high"] is None:
        fields |= {"low": target.low, "high": target.high}
    return Measure(
        **fields,
        unit_word=unit.word if unit is not None else words.get("unit", ""),
        unit_means="" if unit is None else unit.means,
        words={field: word for field, word in words.items() if field != "unit"},
        source=row.where(layout.REF),
        places=Places(row, _PLACES),
        guessed=frozenset(
            [
                *(name for name, (_, value) in guessed.items() if value is None),
                *(["tolerance"] if tolerance_unread(row) else []),
                *(["compared_with"] if _baselines_unread(row) else []),
            ]
        ),
    )


def _words_in(row: Row) -> dict[str, str]:
    """Return the council's words for a measure's choices, where they are not kpibook's."""
    held = row.held
    if not _has_other_words(row):
        return {}
    silent = replace(row, findings=[])
    words = {
        field: silent.word(heading) for field, (heading, _) in _CHOICES.items() if heading in held
    }
    return {field: word for field, word in words.items() if word and word not in _CHOICES[field][1]}


def _has_other_words(row: Row) -> bool:
    """Return False only if each choice of a plain row is in kpibook's words, or blank."""
    cells = row.cells
    if type(cells) is not HeadedRow:
        return True
    held = cells.held
    return any(
        heading in held and (cells.plain_text(heading) or "") not in known
        for heading, known in _CHOICES.values()
    )


class _Asked(dict[str, Cell]):
    """Cells of a blank row, which remember the headings that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: set[str] = set()

    def get(self, heading: str, default: Any = None) -> Any:
        """Return `default`: there is no cell."""
        self.headings.add(heading)
        return default


_Field = tuple[str, Any, frozenset[str], object]
_MOST_WAYS = 64
# By the headings over filled cells: the rows of a register are filled in few ways.
_ways_by_held: dict[
    frozenset[str], tuple[tuple[_Field, ...], Mapping[str, object], Sequence[tuple[str, Any]]]
] = {}
_known_fields: list[tuple[tuple[Column, ...], tuple[_Field, ...]]] = []


def _fields_read() -> tuple[_Field, ...]:
    """Return each field, how it is read, from which headings, and its value in a blank row.

    Where the cells under all these headings are blank, reading goes the same way as in a blank row.
    """
    columns = layout.REGISTER_COLUMNS
    if not _known_fields or _known_fields[0][0] is not columns:
        _known_fields[:] = [(columns, tuple(_fields_of(columns)))]
    return _known_fields[0][1]


def _fields_over(
    held: frozenset[str],
) -> tuple[Mapping[str, object], Sequence[tuple[str, Any]]]:
    """Return the values of the fields whose headings are all blank, and how to read the others.

    Args:
        held: The headings of a row that are not blank, and perhaps some that are.
    """
    fields = _fields_read()
    way = _ways_by_held.get(held)
    if way is None or way[0] is not fields:
        of_blank = {f: value for f, _, headings, value in fields if held.isdisjoint(headings)}
        to_read = [(field, read) for field, read, _, _ in fields if field not in of_blank]
        if len(_ways_by_held) >= _MOST_WAYS:
            _ways_by_held.clear()
        way = _ways_by_held[held] = fields, of_blank, to_read
    return way[1:]


def _fields_of(columns: Iterable[Column]) -> Iterator[_Field]:
    for column in columns:
        if column.read is not None and column.field not in ("unit", "polarity"):
            asked = _Asked()
            of_blank = column.read(_RegisterRow(Row("", "", asked, []), None, None))
            yield column.field, column.read, frozenset(asked.headings), of_blank


def _baselines_unread(row: Row) -> bool:
    """Return True if what a measure is compared with cannot be read, without a finding."""
    return row.has(layout.COMPARED_WITH) and baselines_in(replace(row, findings=[])) is None


_PLACES = {
    "target": layout.TARGET,
    "vintage": layout.TARGET_VINTAGE,
    "polarity": layout.POLARITY,
    "basis": layout.BASIS,
    "profile": layout.PROFILE,
    "low": layout.LOW,
    "high": layout.HIGH,
    "floor": layout.FLOOR,
    "comparator": layout.COMPARATOR_VALUE,
    "tolerance": layout.TOLERANCE,
    "compared_with": layout.COMPARED_WITH,
    **{f"target_q{n}": heading for n, heading in enumerate(layout.TARGETS_BY_QUARTER, 1)},
}


# The columns of choices by the measure's field: the heading, and kpibook's words.
_CHOICES = {
    field: (heading, frozenset(member.value for member in kind))
    for field, heading, kind in (
        ("unit", layout.UNIT, Unit),
        ("polarity", layout.POLARITY, Polarity),
        ("basis", layout.BASIS, Basis),
        ("frequency", layout.FREQUENCY, Frequency),
        ("quarter_from", layout.QUARTER_FROM, QuarterFrom),
        ("profile", layout.PROFILE, Profile),
    )
}


def reading_from(row: Row, period: Quarter, unit: AnyUnit | None) -> Reading:
    """Read the figures a row reports for a measure in `period`; `unit` None if it is not known."""
    return plain_reading(row, period, unit) or full_reading(row, period, unit)


def full_reading(row: Row, period: Quarter, unit: AnyUnit | None) -> Reading:
    """Read the figures of any row, column by column; see `reading_from`."""
    counted = counted_in(unit)
    actual = row.figure(layout.ACTUAL, unit)
    marker = stronger_marker(marker_in(row), actual.marker)
    cell = row.filled(layout.ACTUAL)
    is_kept = row.line is None and not row.is_imported
    if cell is not None and cell.kind == "text" and actual.value is not None and is_kept:
        row.report(
            "number-as-text",
            f"{row.text(layout.REF)} has its actual stored as text.",
            layout.ACTUAL,
            "Type the number again: Excel's formulas and charts pass over text.",
        )
    value = actual.value
    if cell is not None and shows_percent(cell):
        if _is_percent_slip(row, actual.value, counted):
            value, marker = None, stronger_marker(marker, "[x]")
    elif actual.percent_sign and counted is not None and counted.unit is not Unit.PERCENT:
        row.report(
            "unit-contradicted",
            f"{row.text(layout.REF)} is measured in {counted.shown}, but its actual has a % sign.",
            layout.ACTUAL,
            "Remove the sign, or correct the measure's unit.",
        )
    if actual.note:
        row.report(
            "figure-note",
            f"{row.text(layout.REF)} has '{actual.note}' behind its actual, which is not kept.",
            layout.ACTUAL,
            "Say what it means in the measure's Note, or in the commentary.",
        )
    return Reading(
        ref=row.text(layout.REF),
        period=period,
        actual=value,
        numerator=row.number(layout.NUMERATOR),
        denominator=row.number(layout.DENOMINATOR),
        as_at=row.date(layout.AS_AT),
        forecast=row.number(layout.FORECAST, unit),
        settled=has_ok(row),
        marker=marker,
        commentary=row.comment(layout.COMMENTARY),
        action=row.comment(layout.ACTION),
        source=row.where(layout.ACTUAL),
        unread=value is None and not marker and row.holds_something(layout.ACTUAL),
        places={
            "as_at": row.where(layout.AS_AT),
            "numerator": row.where(layout.NUMERATOR),
            "denominator": row.where(layout.DENOMINATOR),
            **({"forecast": row.where(layout.FORECAST)} if row.has(layout.FORECAST) else {}),
            **{name: row.where(h) for name, h in _TEXTS if row.has(h)},
        },
    )


_TEXTS = (("commentary", layout.COMMENTARY), ("action", layout.ACTION))


def history_from(row: Row, unit: AnyUnit | None) -> Reading | None:
    """Read an earlier period from a row of the history; None without a period.

    The reading's quarter is the one in which the period ends.
    """
    if not row.has(layout.PERIOD):
        row.report(
            "period-missing",
            f"{row.text(layout.REF)} has no period.",
            layout.PERIOD,
            'Enter the quarter, such as "Q2 2021/22", the month or the year.',
        )
        return None
    period = row.period(layout.PERIOD)
    if period is None:
        return None
    covers = "" if isinstance(period, Quarter) else str(period)
    if isinstance(period, Quarter):
        quarter = period
    else:
        quarter = Quarter.of(period) if isinstance(period, date) else period.quarter
    reading = reading_from(row, quarter, unit)
    target = _target_then(row, unit)
    revised = row.number(layout.REVISED_FROM, unit)
    if target is None and revised is None and not covers:
        return reading
    return replace(
        reading,
        target=target,
        places={**reading.places, **({"target": row.where(layout.TARGET)} if target else {})},
        covers=covers,
        revised_from=revised,
    )


def _target_then(row: Row, unit: AnyUnit | None) -> Target | None:
    """Read the target that a history keeps for a quarter: a figure, or words as they were."""
    if not row.has(layout.TARGET):
        return None
    cell = row.cells[layout.TARGET]
    if cell.kind == "text":
        try:
            return Target(read_target_figure(row.figure_text(layout.TARGET), unit).value)
        except NotANumber:
            return Target(words=row.text(layout.TARGET))
    value = row.number(layout.TARGET, unit)
    return None if value is None else Target(value)


def _is_percent_slip(row: Row, value: Decimal | None, counted: CountedIn | None) -> bool:
    """Return True if 72.1 was put where 72.1% was meant: the figure shown is not published."""
    if counted is not None and counted.unit is not Unit.PERCENT:
        row.report(
            "percent-format",
            f"{row.text(layout.REF)} is measured in {counted.shown}, but its cell shows a "
            "percentage.",
            layout.ACTUAL,
            "Give the cell a number format without %, and check the figure.",
        )
    elif value is not None and abs(value) > 1000:
        row.report(
            "percent-as-points",
            f"{row.text(layout.REF)} shows {value.normalize():f}%: the cell is formatted as a "
            f"percentage and holds {(value / 100).normalize():f}.",
            layout.ACTUAL,
            f"Type {(value / 100).normalize():f}% into it.",
            "It is neither rated nor shown until then.",
        )
        return True
    return False


def names_in(row: Row, heading: str) -> tuple[str, ...]:
    """Return the names under a heading, which commas or semicolons part."""
    parts = re.split(r"[,;]", row.text(heading))
    return tuple(name.strip() for name in parts if name.strip())


def basis_in(row: Row) -> Basis:
    """Read the stretch of time a figure covers, in kpibook's words or a council's.

    A blank cell, and a word that is not known and so a finding, is in period.
    """
    return row.choice(layout.BASIS, Basis, "basis-unknown") or Basis.IN_PERIOD


def decimals_in(row: Row) -> int | None:
    """Read the places figures are reported to; None for blank or with a finding."""
    value = row.number(layout.DECIMALS)
    if value is None:
        return None
    if value != int(value) or not 0 <= value <= 6:
        row.report(
            "decimals-unusable",
            f"{row.text(layout.REF) or 'a row'} is to be reported to {plain(value)} decimals.",
            layout.DECIMALS,
            "Enter a whole number from 0 to 6.",
        )
        return None
    return int(value)


def suppress_small_in(row: Row) -> bool:
    """Return True if a row of the register asks to withhold small numbers from publication.

    A word that is neither yes nor no is reported and counts as yes: a published figure cannot be
    taken back.
    """
    if not row.has(layout.SUPPRESS):
        return False
    cell = row.cells[layout.SUPPRESS]
    # An error has no text, and no text is no: it must not publish what should be withheld.
    answer = None if cell.is_error else read_yes_or_no(cell.value)
    if answer is None:
        row.text(layout.SUPPRESS)  # reports the error
        row.report(
            "suppress-unknown",
            f"{row.name} has neither yes nor no under {row.called(layout.SUPPRESS)}.",
            layout.SUPPRESS,
            "Enter Yes or No.",
            "It is taken for yes: its counts of 1 to 5 are not published.",
        )
        return True
    return answer


def tolerance_in(row: Row, unit: CountedIn | None = None) -> Tolerance | None:
    """Read the measure's tolerance, in its unit; None for blank or with a finding."""
    cell = row.filled(layout.TOLERANCE)
    percent = cell is not None and shows_percent(cell)

    def read(_: str) -> Tolerance | None:
        number = cell.value if percent and cell is not None else row.figure_text(layout.TOLERANCE)
        return read_tolerance(number, shows_percent=percent, unit=unit)

    return row.read(layout.TOLERANCE, read)


def tolerance_unread(row: Row) -> bool:
    """Return True if the tolerance of a row cannot be read, without a finding."""
    if not row.has(layout.TOLERANCE):
        return False
    unit = replace(row, findings=[]).counted_in()
    silent = replace(row, findings=[])
    tolerance_in(silent, unit)
    return bool(silent.findings)


def _comparator(row: Row, unit: CountedIn | None) -> Comparator | None:
    name = comparator_name(row.text(layout.COMPARATOR))
    value = row.number(layout.COMPARATOR_VALUE, unit)
    if not name and value is None:
        return None
    return Comparator(name or "Comparator", value, row.text(layout.COMPARATOR_VINTAGE))


def baselines_in(row: Row) -> tuple[ComparedWith, ...] | None:
    """Read the baselines of a measure's directions; None with a finding."""
    if not row.has(layout.COMPARED_WITH):
        return ()
    return row.read(layout.COMPARED_WITH, read_compared_with)


def has_ok(row: Row) -> bool:
    """Return True if the marker or the actual of a row says [ok]: its figures are right."""
    cells = (row.filled(heading) for heading in (layout.MARKER, layout.ACTUAL))
    texts = (cell.value for cell in cells if cell is not None)
    return any(isinstance(text, str) and without_ok(text)[1] for text in texts)


def marker_in(row: Row) -> str:
    """Read the marker of a row; an unknown marker stays as written, and hides the figure."""
    cell = row.filled(layout.MARKER)
    text, _ = without_ok(row.text(layout.MARKER))
    text = row.own_words.means(MARKER, text) or text
    if not text and cell is not None and (cell.is_error or cell.formula is not None):
        return "[x]"  # a marker that cannot be read may be [c]
    marker = parse_marker(text)
    if marker is None:
        row.report(
            "marker-unknown",
            f"{row.text(layout.REF)} has the marker '{text[:12]}'.",
            layout.MARKER,
            f"Choose one of {', '.join(MARKERS)}.",
            "Its figure is neither rated nor shown until the marker is understood.",
        )
        return text[:24]
    return marker
