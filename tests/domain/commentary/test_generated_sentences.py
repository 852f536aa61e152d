"""A law: what kpibook writes of its own ratings never contradicts them, in any scheme's words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.facts import facts_of
from kpibook.domain.commentary.totals.check import total_verdicts
from kpibook.domain.commentary.totals.tally import tally_of
from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.measure import Comparator, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.report.of_return import report_of_return
from kpibook.domain.report.report import Report
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.domain.rules.scheme import Scheme
from kpibook.sources.schemes import built_in, load_scheme

NOW = Quarter(2024, 3)
_SCHEMES = built_in()
_Book = list[tuple[RatedMeasure, MeasureFigures]]
_History = dict[tuple[str, Quarter], Reading]
_figure = st.none() | st.decimals(min_value=0, max_value=100, places=1)
_row = st.tuples(
    st.sampled_from([Unit.PERCENT, Unit.COUNT, Unit.DAYS, Unit.RATE_PER_1000, Unit.CURRENCY]),
    st.sampled_from([Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL]),
    st.tuples(_figure, _figure, _figure, _figure, _figure),
    st.sampled_from(["", "Safe communities", "One Council \u2013 Building", "Homes"]),
    st.sampled_from([None, 2024]),
)


def _a_book(rows: list[tuple[object, ...]], scheme: Scheme) -> tuple[_Book, _History]:
    book: _Book = []
    history: _History = {}
    for number, (unit, polarity, figures, priority, introduced) in enumerate(rows):
        actual, target, before, year, elsewhere = figures  # type: ignore[misc]
        ref = f"PI.{number + 1}"
        measure = Measure(
            ref,
            title="Cases closed in time",
            unit=unit,  # type: ignore[arg-type]
            polarity=polarity,  # type: ignore[arg-type]
            decimals=1,
            target=Target(target),
            comparator=None if elsewhere is None else Comparator("England", elsewhere),
            priority=priority,  # type: ignore[arg-type]
            introduced=introduced,  # type: ignore[arg-type]
        )
        marker = "" if actual is not None else "[x]"
        reading = Reading(ref, NOW, actual, marker=marker)
        for quarter, value in ((NOW.previous, before), (NOW.same_last_year, year)):
            if value is not None:
                history[measure.key, quarter] = Reading(ref, quarter, Decimal(value))
        of_measure = figures_of(measure, reading, history)
        doubt = in_doubt(doubts_of(of_measure))
        book.append((rate_measure(measure, reading, history, scheme, doubt), of_measure))
    return book, history


def _of_measures(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the reference and each text that is printed of a measure."""
    for block in report.blocks:
        texts = [block.why, block.alt_text, block.trend.in_words, *block.attention, *block.notes]
        texts += [movement.words for movement in block.movements]
        if block.comparison is not None:
            texts.append(f"{block.comparison.name}: {block.comparison.against}.")
        yield from ((block.name.ref, text) for text in texts)


@settings(max_examples=150, deadline=None)
@given(st.lists(_row, max_size=14), st.sampled_from(_SCHEMES))
def test_what_is_printed_of_ratings_never_contradicts_them(
    rows: list[tuple[object, ...]], name: str
) -> None:
    scheme = load_scheme(name)
    book, history = _a_book(rows, scheme)
    rated = tuple(measure for measure, _ in book)
    content = QuarterlyReturn(NOW, scheme, rated)
    report = report_of_return(content, history)
    totals = [*content.sentences(), *(each.text for each in report.summary.sentences)]
    totals += [f"{group.priority} \u2013 {len(group.blocks)} measures" for group in report.groups]

    tally = tally_of(rated, scheme)
    for text in (*totals, " ".join(totals)):
        assert [v for v in total_verdicts(text, tally) if v.contradicts] == []
    facts = {each.measure.ref: facts_of(each, figures, scheme) for each, figures in book}
    for ref, text in _of_measures(report):
        told = [v for v in verdicts(text, facts[ref]) if v.contradicts]
        assert told == [], (text, facts[ref])


def test_another_count_in_the_generated_sentence_is_told() -> None:
    scheme = load_scheme()
    rows: list[tuple[object, ...]] = [
        (Unit.PERCENT, Polarity.HIGHER, (Decimal(actual), Decimal(50), None, None, None), "", None)
        for actual in (60, 70, 10)
    ]
    rated = tuple(measure for measure, _ in _a_book(rows, scheme)[0])
    (first, *_) = QuarterlyReturn(NOW, scheme, rated).sentences()

    assert first.startswith("Of 3 measures, 2 ")
    wrong = first.replace(", 2 ", ", 1 ")
    assert any(v.contradicts for v in total_verdicts(wrong, tally_of(rated, scheme)))
