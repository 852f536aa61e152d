"""Statuses that a council's own workbook shows, held against those worked out from its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.wording import quoted
from kpibook.errors import Location
from kpibook.services.rating.scorecard import Scorecard
from kpibook.sources.layouts.toml_text import word_key
from kpibook.workbook.protocol import ShownStatus

#: Statuses that a council shows in one way, as no colour or a grey one.
_UNRATED = (Status.NOT_RATED, Status.NOT_REPORTED, Status.NOT_DUE)
_GOOD = (Status.MET, Status.EXCEEDING)


def agree(shown: Status, worked_out: Status) -> bool:
    """Return True if a council that shows one status may mean the other.

    >>> agree(Status.MET, Status.EXCEEDING), agree(Status.MET, Status.OFF)
    (True, False)
    """
    if shown in _UNRATED:
        return worked_out in _UNRATED
    return shown is worked_out or (shown in _GOOD and worked_out in _GOOD)


def shown_otherwise(statuses: Mapping[str, ShownStatus], scorecard: Scorecard) -> Iterator[Finding]:
    """Yield a finding for each status that differs, and for each that has no meaning.

    A measure with a figure in doubt has its own finding, and none here.
    """
    for rated in scorecard.rated:
        shown = statuses.get(rated.measure.key)
        if shown is None:
            continue
        ref, worked_out = rated.measure.ref, rated.rating.status
        if shown.status is None:
            yield no_meaning(ref, shown.shown, shown.where)
        elif not rated.doubt.reason and not agree(shown.status, worked_out):
            yield differs(ref, shown, worked_out, rated.rating.why)


def differs(ref: str, shown: ShownStatus, worked_out: Status, why: str) -> Finding:
    """Return the finding on a status that its figures do not give."""
    meant = "" if shown.status is None else _plain(shown.status)
    return Finding(
        "layout-status-differs",
        f"{quoted(ref)} is shown as {meant} ({quoted(shown.shown)}), and its figures give "
        f"{_plain(worked_out)}.",
        shown.where,
        "Check that the layout finds the measure's target and figure: see the other findings on it."
        if worked_out in _UNRATED
        else "Check the polarity and the tolerance in the layout; if they are right, check the "
        "figures.",
        why,
        ref=ref,
    )


def no_meaning(ref: str, shown: str, where: Location) -> Finding:
    """Return the finding on a word, letter, symbol or fill that means no status."""
    return Finding(
        "layout-word-unknown",
        f"the status {quoted(shown)} has no meaning in the layout.",
        where,
        f'Write under [words] status = {{ {word_key(shown)} = "met" }}, or what it means.',
        ref=ref,
    )


def _plain(status: Status) -> str:
    return status.value.replace("_", " ")
