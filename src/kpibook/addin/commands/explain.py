"""The button Explain: why the selected measure has its status and its directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import Answer, in_this_workbook, shortened_to
from kpibook.addin.commands.command_context import Click

if TYPE_CHECKING:
    from kpibook.services.rating.explain import Explanation

_LONGEST = 200  # characters of a line: a rule can be a page, and the sheet Key prints it
_ELSEWHERE = ("Figures", "Put right")  # said apart, without the name of the workbook in front


def explain(click: Click) -> Answer:
    """Say why the measure in the selected row is rated as it is. Nothing is changed.

    Raises:
        KpibookError: No measure is selected, or the workbook cannot be rated.
    """
    from kpibook.services.rating.explain import explain as explain_in

    sheet, address = click.book.selected() or ("", "")
    told = explain_in(click.book, click.folder(), sheet, address)
    lines = [
        f"{heading}: {shortened_to(text, _LONGEST)}"
        for heading, text in told.lines()
        if heading not in _ELSEWHERE
    ]
    return Answer(
        ("\n".join(lines), _figures(told)),
        told.findings,
        rest="; Check lists them all on a sheet",
    )


def _figures(told: Explanation) -> str:
    figures = (f"{name} {said} ({in_this_workbook(at)})" for name, said, at in told.figures)
    return f"Figures: {'; '.join(figures)}."
