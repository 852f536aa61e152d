"""Directions that a council's own workbook shows, held against those that its figures give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.polarity import Polarity
from kpibook.domain.rating.movement import JUDGED, directions_agree, movement_of
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.wording import quoted
from kpibook.services.rating.scorecard import Scorecard
from kpibook.sources.layouts.toml_text import word_key
from kpibook.workbook.protocol import ShownDirection


def directions_otherwise(
    directions: Mapping[str, ShownDirection], scorecard: Scorecard
) -> Iterator[Finding]:
    """Yield a finding for each direction that differs, and for each that has no meaning.

    A measure with a figure in doubt has its own finding, and none here.
    """
    for rated in scorecard.rated:
        shown = directions.get(rated.measure.key)
        if shown is not None and not rated.doubt.reason:
            yield from direction_findings(
                rated.measure.ref, shown, rated.rating.direction, rated.measure.polarity
            )


def direction_findings(
    ref: str, shown: ShownDirection, worked_out: Direction, polarity: Polarity | None
) -> Iterator[Finding]:
    """Yield the finding on a direction that its figures do not give, or that means nothing.

    Args:
        ref: The measure's reference.
        shown: The direction in the file.
        worked_out: The direction that its figures give.
        polarity: Which way is better; None if it is not known.
    """
    meant = shown.direction
    if meant is None:
        yield Finding(
            "layout-word-unknown",
            f"the direction {quoted(shown.shown)} has no meaning in the layout.",
            shown.where,
            f'Write under [words] direction = {{ {word_key(shown.shown)} = "improved" }}, or what '
            "it means: declined, no change, increased or decreased.",
            ref=ref,
        )
    elif not directions_agree(meant, worked_out, polarity):
        moved = movement_of(worked_out, polarity)
        fix = "Check the figures of the two quarters and the polarity in the layout."
        if meant in JUDGED and moved is not None and moved is not worked_out:
            fix = (
                "If the signs say that the figure went up or down, and not that it is better or "
                f"worse, write under [words] direction = {{ {word_key(shown.shown)} = "
                f'"{moved.value}" }}. {fix}'
            )
        yield Finding(
            "layout-direction-differs",
            f"{quoted(ref)} is shown as {_plain(meant)} ({quoted(shown.shown)}), and its figures "
            f"give {_plain(worked_out)}.",
            shown.where,
            fix,
            ref=ref,
        )


def _plain(direction: Direction) -> str:
    return direction.value.replace("_", " ")
