"""The button Sign off: a post agrees the return as it is now, or the agreement is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import Buttons, Reply
from kpibook.domain.measures.dates import parse_date
from kpibook.domain.sign_off.sign_off import current
from kpibook.errors import NotADate
from kpibook.workbook.reader import read_workbook

if TYPE_CHECKING:
    from kpibook.services.sign_off.sign_off import SignOffAsked
    from kpibook.workbook.performance import PerformanceWorkbook

BY = "Which post agrees the return of {}, as it is now? Type the post, such as Head of Service:"
ON = "The day on which it was agreed:"
VERSION = "The version that was agreed. Leave it as it is if you do not count versions:"
NO_VERSION = "No version"
SIGNED = """The return of {} was signed off by {}.

Yes: sign it off again, as it is now. The earlier sign-off is kept to be read.
No: withdraw the sign-off. The return is a draft then.
Cancel: change nothing."""


def sign_off(click: Click) -> Answer:
    """Record which post agreed the return, or withdraw that; no figure and no rating is changed.

    Raises:
        KpibookError: The workbook is open read-only, cannot be rated or written, has no measure, or
            an answer cannot be used; nothing is written then.
    """
    click.book.refuse_read_only()
    workbook = read_workbook(click.book)
    asked = _asked(click, workbook)
    if asked is None:
        return CANCELLED
    # Imported after the questions, so that the officer does not wait for them to appear.
    from kpibook.services.sign_off.sign_off import sign_off as sign_off_book

    signed = sign_off_book(click.book, click.folder(), asked)
    click.book.commit()
    agreed = (
        "Cover, Settings, the return and the report say so. What is changed from now on makes it a "
        "draft again, and Check says what was changed."
    )
    return Answer(
        (
            signed.sentence,
            *([] if asked.withdraw else [agreed]),
            *click.book.notes(),
            click.how_to_go_back,
        ),
        signed.findings,
        rest="; Check lists them all on a sheet",
    )


def _asked(click: Click, workbook: PerformanceWorkbook) -> SignOffAsked | None:
    """Ask what to record; None if the officer cancelled.

    Raises:
        NotADate: The day is no day.
    """
    from kpibook.services.sign_off.sign_off import SignOffAsked

    period = workbook.settings.period
    today = date.today()  # noqa: DTZ011 the officer's own day
    held = current(workbook.sign_offs, period)
    if held is not None:
        question = SIGNED.format(period, held.by_in_words)
        reply = click.dialogs.ask(question, Buttons.YES_NO_CANCEL)
        if reply is Reply.NO:
            return SignOffAsked("", today, withdraw=True)
        if reply is not Reply.YES:
            return None
    # The post that agreed the last return is likely to agree this too.
    before = workbook.sign_offs[-1].by if workbook.sign_offs else ""
    by = click.dialogs.type_text(BY.format(period), before)
    typed = None if by is None else click.dialogs.type_text(ON, f"{today:%d/%m/%Y}")
    version = None if typed is None else click.dialogs.type_text(VERSION, NO_VERSION)
    if by is None or typed is None or version is None:
        return None
    is_counted = version.casefold() != NO_VERSION.casefold()
    return SignOffAsked(by, _day(typed), version if is_counted else "")


def _day(typed: str) -> date:
    day = parse_date(typed)
    if day is None:
        raise NotADate(
            "the day on which the return was agreed is blank.",
            code="date-unreadable",
            fix="Press Sign off again and type the day as 31/12/2021, the day first.",
        )
    return day
