"""Faults in a measure's texts as looks, which a person settles like other doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from zlib import crc32

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.claim import ClaimKind, Span
from kpibook.domain.commentary.facts import Fact, facts_of
from kpibook.domain.commentary.other_measures import OtherMeasures, with_others
from kpibook.domain.commentary.reading.scan import MOST_CHARACTERS
from kpibook.domain.commentary.repeated import is_repeated, repeated_finding
from kpibook.domain.commentary.too_long import too_long_finding
from kpibook.domain.commentary.verdict import Verdict
from kpibook.domain.commentary.without_reason import jump_finding, may_be_a_jump
from kpibook.domain.doubts.figures import LabelledFigure, Look, MeasureFigures
from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location
from kpibook.on_use.replacing import replace

#: Texts of a reading that are read, by the field's name.
TEXTS = ("commentary", "action")


def texts_of(rated: RatedMeasure) -> Iterator[tuple[str, str]]:
    """Yield the name of each text of a measure's reading, and the text."""
    for name in TEXTS:
        text = getattr(rated.reading, name)
        if text:
            yield name, text


def verdicts_on(
    rated: RatedMeasure,
    figures: MeasureFigures,
    scheme: Scheme,
    others: OtherMeasures | None = None,
) -> list[tuple[str, Verdict]]:
    """Return the verdict on each claim in a measure's texts, with the name of the text.

    A measure that is not due has no figure that its texts could be held against.

    Args:
        rated: The measure with its rating.
        figures: Its figures with their cells.
        scheme: The scheme it is rated under.
        others: The measures of the workbook, for sentences that begin with another's reference;
            None leaves those alone.
    """
    texts = list(texts_of(rated))
    if not texts or rated.waiting is not None:
        return []
    facts = facts_of(rated, figures, scheme)
    if others is None:
        return [(name, verdict) for name, text in texts for verdict in verdicts(text, facts)]
    return [(name, told) for name, text in texts for _, told in with_others(text, facts, others)]


def with_looks(
    rated: RatedMeasure,
    figures: MeasureFigures,
    scheme: Scheme,
    *,
    last_words: str = "",
    keeps_words: bool = False,
    others: OtherMeasures | None = None,
) -> tuple[RatedMeasure, MeasureFigures]:
    """Return a measure and its figures with a look for each fault in its texts.

    A look that a person has settled is left out of the measure's findings.

    Args:
        rated: The measure with its rating.
        figures: Its figures with their cells.
        scheme: The scheme it is rated under.
        last_words: Its commentary of the quarter before; "" if that is not known.
        keeps_words: True if any commentary is written in the workbook; without one, no measure
            is asked for a reason.
        others: The measures of the workbook, for sentences that begin with another's reference.
    """
    of_texts = verdicts_on(rated, figures, scheme, others)
    looks = (
        *_looks(of_texts, rated, figures),
        *_as_a_whole(rated, figures, scheme, last_words, keeps_words=keeps_words),
    )
    if not looks:
        return rated, figures
    unsettled = (
        look.finding for look in looks if not figures.is_settled(look.figure, look.settled_as)
    )
    doubt = replace(rated.doubt, findings=(*rated.doubt.findings, *unsettled))
    return replace(rated, doubt=doubt), replace(figures, looks=looks)


def _as_a_whole(
    rated: RatedMeasure,
    figures: MeasureFigures,
    scheme: Scheme,
    last_words: str,
    *,
    keeps_words: bool,
) -> Iterator[Look]:
    """Yield the looks at a commentary as a whole: it is the last one again, or gives no reason."""
    reading = rated.reading
    if rated.waiting is not None:
        return
    yield from _too_long(rated, figures)
    if reading.usable is None:
        return
    where, mark = reading.place("commentary"), _mark(reading.commentary)
    if is_repeated(reading.commentary, last_words):
        finding = repeated_finding(rated.measure.ref, reading.commentary, reading.period, where)
        yield Look(finding, _reported(rated, figures), mark)
    text = " ".join(text for _, text in texts_of(rated))
    # A measure off target without a word has another finding, `missing_finding`.
    if not text and (not keeps_words or rated.rating.status is Status.OFF):
        return
    if not may_be_a_jump(rated):
        return
    jump = jump_finding(facts_of(rated, figures, scheme), text, where)
    if jump is not None:
        yield Look(jump, _reported(rated, figures), mark)


