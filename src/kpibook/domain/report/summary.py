"""Counts and sentences of a report, and the values of the names in the council's words."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.report.block import Block
from kpibook.domain.report.figure import Field, Figure
from kpibook.domain.report.material import Material
from kpibook.domain.report.movements import word_of
from kpibook.domain.report.placeholders import Values
from kpibook.domain.report.report import Count, Sentence, Summary
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.reporting.order import NO_PRIORITY
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.domain.reporting.summary import Shares
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.wording import counted, folded, listed


def summary_of(
    material: Material, rows: Sequence[ConsolidatedRow], blocks: Sequence[Block]
) -> Summary:
    """Count the measures by status, in the words of the scheme of most measures.

    Args:
        material: The material.
        rows: All its rows.
        blocks: The block of each row.
    """
    scheme = material.schemes[0]
    rated = tuple(row.rated for row in rows)
    content = QuarterlyReturn(material.period, scheme, rated)
    counts, shares = content.summary, content.summary.shares()
    order = dict.fromkeys((*scheme.statuses, *Status))
    sentences = content.sentences()
    return Summary(
        measures=counts.measures,
        rated=counts.rated,
        counts=tuple(
            _count(material, status, blocks, shares)
            for status in order
            if any(block.status.key == status.value for block in blocks)
        ),
        sentences=tuple(Sentence(f"sentence.{n}", text) for n, text in enumerate(sentences, 1)),
        rounding=shares.rounding,
    )


def _count(material: Material, status: Status, blocks: Sequence[Block], shares: Shares) -> Count:
    scheme = material.schemes[0]
    names = tuple(block.name for block in blocks if block.status.key == status.value)
    number = str(len(names))
    return Count(
        word=word_of(scheme, status),
        number=Figure(
            id=f"count.{status.value.replace('_', '-')}",
            ref="",
            period=str(material.period),
            field=Field.COUNT,
            text=f"{len(names):,}",
            value=number,
        ),
        share=shares.written(status) if status in shares.percentages else "",
        measures=names,
    )


def named_values(
    material: Material, wording: Wording, rows: Sequence[ConsolidatedRow], summary: Summary
) -> Values:
    """Return the values of the names that the council's words may hold."""
    period = material.period
    priorities = _by_priority(rows)
    named = [name for name in priorities if name != NO_PRIORITY]
    return {
        "council": wording.council or material.council,
        "directorate": listed(list(dict.fromkeys(filter(None, (r.directorate for r in rows))))),
        "committee": wording.committee or material.committee,
        "quarter": f"Quarter {period.number}",
        "period": str(period),
        "period_long": period.long_label,
        "previous": str(period.previous),
        "financial_year": period.financial_year,
        "measures": counted(len(rows), "measure"),
        "priorities": counted(len(named), "priority", "priorities"),
        "by_priority": tuple(
            f"{name} – {counted(number, 'measure')}" for name, number in priorities.items()
        ),
        "new_measures": _new_measures(material, rows),
        "summary": " ".join(sentence.text for sentence in summary.sentences),
    }


def _by_priority(rows: Sequence[ConsolidatedRow]) -> dict[str, int]:
    """Count the rows by priority in the order of the register, those without a priority last."""
    spelled: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in rows:
        name = spelled.setdefault(folded(row.priority), row.priority or NO_PRIORITY)
        counts[name] = counts.get(name, 0) + 1
    if NO_PRIORITY in counts:
        counts[NO_PRIORITY] = counts.pop(NO_PRIORITY)
    return counts


def _new_measures(material: Material, rows: Sequence[ConsolidatedRow]) -> str:
    measures = [row.rated.measure for row in rows]
    new = [each.ref for each in measures if each.introduced == material.period.year]
    if not new:
        return ""
    were = "was" if len(new) == 1 else "were"
    return (
        f"For {material.period.financial_year}, {counted(len(new), 'new measure')} {were} "
        f"introduced: {listed(new)}."
    )
