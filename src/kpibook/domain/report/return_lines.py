"""Sentences and orders that the sheets of a return have besides the report's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kpibook.domain.measures.number import MARKERS
from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Report
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.wording import counted, listed

_MOST_NAMED = 12
_FIRST = ("off", "not_reported", "within")


def off_target_first(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return measures with those off target first, then not reported, then within tolerance."""
    places = {key: place for place, key in enumerate(_FIRST)}
    return tuple(sorted(blocks, key=lambda block: places.get(block.status.key, len(_FIRST))))


def title_with_owner(block: Block, labels: Labels) -> str:
    """Return the title of a measure, and in the next line the post that reports it if stated."""
    title = block.name.title
    return f"{title}\n{labels.owner} {block.owner}" if block.owner else title


def counts_line(blocks: Sequence[Block]) -> str:
    """Say how many measures there are with each status, in the scheme's words.

    Args:
        blocks: The measures, in the order in which they are shown.
    """
    by_status = Counter(block.status.label for block in blocks)
    parts = [f"{number:,} {label.lower()}" for label, number in by_status.items()]
    return f"{counted(len(blocks), 'measure')}: {listed(parts)}."


def about_lines(report: Report) -> list[str]:
    """Say for whom a return is, and whether it is agreed."""
    names = [each for each in (report.council, report.committee) if each]
    for_whom = f"{'. '.join(names)}. " if names else ""
    return [f"{for_whom}{report.state}."]


def shorthand_line(report: Report, texts: Iterable[str]) -> list[str]:
    """Return a line that explains the shorthand in some texts; empty if there is none in them."""
    shown = " ".join(texts)
    meanings = {**MARKERS, "[z]": "not applicable (no target or comparator)"}
    used = [f"{mark} {meaning}" for mark, meaning in meanings.items() if mark in shown]
    return [f"{report.labels.shorthand}: {'; '.join(used)}."] if used else []


def notes_on_measures(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """Return each different note with the references of its measures, in order of appearance."""
    notes: dict[str, list[str]] = {}
    for block in blocks:
        for text in notes_of(block):
            notes.setdefault(text, []).append(block.name.short or block.name.ref)
    return notes


def notes_of(block: Block) -> tuple[str, ...]:
    """Return what must travel with a measure's figures, and how it compares elsewhere."""
    return (*block.notes, *_on_comparison(block))


def _on_comparison(block: Block) -> list[str]:
    """Say how a measure compares elsewhere, which no table of figures has room for."""
    comparison = block.comparison
    if comparison is None or not comparison.figure.value:
        return []
    figure = f"{comparison.name}: {comparison.figure.text}."
    return [f"{figure} {comparison.against}." if comparison.against else figure]


def attention_line(report: Report) -> str:
    """Say which measures need attention and why, the most urgent first; that none does."""
    if not report.needs_attention:
        return report.labels.no_attention
    by_urgency: dict[str, list[str]] = {}
    for block in report.needs_attention:
        if block.urgency is not None:
            by_urgency.setdefault(block.urgency.value, []).append(block.name.short)
    parts = [f"{reason}: {listed(refs, _MOST_NAMED)}" for reason, refs in by_urgency.items()]
    return f"{report.labels.attention_sheet}: {'; '.join(parts)}."