def _too_long(rated: RatedMeasure, figures: MeasureFigures) -> Iterator[Look]:
    for name, text in texts_of(rated):
        if len(text) > MOST_CHARACTERS:
            finding = too_long_finding(rated.measure.ref, text, rated.reading.place(name))
            yield Look(finding, _reported(rated, figures), _mark(text))


def _reported(rated: RatedMeasure, figures: MeasureFigures) -> LabelledFigure:
    """Return the actual as a figure that a look can be settled with."""
    value = rated.reading.usable or Decimal(0)
    place = rated.reading.place("actual")
    return figures.first(Role.ACTUAL) or LabelledFigure(Role.ACTUAL, "actual", value, place)


def _looks(
    of_texts: Iterable[tuple[str, Verdict]], rated: RatedMeasure, figures: MeasureFigures
) -> Iterator[Look]:
    told: list[tuple[str, Span, Decimal]] = []
    for name, verdict in of_texts:
        if not verdict.contradicts or verdict.meets is None:
            continue
        # Words that contradict one figure in two ways are one fault.
        place, value = verdict.claim.place, verdict.meets.value
        if any(
            (name, value) == (other, met) and place.start < span.end and span.start < place.end
            for other, span, met in told
        ):
            continue
        told.append((name, place, value))
        where = rated.reading.place(name)
        finding = look(verdict, rated.measure.ref, where)
        yield Look(finding, _labelled(verdict.meets, figures), _mark(verdict.claim.words))


def _mark(words: str) -> str:
    """Return a mark of some words that changes when they do; it gives none of them away.

    >>> _mark("met the target") == _mark("Met  the target"), _mark("missed the target")
    (True, '#cbb70e1c')
    """
    return f"#{crc32(' '.join(words.casefold().split()).encode()):08x}"


def look(verdict: Verdict, ref: str, where: Location) -> Finding:
    """Return the finding on a contradiction: the words, the figure with its cell, a mending.

    Args:
        verdict: The verdict, with the figure it meets.
        ref: The measure's reference; "" for a text on several.
        where: The cell or the place of the text.
    """
    meets = verdict.meets
    cell = f" ({replace(meets.where, file='')})" if meets and meets.where.cell else ""
    could = verdict.could_read
    return Finding(
        verdict.claim.kind.code,
        f'{f"{ref}: " if ref else ""}the text says "{verdict.claim.words}", and '
        f"{verdict.because}{cell}.",
        where,
        f'It could read: "{could}".' if could else "Correct the text, or the figure.",
        ref=ref,
    )


def _labelled(fact: Fact, figures: MeasureFigures) -> LabelledFigure:
    """Return the figure of the measure that a fact is, so that settling it is remembered."""
    for figure in figures.figures:
        if (figure.value, figure.quarter, figure.role) == (fact.value, fact.quarter, fact.role):
            return figure
    return LabelledFigure(fact.role, fact.label, fact.value, fact.where, fact.quarter)


def counted_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with the contradictions in texts as one, which counts them and names none."""
    codes = {kind.code for kind in ClaimKind}
    looks = []
    for finding in findings:
        if finding.code in codes:
            looks.append(finding)
        else:
            yield finding
    if looks:
        refs = list(dict.fromkeys(finding.ref for finding in looks))
        verb = "contradicts" if len(looks) == 1 else "contradict"
        yield Finding(
            "commentary-unsettled",
            f"{counted(len(looks), 'statement')} in the texts of "
            f"{counted(len(refs), 'measure')} {verb} the figures: {listed(refs, 8)}.",
            replace(looks[0].where, cell=""),
            "Run kpibook check on the workbook, and correct the texts or settle the looks.",
        )
