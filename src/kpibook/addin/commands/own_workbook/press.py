"""A button pressed in a council's own workbook: its layout, its quarter, and then its command."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.commands.fill import ask_for_actuals
from kpibook.addin.commands.own_workbook.as_file import as_file, refuse_without_file
from kpibook.addin.commands.own_workbook.fill import fill_own
from kpibook.addin.commands.own_workbook.propose import propose_on_sheet
from kpibook.addin.commands.own_workbook.sheets import check_own, explain_own, return_own
from kpibook.addin.commands.own_workbook.through_layout import ThroughLayout
from kpibook.addin.commands.publish import publish
from kpibook.addin.commands.report import report
from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.open_book import behind_layout
from kpibook.services.layouts.which import layout_of
from kpibook.workbook.closed import ClosedBook

if TYPE_CHECKING:
    from kpibook.domain.finding import Finding
    from kpibook.workbook.mapped.council_layout import CouncilLayout

_WHICH_QUARTER = (
    'Which quarter does this workbook report? Type it like "{}".\n\n'
    'To be asked no more, write period = "{}" at the top of its layout.'
)
_ELSEWHERE = MappingProxyType(
    {
        "sign_off": "Make a workbook of kpibook's from it with `kpibook new --from`, and sign off "
        "there.",
        "roll_forward": "Save and close it, and run `kpibook roll-forward`.",
        "measures": "Add or delete the row in the workbook yourself: the layout finds it.",
    }
)

#: Buttons that propose a layout where there is none.
_PROPOSING = frozenset({"fill", "check"})

_COMMANDS: Mapping[str, Callable[[Click, ThroughLayout], Answer]] = MappingProxyType(
    {
        "check": check_own,
        "explain": explain_own,
        "return": return_own,
        "report": lambda click, _: report(click),
        "publish": lambda click, _: publish(click),
    }
)


def press_own(name: str, click: Click) -> Answer:
    """Do what a button does in a council's own workbook.

    Args:
        name: The button.
        click: The click, whose workbook is none of kpibook's own.

    Raises:
        LayoutError: ``layout-read-only`` for a button that has no use there, ``layout-none``,
            ``layout-not-saved``.
        KpibookError: The layout or a file cannot be read, or Excel refuses.
    """
    if name in _ELSEWHERE:
        raise LayoutError(
            "this is not a performance workbook made by kpibook, and the button works in no other.",
            code="layout-read-only",
            where=click.book.name,
            fix=_ELSEWHERE[name],
        )
    refuse_without_file(click.book)
    layout = _layout(click)
    if layout is None and name in _PROPOSING:
        answer = propose_on_sheet(click)
        if answer is not None:
            return answer
        layout = _layout(click)  # as the officer has just settled it
    if layout is None:
        raise _no_layout(click)
    if name == "settings":
        return _settings(layout)
    if click.book.folder() is None and not layout.scheme:
        raise LayoutError(
            "is in OneDrive or SharePoint, and its layout names no scheme: kpibook.toml of its "
            "folder cannot be read from here.",
            code="layout-not-saved",
            where=click.book.name,
            fix='Open it from its synced folder, or write scheme = "..." in the layout and keep it '
            "in the workbook again (`kpibook layout keep`).",
        )
    period = _period(click, layout)
    if period is None:
        return CANCELLED
    return _fill(click, layout, period) if name == "fill" else _read(name, click, layout, period)


def _fill(click: Click, layout: CouncilLayout, period: Quarter) -> Answer:
    click.book.refuse_read_only()
    findings: list[Finding] = []
    source = ask_for_actuals(click, findings)
    if source is None:
        return CANCELLED
    with _files(click) as (copy, place):
        return fill_own(click, copy, place, layout, period, source, findings)


def _read(name: str, click: Click, layout: CouncilLayout, period: Quarter) -> Answer:
    with _files(click) as (copy, place), ClosedBook.open(copy) as closed:
        mapped = behind_layout(closed, place, layout, period)
        book = click.book.through(
            lambda excel, platform: ThroughLayout(excel, platform, mapped)  # type: ignore[arg-type]
        )
        return _COMMANDS[name](replace(click, book=book), book)


@contextlib.contextmanager
def _files(click: Click) -> Iterator[tuple[Path, Path]]:
    """Give a file that holds what Excel has, and the place of the workbook's own file.

    In a cloud the own file has no folder here: then the copy is given twice.
    """
    with as_file(click.book) as copy:
        folder = click.book.folder()
        yield copy, copy if folder is None else folder / click.book.name


def _layout(click: Click) -> CouncilLayout | None:
    """Return the layout of the workbook; None if it has none."""
    folder = click.book.folder()
    if folder is not None:
        return layout_of(folder / click.book.name, None)
    with _files(click) as (_, place):
        return layout_of(place, None)


def _no_layout(click: Click) -> LayoutError:
    return LayoutError(
        "this is not a performance workbook made by kpibook, and it has no layout.",
        code="layout-none",
        where=click.book.name,
        why="None is next to it, named by kpibook.toml or kept in it.",
        fix="Press Fill, which proposes a layout, or go to your performance workbook; "
        "`kpibook new` starts one.",
    )


def _period(click: Click, layout: CouncilLayout) -> Quarter | None:
    """Return the quarter of the layout, or as the officer types it; None if cancelled."""
    if layout.period:
        return Quarter.parse(layout.period)
    last = str(Quarter.of(date.today()).previous)  # noqa: DTZ011 the officer's own day
    typed = click.dialogs.type_text(_WHICH_QUARTER.format(last, last), last)
    return None if typed is None else Quarter.parse(typed)


def _settings(layout: CouncilLayout) -> Answer:
    return Answer(
        (
            "This is a council's own workbook, without a sheet Settings.",
            f"Its layout: {layout.source}, {layout.place}.",
            f"Quarter: {layout.period or 'not said in the layout, so each button asks'}.",
            f"Scheme: {layout.scheme or 'not said in the layout'}.",
        )
    )
