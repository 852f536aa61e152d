"""Whole typed report held against a workbook's measures and their totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.other_measures import with_others
from kpibook.domain.commentary.totals.check import total_verdicts
from kpibook.domain.commentary.totals.tally import Tally
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.commentary.whole_report.paragraph import Paragraph
from kpibook.domain.commentary.whole_report.sections import sections_of
from kpibook.domain.commentary.whole_report.typed_figures import line_verdict, row_verdicts
from kpibook.domain.commentary.without_reason import jump_finding
from kpibook.domain.finding import Finding
from kpibook.domain.measures.reference import ref_key
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

_OF_MEASURE = regex(
    r"\b(?:performance|measure|indicator|rate|percentage|figure|result|outturn|position)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """Claim of a report with its verdict.

    Attributes:
        verdict: The verdict.
        paragraph: Where the claim is.
        ref: The measure it is about; "" for a total.
    """

    verdict: Verdict
    paragraph: Paragraph
    ref: str = ""


def report_verdicts(
    paragraphs: Iterable[Paragraph], facts: Mapping[str, MeasureFacts], tally: Tally
) -> list[Told]:
    """Return the verdict on each claim of a report, in its order.

    Args:
        paragraphs: The report.
        facts: The figures of each measure by its key.
        tally: The counts of the table of ratings.
    """
    titles = {key: each.title for key, each in facts.items()}
    header: Sequence[str] = ()
    table = 0
    others = _OfReport(facts)
    told: list[Told] = []
    for key, paragraph in sections_of(paragraphs, titles):
        if not paragraph.cells:
            told += _of_paragraph(paragraph, facts.get(key), tally, others)
            continue
        if paragraph.table != table:
            table, header = paragraph.table, paragraph.cells
            continue
        told += _of_row(header, paragraph, facts)
    return told


def jumps(paragraphs: Iterable[Paragraph], facts: Mapping[str, MeasureFacts]) -> Iterator[Finding]:
    """Yield a finding on each jump that a measure's section gives no reason for.

    Args:
        paragraphs: The report.
        facts: The figures of each measure by its key.
    """
    sections: dict[str, list[Paragraph]] = {}
    for key, paragraph in sections_of(paragraphs, {k: each.title for k, each in facts.items()}):
        if key in facts and not paragraph.cells:
            sections.setdefault(key, []).append(paragraph)
    for key, of_measure in sections.items():
        text = " ".join(paragraph.text for paragraph in of_measure)
        finding = jump_finding(facts[key], text, of_measure[0].where)
        if finding is not None:
            yield finding


class _OfReport:
    """Measures of a workbook, for sentences that begin with another's reference."""

    def __init__(self, facts: Mapping[str, MeasureFacts]) -> None:
        self._facts = facts

    def facts(self, ref: str, own: str) -> MeasureFacts | None:
        key = ref_key(ref)
        return None if key == ref_key(own) else self._facts.get(key)


def _of_paragraph(
    paragraph: Paragraph, facts: MeasureFacts | None, tally: Tally, others: _OfReport
) -> Iterator[Told]:
    text = paragraph.text
    if facts is None:
        yield from (Told(verdict, paragraph) for verdict in total_verdicts(text, tally))
        return
    line = line_verdict(text, facts)
    for of, verdict in with_others(text, facts, others) if line is None else [(facts, line)]:
        yield Told(_if_of_measure(verdict, text, of), paragraph, of.ref)


def _if_of_measure(verdict: Verdict, text: str, facts: MeasureFacts) -> Verdict:
    """Return a verdict, or that it cannot be told if a bare "increase" may be of another thing.

    A report's prose has many things that rise and fall: the sentence has to name the performance,
    the rate or the like, to give the measure's figure ("fell to 934"), or to say no more than "An
    improvement on the previous quarter".
    """
    claim = verdict.claim
    is_bare = claim.kind is ClaimKind.DIRECTION and not claim.figures
    if not (verdict.contradicts and is_bare) or _gives_actual(claim, facts):
        return verdict
    start = text.rfind(".", 0, claim.place.start) + 1
    end = text.find(".", claim.place.end)
    end = end if end >= 0 else len(text)
    says_no_more = _ARTICLE.fullmatch(text, start, claim.place.start) is not None
    if says_no_more and claim.against is not None and not text[claim.place.end : end].strip(" ,;!"):
        return verdict
    if _OF_MEASURE.search(text, start, end):
        return verdict
    return replace(verdict, outcome=Outcome.CANNOT_TELL)


_ARTICLE = regex(r"\W*(?:(?:an?|the|this is|this was|a further|a slight|a small) )?", re.IGNORECASE)
_NUMBER = regex(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?")


def _gives_actual(claim: Claim, facts: MeasureFacts) -> bool:
    """Return True if the words of a movement hold the actual: "fell to 934 from 871"."""
    if facts.actual is None:
        return False
    numbers = (Decimal(found.replace(",", "")) for found in _NUMBER.findall(claim.words))
    return any(number == facts.actual.value for number in numbers)


def _of_row(
    header: Sequence[str], paragraph: Paragraph, facts: Mapping[str, MeasureFacts]
) -> Iterator[Told]:
    """Yield the verdicts on a table's row, whose measure a cell of it names by its ref."""
    keys = {ref_key(cell) for cell in paragraph.cells if len(cell) <= 24} & facts.keys()
    if len(keys) != 1:
        return
    measure = facts[keys.pop()]
    for verdict in row_verdicts(header, paragraph.cells, measure):
        yield Told(verdict, paragraph, measure.ref)
