"""The button Roll forward: the quarter's figures into the history, and a blank next quarter.

It works on the open workbook. The saved file is the record of the closed quarter, so the question
offers to save it first, and the answer asks the officer to save the result under a new name.
"""

from __future__ import annotations

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import Buttons, Reply
from kpibook.addin.open_book.checks.meanwhile import changed_meanwhile

SAVE_FIRST = (
    "Save the workbook first, so that the quarter is kept as it is?\n"
    "Yes: save it, and roll it forward.\n"
    "No: roll it forward without saving.\n"
    "Cancel: change nothing."
)
QUESTION = (
    "OK rolls it forward, and you then save it under a new name. Cancel changes nothing: choose it "
    "if you want a copy of the quarter first."
)
AUTO_SAVED_QUESTION = (
    "AutoSave is on: OK rolls this very file forward and saves it. Cancel changes nothing: choose "
    "it, and then File, Save a Copy, if the closed quarter is to have its own file."
)

NOT_SAVED = (
    "Nothing is saved yet. Save the workbook under a new name now (File, Save As), so that the "
    "file of the closed quarter stays as it was."
)
SAVED_OVER = (
    "The file of the closed quarter now holds the next one. File, Info, Version History has it as "
    "it was."
)
TRENDS_STAY = (
    "The charts on the sheet {} still end with {}. They are drawn again when the workbook, saved "
    "and closed, is filled or rolled forward with the command line."
)


def roll_forward(click: Click) -> Answer:
    """Close the quarter and begin the next, once the officer has agreed to the plan.

    Raises:
        KpibookError: There is nothing to roll forward, a figure would be lost, or the workbook
            cannot be rated or written.
    """
    from kpibook.services.roll_forward.plan import plan_roll
    from kpibook.services.roll_forward.roll_forward import roll_forward as roll

    folder = click.folder()
    plan = plan_roll(click.book, folder)
    steps = "\n".join(f"- {sentence}" for sentence in plan.sentences())
    question = f"Roll {click.book.name} forward?\n\n{steps}"
    if not _agreed(click, question):
        return CANCELLED
    # The question may have been open for an hour: what was agreed to must still be so.
    if plan_roll(click.book, folder).sentences() != plan.sentences():
        raise changed_meanwhile(click.book.name, [])
    rolled = roll(click.book, folder)
    click.book.commit()
    return Answer(
        (
            "\n".join(rolled.plan.sentences()),
            *_on_trends(click, str(plan.closed)),
            SAVED_OVER if click.book.saves_itself else NOT_SAVED,
            *click.book.notes(),
            click.how_to_go_back,
        ),
        rolled.findings,
        rest="; Check lists them all on a sheet",
    )


def _on_trends(click: Click, closed: str) -> tuple[str, ...]:
    """Say that the sheet of charts is that of the closed quarter; nothing without such a sheet."""
    from kpibook.workbook import layout

    table = click.book.table(layout.TRENDS_TABLE)
    return () if table is None else (TRENDS_STAY.format(table.sheet, closed),)


def _agreed(click: Click, question: str) -> bool:
    """Ask the officer to agree, and save the workbook first if they say so."""
    auto_saved = click.book.saves_itself
    if auto_saved or not click.book.can_save():
        last = AUTO_SAVED_QUESTION if auto_saved else QUESTION
        reply = click.dialogs.ask(f"{question}\n\n{last}", Buttons.OK_CANCEL)
        return reply is Reply.OK
    reply = click.dialogs.ask(f"{question}\n\n{SAVE_FIRST}", Buttons.YES_NO_CANCEL)
    if reply is Reply.YES:
        click.book.save()
    return reply in (Reply.YES, Reply.NO)
