"""Blocks of rows, one a measure, recognised by row labels that come again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.proposal.heading_words import roles_of_heading
from kpibook.services.layouts.proposal.values import Column, Guess, Sure, TableProposal
from kpibook.workbook.mapped.blocks import ANYWHERE
from kpibook.workbook.mapped.council_layout import Orientation, Shown, ShownAt, TableLayout
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.periods.expression import generalised
from kpibook.workbook.mapped.periods.period_words import mentions_in
from kpibook.workbook.mapped.words.status_words import status_of_colour

_LABELS_IN = 8  # columns in which labels are looked for
_USED = (
    *("ref", "measure", "unit", "polarity", "target", "actual", "status", "direction"),
    *("commentary", "action", "numerator", "denominator", "owner", "previous"),
)


def block_labels(grid: Grid) -> dict[str, str]:
    """Return the label of each role on a sheet with a block a measure; {} on any other sheet.

    An actual and a target (or status) have to be labels of one column, each at least twice, or
    once where the sheet has nothing else.
    """
    counts: Counter[tuple[int, str]] = Counter()
    written: dict[tuple[int, str], str] = {}
    for _, texts in grid.lines():
        for column, text in texts.items():
            if column > _LABELS_IN or len(text) > 40 or any(True for _ in mentions_in(text)):
                continue
            roles = roles_of_heading(text.rstrip(" :"))
            role = min(roles, key=lambda r: roles[r], default="")
            if role in _USED and _may_be_label(texts, column):
                counts[column, role] += 1
                written.setdefault((column, role), text)
    for column in sorted({column for column, _ in counts}):
        times = {role: counts[column, role] for role in _USED if counts[column, role]}
        pair = times.get("actual", 0), max(times.get("target", 0), times.get("status", 0))
        if min(pair) >= 1:
            return {role: written[column, role].rstrip(" :") for role in times}
    return {}


def _may_be_label(texts: Mapping[int, str], column: int) -> bool:
    """Return True if a label may have a value next to it, and no heading."""
    right = [text for c, text in texts.items() if c > column]
    return not any(roles_of_heading(text) for text in right if not any(mentions_in(text)))


def propose_blocks(grid: Grid, labels: Mapping[str, str], now: Quarter) -> TableProposal:
    """Return the proposal for a sheet with a block a measure."""
    periods = next(iter(_period_headings(grid)), "")
    at = generalised(_of_quarter(grid, now) or periods, now) if periods else ""
    columns = dict(labels)
    status = _status(grid, labels)
    direction = columns.pop("direction", "")
    columns.pop("status", "")
    columns.setdefault("measure", "title")
    if "polarity" not in columns:
        columns["polarity"] = ANYWHERE
    table = TableLayout(
        sheet=grid.name,
        orientation=Orientation.BLOCKS,
        columns=columns,
        status=status,
        direction=ShownAt(direction, Shown.SYMBOL) if direction else None,
        periods=at,
    )
    guesses = tuple(
        Guess(role, Column(1, text, (), 0, 0), text, "a row label that comes again", Sure.SURE)
        for role, text in labels.items()
    )
    remark = "A block of rows a measure; the text above a block names it."
    return TableProposal(grid, table, guesses, (), (remark,))


def _status(grid: Grid, labels: Mapping[str, str]) -> ShownAt | None:
    if "status" in labels:
        texts = [
            text
            for _, row in grid.lines()
            if labels["status"] in row.values()
            for text in row.values()
            if text.rstrip(" :") != labels["status"]
        ]
        if not texts and any(status_of_colour(fill) for fill in grid.fills.values()):
            return ShownAt(labels["status"], Shown.FILL)
        is_letter = bool(texts) and all(len(text) == 1 for text in texts)
        return ShownAt(labels["status"], Shown.LETTER if is_letter else Shown.WORD)
    fills = {status_of_colour(grid.fills[p]) for p in grid.fills if grid.cell(*p) is not None}
    if len(fills - {None}) > 1:
        return ShownAt(labels["actual"], Shown.FILL)
    return None


def _period_headings(grid: Grid) -> Iterator[str]:
    for _, texts in grid.lines():
        named = {c: text for c, text in texts.items() if len(text) < 30 and any(mentions_in(text))}
        # Headings of the measure's names may be to the left of those of the periods.
        is_last = len(named) > 2 and list(texts)[-len(named) :] == list(named)
        if len(named) >= 2 and (len(named) >= len(texts) - 1 or is_last):
            yield from named.values()


def _of_quarter(grid: Grid, now: Quarter) -> str:
    """Return the heading of a quarter, or of its last month; "" if there is none."""
    for text in _period_headings(grid):
        for mention in mentions_in(text):
            if mention.kind == "quarter" and mention.number == now.number:
                return text
            if mention.kind == "month" and mention.number == 3 * now.number:
                return text
    return ""
