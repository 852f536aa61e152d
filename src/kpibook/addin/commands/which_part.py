"""Question that Return and Publish ask where a register names several committees."""

from __future__ import annotations

from kpibook.addin.commands.command_context import Click
from kpibook.domain.reporting.part import committees_of
from kpibook.workbook.reader import read_workbook

_ALL = "All measures"


def which_part(click: Click) -> str | None:
    """Ask which committee a return is for; "" for all measures, None if the officer cancelled.

    Nothing is asked where the register names fewer than two committees.

    Raises:
        KpibookError: The workbook cannot be read, or Excel cannot ask.
    """
    committees = committees_of(read_workbook(click.book).measures.values())
    if len(committees) < 2:
        return ""
    question = "Which committee is it for? Type its number, or the name of a priority or service."
    chosen = click.dialogs.choose_name(question, [_ALL, *committees])
    if chosen == _ALL:
        return ""
    return f"committee: {chosen}" if chosen in committees else chosen
