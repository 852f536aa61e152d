"""The button Roll forward: the quarter's figures into the history, the next one ready to type in.

It works on the workbook as it is open: nothing on disk changes until the officer saves. The file
as it was is the record of the closed quarter, so they are told to save it first, and afterwards
under a new name.
"""

from __future__ import annotations

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import Buttons, Reply

QUESTION = (
    "Save the workbook first, so that the quarter is kept as it is. OK rolls it forward, "
    "and you then save it under a new name. Cancel changes nothing."
)

NOT_SAVED = (
    "Nothing is saved yet. Save the workbook under a new name now (File, Save As), so that the "
    "file of the closed quarter stays as it was."
)


def roll_forward(click: Click) -> Answer:
    """Close the quarter and begin the next, once the officer agrees to what that means.

    Raises:
        KpibookError: There is nothing to roll forward, a figure would be lost, or the workbook
            cannot be rated or written.
    """
    from kpibook.services.roll_forward.plan import plan_roll
    from kpibook.services.roll_forward.roll_forward import roll_forward as roll

    folder = click.folder()
    plan = plan_roll(click.book, folder)
    will = "\n".join(f"- {sentence}" for sentence in plan.sentences())
    question = f"Roll {click.book.name} forward?\n\n{will}\n\n{QUESTION}"
    if click.dialogs.ask(question, Buttons.OK_CANCEL) is not Reply.OK:
        return CANCELLED
    rolled = roll(click.book, folder)
    click.book.commit()
    return Answer(
        (
            "\n".join(rolled.plan.sentences()),
            NOT_SAVED,
            *click.book.notes(),
            click.how_to_go_back,
        ),
        rolled.findings,
        rest="; Check lists them all on a sheet",
    )
