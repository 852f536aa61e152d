"""The button Roll forward: the quarter's figures into the history, and a blank next quarter.

It works on the open workbook: nothing on disk changes until the officer saves. The saved file is
the record of the closed quarter, so the question asks the officer to save first, and the answer
asks them to save the result under a new name.
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
    question = f"Roll {click.book.name} forward?\n\n{steps}\n\n{QUESTION}"
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
