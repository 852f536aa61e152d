"""The button Take back: the last button's work on this workbook undone, also after saving."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, MOST, Answer, shortened_to
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import Buttons, Reply
from kpibook.addin.open_book.checks.meanwhile import changed_meanwhile
from kpibook.domain.wording import counted, listed
from kpibook.on_use.replacing import replace

if TYPE_CHECKING:
    from kpibook.addin.kept.record import Record
    from kpibook.addin.take_back.history import Step
    from kpibook.addin.take_back.plan import Plan

NOTHING = (
    "There is nothing to take back in this workbook. Take back undoes what a button changed on "
    "this computer, for at most 30 days. It does not undo what you typed: Excel's Undo does that."
)
_SURE = "OK takes it back. Cancel changes nothing."
WHERE = "`kpibook addin kept` says where it is."
_NAMED = 8  # places in a sentence
_GAP = "\n\n"


def take_back(click: Click) -> Answer:
    """Undo what a button changed, but for what was changed since, once the officer has agreed.

    Raises:
        KpibookError: The folder of what is kept cannot be read, or Excel refuses.
    """
    from kpibook.addin.kept.store import own_store
    from kpibook.addin.take_back.apply import apply
    from kpibook.addin.take_back.history import next_step
    from kpibook.addin.take_back.identity import identity_of
    from kpibook.addin.take_back.plan import plan_of

    store, identity = own_store(), identity_of(click.book)
    step = next_step(click.book, identity, store)
    if step is None:
        return Answer((NOTHING,))
    if click.dialogs.ask(_question(step, click.book.name), Buttons.OK_CANCEL) is not Reply.OK:
        return CANCELLED
    # A colleague may have typed while the question was open: Excel is asked again after it.
    plan = plan_of(click.book, step.plan.record, step.kept.copy)
    if not plan.count:
        raise changed_meanwhile(click.book.name, [])
    to_make_again = apply(click.book, plan, step.kept.copy)
    click.book.commit()
    store.mark_taken_back(step.kept.key, datetime.now(UTC))
    following = next_step(click.book, identity, store)
    return Answer(
        (
            f"Taken back: {_click(plan.record)}.\n{_going(plan, to_make_again)}",
            *_left(replace(step, plan=plan)),
            *_again(to_make_again),
            *click.book.notes(),
            _next(following),
        )
    )


def _question(step: Step, book: str) -> str:
    record = step.plan.record
    again = step.plan.to_make_again
    lines = [f"Take back {_click(record)}?", _going(step.plan, []), *_again(again)]
    if record.book.casefold() != book.casefold():
        lines.append(f"The workbook was named {record.book} then.")
    lines += _left(step)
    if step.passed:
        clicks = listed([_click(record) for record in step.passed], 2)
        lines.append(f"Nothing is left to take back of {clicks}.")
    # Excel cuts a longer question without a word; what it asks for has to stay.
    return f"{shortened_to(_GAP.join(lines), MOST - len(_GAP) - len(_SURE))}{_GAP}{_SURE}"


def _click(record: Record) -> str:
    """Name a click by its button and time, in the time of this computer."""
    made = record.made.astimezone()
    return f"{record.button} of {made.day} {made:%B %Y, %H:%M}"


def _going(plan: Plan, to_make_again: list[str]) -> str:
    """Say how much goes back."""
    parts = [f"{counted(len(plan.writes), 'cell')} as before"] if plan.writes else []
    parts += [f"the colour of {counted(len(plan.colours), 'cell')}"] if plan.colours else []
    parts += [
        f"{counted(rows, 'new row')} off the table {table}" for table, rows in plan.shorter.items()
    ]
    back = [name for name in plan.replaced if name not in to_make_again]
    parts += [f"the sheet {name} as before" for name in back]
    parts += [f"the new sheet {name} deleted" for name in plan.deleted]
    return f"{'; '.join(parts)}." if parts else ""


def _left(step: Step) -> list[str]:
    """Name what stays because it was changed since, and the copy that holds what it was."""
    left = step.plan.left
    if not left:
        return []
    # A figure typed over is in no sheet once the new row with it is gone.
    copy = f"What it held before is in {step.kept.copy.name}: {WHERE}" if step.kept.copy else ""
    return [
        f"Changed since, and left as it is ({len(left)}): {listed(left, _NAMED)}. {copy}".rstrip()
    ]


def _again(sheets: list[str]) -> list[str]:
    if not sheets:
        return []
    them = "it" if len(sheets) == 1 else "them"
    return [
        f"Not put back: {listed(sheets)}. Press Return, or Check for Findings, to remake {them}."
    ]


def _next(step: Step | None) -> str:
    if step is None:
        return "Nothing more is kept to take back in this workbook. Save it when you are content."
    return (
        f"Press Take back again to go back further: {_click(step.plan.record)} comes next. "
        "Save the workbook when you are content."
    )
