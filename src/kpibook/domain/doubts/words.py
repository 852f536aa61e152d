"""Words that the doubts share: a measure's name, its figures in a sentence, how to settle it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.finding import Finding
from kpibook.domain.wording import listed
from kpibook.on_use.regex import regex

_BY_MARKER, _BY_COMMAND = "the marker [ok]", "`kpibook settle`"
_SAY_SO = regex(f"say so with (?:{re.escape(_BY_MARKER)}|{re.escape(_BY_COMMAND)})")


def named(m: MeasureFigures) -> str:
    """Return the measure's reference, or words for a row without one."""
    return m.ref or "the row"


def with_article(figure: LabelledFigure) -> str:
    """Return a figure's label with its article: "an actual", "a figure of Q2 2025/26"."""
    article = "an" if figure.label[:1] in "aeiou" else "a"
    return f"{article} {figure.label}"


def together(m: MeasureFigures, figures: Sequence[LabelledFigure]) -> str:
    """Write some figures with their labels, at most three: "its target 90% and floor 80%"."""
    return f"its {listed([m.quoted(figure) for figure in figures[:3]])}"


def settled_by(m: MeasureFigures, figure: LabelledFigure) -> str:
    """Return the way to say that a figure is right as it is."""
    if figure.role.is_reported or m.period is None:
        return _BY_MARKER
    return _BY_COMMAND


def doubt_about(
    m: MeasureFigures,
    code: str,
    what: str,
    figures: Iterable[LabelledFigure],
    fix: str,
    why: str = "",
) -> Doubt:
    """Return a doubt about figures of a measure, at the place of the first of them.

    Args:
        m: The measure.
        code: The code of the finding.
        what: What is said of the measure, to follow its name: "has an actual of -18.".
        figures: The figures, at least one.
        fix: How to put it right.
        why: Why it matters, if that is not plain.
    """
    doubted = tuple(figures)
    finding = Finding(code, f"{named(m)} {what}", doubted[0].where, fix, why, m.ref)
    return Doubt(finding, doubted)


def or_settle(m: MeasureFigures, figure: LabelledFigure) -> str:
    """Return the end of a sentence that says how to keep a figure: "if it is right, ..."."""
    return f"if it is right, say so with {settled_by(m, figure)}."


def with_choice(fix: str, choice: str) -> str:
    """Return the way to put a doubt right where a person can choose, in place of marker or command.

    >>> with_choice("Check it; if it is right, say so with the marker [ok].", "Settled here")
    'Check it; if it is right, choose Settled here.'
    """
    return _SAY_SO.sub(f"choose {choice}", fix)
