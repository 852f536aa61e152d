"""The button Explain: why the selected measure has its status and its directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import Answer, in_this_workbook, shortened_to
from kpibook.addin.commands.command_context import Click
from kpibook.codes.code import Severity

if TYPE_CHECKING:
    from kpibook.services.rating.explain import Explanation

_LONGEST = 200  # characters of a line: a rule can be a page, and the sheet Key prints it
# Shown separately, without the workbook's name.
_ELSEWHERE = {"Figures", *(severity.heading for severity in Severity)}


def explain(click: Click) -> Answer:
    """Say why the measure in the selected row is rated as it is. Nothing is changed.

    Raises:
        KpibookError: No measure is selected, or the workbook cannot be rated.
    """
    from kpibook.services.rating.explain import explain as explain_in

    sheet, address = click.book.selected() or ("", "")
    return explained(explain_in(click.book, click.folder(), sheet, address))


def explained(explanation: Explanation) -> Answer:
    """Return an explanation as the answer of the button."""
    lines = [
        f"{heading}: {shortened_to(text, _LONGEST)}"
        for heading, text in explanation.lines()
        if heading not in _ELSEWHERE
    ]
    return Answer(
        ("\n".join(lines), _figures(explanation)),
        explanation.findings,
        rest="; Check lists them all on a sheet",
    )


def _figures(explanation: Explanation) -> str:
    figures = (
        f"{name} {value} ({in_this_workbook(place)})" for name, value, place in explanation.figures
    )
    return f"Figures: {'; '.join(figures)}."
