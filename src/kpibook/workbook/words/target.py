"""Target of a row, in figures or in words that kpibook understands."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Polarity, Target, comparator_name
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.values_in_words import read_target_figure
from kpibook.domain.measures.vocabulary.council_words import meaning_of
from kpibook.domain.measures.vocabulary.reading import TARGET as TARGET_ROLE
from kpibook.domain.measures.worded_target import WordedTarget, read_worded_target
from kpibook.domain.wording import quoted
from kpibook.errors import NotANumber
from kpibook.workbook import layout
from kpibook.workbook.fields import Row, in_unit
from kpibook.xlsx.tables.headed_row import HeadedRow

# Faults of a figure that say more than that words cannot be read.
_OWN_FAULTS = (
    *("number-scaled", "number-ambiguous", "number-scale-contradicts"),
    *("figure-unit", "duration-unreadable"),
)
_OTHERS = frozenset((*layout.TARGETS_BY_QUARTER, layout.TARGET_BASIS, layout.TARGET_VINTAGE))


def target_in(row: Row, unit: CountedIn | None, polarity: Polarity | None = None) -> Target:
    """Read the target of a row, in figures or in words that kpibook understands.

    Other words ("Additional 800") are kept as text, and the measure is not rated.
    """
    cells = row.cells
    if type(cells) is HeadedRow and _OTHERS.isdisjoint(cells.held):
        plain = cells.decimal(layout.TARGET) if layout.TARGET in cells.held else None
        value = None if plain is None else in_unit(*plain, unit)
        if value is not None:
            return Target(value=value, by_quarter={})
    cell = row.filled(layout.TARGET)
    if cell is not None and cell.kind == "text":
        target = _of_text(row, unit, polarity)
    else:
        target = Target(row.number(layout.TARGET, unit))
    by_quarter = {
        n: figure
        for n, heading in enumerate(layout.TARGETS_BY_QUARTER, start=1)
        if (figure := row.number(heading, unit)) is not None
    }
    return Target(
        value=target.value,
        by_quarter=by_quarter,
        words=target.words,
        benchmark=comparator_name(row.text(layout.TARGET_BASIS)) or target.benchmark,
        vintage=row.text(layout.TARGET_VINTAGE),
        strict=target.strict,
        low=target.low,
        high=target.high,
        not_set=target.not_set,
        relative=target.relative,
        shows_figure=target.shows_figure,
    )


def _of_text(row: Row, unit: CountedIn | None, polarity: Polarity | None) -> Target:
    words = row.text(layout.TARGET)
    if words and meaning_of(TARGET_ROLE, words, row.own_words).word:
        # A marker such as [z] is shorthand, and no words of the council.
        return Target(words="" if words.startswith("[") else words, not_set=True)
    try:
        figure = read_target_figure(row.figure_text(layout.TARGET), unit)
    except NotANumber as error:
        worded = read_worded_target(words, unit)
        if worded is None:
            _report_unread(row, error)
            return Target(words=words)
        return _of_words(row, words, worded, unit, polarity)
    if figure.note == "+" and figure.value is not None:
        worded = WordedTarget(Polarity.HIGHER, strict=False, value=figure.value)
        return _of_words(row, words, worded, unit, polarity)
    return Target(figure.value)


def _of_words(
    row: Row,
    words: str,
    worded: WordedTarget,
    unit: CountedIn | None,
    polarity: Polarity | None,
) -> Target:
    _check_way(row, worded, polarity)
    value, low, high = worded.value, None, None
    if worded.low is not None:
        if polarity is Polarity.RANGE:
            low, high = worded.low, worded.high
        else:
            _report_range(row, words, polarity)
    if worded.comparator:
        value = _value_of_comparator(row, words, worded, unit)
    return Target(
        value=value,
        words=words,
        benchmark=worded.comparator,
        strict=worded.strict,
        low=low,
        high=high,
        relative=worded.relative,
        shows_figure=bool(worded.comparator) or worded.relative is not None,
    )


def _value_of_comparator(
    row: Row, words: str, worded: WordedTarget, unit: CountedIn | None
) -> Decimal | None:
    """Return the comparator's figure; None with a finding if there is none, or another's."""
    value = row.number(layout.COMPARATOR_VALUE, unit)
    if value is None:
        row.report(
            "target-relative",
            f"{row.name} has the target {quoted(words, 60)}, and no figure under "
            f"{layout.COMPARATOR_VALUE}.",
            layout.TARGET,
            f"Enter the figure of {worded.comparator} there, or the target in figures.",
            "It is not rated until then.",
        )
    return value


def _check_way(row: Row, worded: WordedTarget, polarity: Polarity | None) -> None:
    ways = (Polarity.HIGHER, Polarity.LOWER)
    if polarity in ways and worded.polarity in ways and polarity is not worded.polarity:
        row.report(
            "target-contradicts-polarity",
            f"{row.text(layout.REF)} is better {polarity.value}, but its target in words says "
            f"{worded.polarity.value}.",
            layout.TARGET,
            f"Correct the target, or {layout.POLARITY}.",
        )


def _report_range(row: Row, words: str, polarity: Polarity | None) -> None:
    if polarity in (None, Polarity.NEUTRAL):
        return
    row.report(
        "target-is-range",
        f"{row.name} has the target {quoted(words)}, a range, and {layout.POLARITY} is "
        f"{polarity.value}.",
        layout.TARGET,
        f"Write range under {layout.POLARITY}, or the end of the range that is the target.",
        "It is not rated until then.",
    )


def _report_unread(row: Row, error: NotANumber) -> None:
    if error.code in _OWN_FAULTS:
        row.report(error.code, error.what, layout.TARGET, error.fix, error.why)
        return
    row.report(
        "target-in-words",
        f"{row.text(layout.REF)} has a target in words that kpibook cannot read.",
        layout.TARGET,
        'Write a figure, or words such as "fewer than 85" or "at least 90%".',
        "It is kept, and the measure is not rated.",
    )
