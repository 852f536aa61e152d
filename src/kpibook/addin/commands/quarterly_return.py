"""The button Return: the return sheet made again from the present figures."""

from __future__ import annotations

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.commands.which_part import which_part


def quarterly_return(click: Click) -> Answer:
    """Make or refresh the return sheet, and the Key where it is out of date.

    Where the register names several committees, the officer chooses which it is for.

    Raises:
        KpibookError: The workbook cannot be rated, has no measure, or cannot be written.
    """
    from kpibook.services.sheets.return_sheet import refresh_return

    wanted = which_part(click)
    if wanted is None:
        return CANCELLED
    refreshed = refresh_return(click.book, click.folder(), wanted or None)
    click.book.commit()
    card = refreshed.scorecard
    basis = f"{card.workbook.settings.period}, under the scheme {card.scheme.key}"
    return Answer(
        (
            f"The sheet {refreshed.sheet} is up to date for {basis}.",
            "\n".join(card.quarterly_return.sentences()),
            "Publish writes a copy of it to send.",
            *click.book.notes(),
            click.how_to_go_back,
        ),
        refreshed.findings,
        rest="; Check lists them all on a sheet",
        sheet=refreshed.sheet,
    )
