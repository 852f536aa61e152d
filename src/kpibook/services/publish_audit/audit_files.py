"""Audit of published files: which withheld figures they give away together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kpibook.domain.disclosure.published.audit import (
    Narrowed,
    audit,
    small_rises,
    texts_that_tell,
    without_basis,
)
from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.disclosure.published.registered import registered_in, with_registers
from kpibook.domain.finding import Finding
from kpibook.domain.wording import listed, shortened
from kpibook.errors import Location
from kpibook.services.publish_audit.published_figures import figures_in
from kpibook.services.publish_audit.registers import registers_in

_KINDS = {
    "actual": "",
    "numerator": "its numerator ",
    "denominator": "its denominator ",
    "rest": "its denominator less its numerator ",
}


def audit_files(paths: Sequence[Path], registers: Iterable[str | Path] = ()) -> tuple[Finding, ...]:
    """Return a finding for each withheld figure that the files give away, and each text that may.

    Args:
        paths: Returns and consolidations for publication, and tidy tables, of any quarters.
        registers: Officers' workbooks, folders of such, and register files, which say what the
            measures are. Without them years to date are not known as such, nor rates from
            counts, and a note says so.

    Raises:
        KpibookError: A file cannot be read, or is not what it is given as
            (``audit-not-published``, ``audit-not-a-register``).
    """
    printed = figures_in(paths)
    figures = with_registers(printed, (*registers_in(registers), *registered_in(printed)))
    return (
        *(_finding(narrowed) for narrowed in audit(figures)),
        *(_rise_finding(figure, rise) for figure, rise in small_rises(figures)),
        *(_text_finding(figure) for figure in texts_that_tell(figures)),
        *_not_looked_for(without_basis(figures)),
    )


def _finding(narrowed: Narrowed) -> Finding:
    figure = narrowed.figure
    name = f"{shortened(figure.ref)} of {figure.directorate or figure.file}"
    what = f"{name} for {figure.past.quarter} is withheld and "
    others = [shortened(ref) for ref in narrowed.others]
    needed = f" With it goes {listed(others, 6)}." if others else ""
    if not narrowed.values:
        return Finding(
            "withheld-figure-undecided",
            f"{what}too much has to do with it to say how many values it can have.{needed}",
            Location(figure.file),
            "Publish fewer figures of the measure, or take it that the figure can be worked out.",
            ref=figure.ref,
        )
    certain = len(narrowed.values) == 1
    code = "withheld-figure-recoverable" if certain else "withheld-figure-narrowed"
    return Finding(
        code,
        f"{what}{_KINDS[narrowed.kind]}is {' or '.join(narrowed.values)}, as "
        f"{listed(narrowed.files, 6)} say together.{needed}",
        Location(figure.file),
        "Withhold another figure of the same measure and quarter, or withdraw one of the files.",
        ref=figure.ref,
    )


def _rise_finding(figure: PublishedFigure, rise: int) -> Finding:
    return Finding(
        "small-rise-published",
        f"{shortened(figure.ref)} of {figure.directorate or figure.file} for "
        f"{figure.past.quarter} is {rise} more than the year to date shown before it, and a figure "
        "of that measure is withheld.",
        Location(figure.file),
        "Withhold the later year to date, or see that the measure's small numbers may be shown.",
        ref=figure.ref,
    )


def _text_finding(figure: PublishedFigure) -> Finding:
    return Finding(
        "withheld-figure-in-text",
        f"{shortened(figure.ref)} of {figure.directorate or figure.file} has a text that states "
        "figures, and a figure of that measure is withheld.",
        Location(figure.file),
        "Word it without figures and publish the file again.",
        ref=figure.ref,
    )


def _not_looked_for(unknown: Sequence[PublishedFigure]) -> Iterator[Finding]:
    if unknown:
        refs = listed([shortened(figure.ref) for figure in unknown], 6)
        yield Finding(
            "audit-without-register",
            f"no register says what {refs} {'is' if len(unknown) == 1 else 'are'}. Not looked "
            "for: years to date against other quarters, quarters' own figures out of years to "
            "date, and rates worked back from one count.",
            Location(unknown[0].file),
            "Name officers' workbooks, their folder or register files with --register.",
        )
