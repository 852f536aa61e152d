"""The button Measures: a measure added to the register, or retired from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import Buttons, Reply
from kpibook.domain.measures.period import Quarter
from kpibook.workbook import layout
from kpibook.workbook.reader import read_workbook

if TYPE_CHECKING:
    from kpibook.domain.measures.measure import Measure
    from kpibook.services.measures.register_changes import RegisterChange

QUESTION = f"""Add a measure, or retire one?

Yes: add a measure. You are asked for its reference, name, unit, which way is good and its target.
No: retire a measure. You are asked for the last quarter it is reported for; its history stays.
Cancel: change nothing.

To change a measure or report it again, type on the sheet {layout.MEASURES} and press Fill."""

#: Questions about a new measure, by the heading of the register that each answer goes under.
ASKED = {
    layout.REF: "The reference of the new measure, such as PI.426:",
    layout.MEASURE: "Its name, as the return prints it:",
    layout.UNIT: "Its unit: percent, count, GBP, days, or your council's own word:",
    layout.POLARITY: "Which way is good: higher or lower? Type neutral if neither is.",
    layout.TARGET: "Its target, in its unit. Leave it as it is if there is none:",
}
NO_TARGET = "No target"

_LAST = (
    f"It becomes the last measure on '{layout.MEASURES}' and '{layout.THIS_QUARTER}': rows are put "
    "in another order only while the workbook is closed in Excel, with `kpibook measure move`."
)
_REST = (
    f"Type what else is known of it, such as its directorate and its tolerance, on the sheet "
    f"{layout.MEASURES}. Then press Fill."
)
_AGAIN = (
    f"To report it again, empty its {layout.LAST_PERIOD} on the sheet {layout.MEASURES} and press "
    "Fill."
)
_SURE = "OK makes the change. Cancel changes nothing."


def measures(click: Click) -> Answer:
    """Add a measure to the register or retire one, once the officer has agreed.

    Raises:
        KpibookError: An answer cannot be used, the register lacks a column, or the workbook cannot
            be rated or written.
    """
    reply = click.dialogs.ask(QUESTION, Buttons.YES_NO_CANCEL)
    if reply is Reply.YES:
        return _add(click)
    return _retire(click) if reply is Reply.NO else CANCELLED


def _add(click: Click) -> Answer:
    from kpibook.services.measures.register_changes import add_measure

    texts = _asked_texts(click)
    if texts is None:
        return CANCELLED
    # Worked out for the question too: an answer that cannot be used is told before the officer is
    # asked to agree. The question takes it back, and it is worked out from what is there then.
    add_measure(click.book, click.folder(), texts)
    lines = "\n".join(f"{heading}: {text}" for heading, text in texts.items())
    question = f"Add this measure to {click.book.name}?\n\n{lines}\n\n{_LAST}\n\n{_SURE}"
    if click.dialogs.ask(question, Buttons.OK_CANCEL) is not Reply.OK:
        return CANCELLED
    added = add_measure(click.book, click.folder(), texts)
    return _done(click, added, _LAST, _REST, sheet=layout.MEASURES)


def _asked_texts(click: Click) -> dict[str, str] | None:
    """Ask for the texts of a new measure, by heading; None if the officer cancelled.

    Raises:
        WorkbookError: ``ref-duplicate``, before anything else is asked.
    """
    from kpibook.services.measures.register_rows import refuse_used_reference

    workbook = read_workbook(click.book)
    texts: dict[str, str] = {}
    for heading, question in ASKED.items():
        offered = NO_TARGET if heading == layout.TARGET else ""
        text = click.dialogs.type_text(question, offered)
        if text is None:
            return None
        if heading == layout.REF:
            refuse_used_reference(workbook, text)
        texts[heading] = text
    return texts


def _retire(click: Click) -> Answer:
    from kpibook.services.measures.register_changes import retire_measure

    measure = _asked_measure(click)
    if measure is None:
        return CANCELLED
    period = read_workbook(click.book).settings.period
    name = f"{measure.ref} {measure.title}".strip()
    quarter = click.dialogs.type_text(f"The last quarter that {name} is reported for:", str(period))
    if quarter is None:
        return CANCELLED
    last = Quarter.parse(quarter)
    retired = retire_measure(click.book, click.folder(), measure.ref, last)
    question = f"Retire {name}?\n\n{retired.said}\n\n{_SURE}"
    if click.dialogs.ask(question, Buttons.OK_CANCEL) is not Reply.OK:
        return CANCELLED
    retired = retire_measure(click.book, click.folder(), measure.ref, last)
    return _done(click, retired, _AGAIN)


def _asked_measure(click: Click) -> Measure | None:
    """Ask for the measure to retire, offering the selected row's; None if cancelled."""
    from kpibook.services.measures.register_rows import measure_named
    from kpibook.services.rating.explain import ref_in_row

    sheet, address = click.book.selected() or ("", "")
    offered = ref_in_row(click.book, sheet, address)
    ref = click.dialogs.type_text("The reference of the measure to retire:", offered)
    return None if ref is None else measure_named(read_workbook(click.book), ref)


def _done(click: Click, change: RegisterChange, *more: str, sheet: str = "") -> Answer:
    """Make the change in Excel, and tell it with the findings on the workbook."""
    click.book.commit()
    return Answer(
        (change.said, *more, *click.book.notes(), click.how_to_go_back),
        change.filled.findings,
        rest="; Check lists them all on a sheet",
        sheet=sheet,
    )
