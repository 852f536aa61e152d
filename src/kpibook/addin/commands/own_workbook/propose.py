"""Layout proposed on a sheet of the workbook, corrected there by the officer, and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, MOST, Answer, shortened_to
from kpibook.addin.commands.command_context import Click
from kpibook.addin.commands.own_workbook.as_file import as_file
from kpibook.addin.excel.dialogs import Buttons, Reply
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted
from kpibook.errors import LayoutError
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.check import LayoutCheck, check_reading, other_files
from kpibook.services.layouts.corrected_sheet import corrected
from kpibook.services.layouts.layout_sheet import LAYOUT_SHEET, draw_layout_sheet
from kpibook.services.layouts.open_book import scheme_for
from kpibook.services.layouts.proposal.comments import proposal_text
from kpibook.services.layouts.proposal.propose import LOOKED_AT, propose_for
from kpibook.services.layouts.which import ENDING
from kpibook.services.layouts.written import write_layout
from kpibook.sources.grids.files import source_file
from kpibook.sources.layouts.reading import layout_from
from kpibook.workbook.layout import COUNCIL_LAYOUT_TABLE
from kpibook.workbook.mapped.reading import SourceFile, read_mapped

if TYPE_CHECKING:
    from kpibook.services.layouts.proposal.values import Proposal
    from kpibook.workbook.protocol import TableRows

QUESTION = (
    "This workbook is not one of kpibook's. Propose a layout?\n\n"
    f"OK adds the sheet {LAYOUT_SHEET}, which says what each column is. Correct it there, and "
    "press the button again. Cancel changes nothing."
)
_KEEP = (
    "OK keeps the layout as {} next to the workbook, and goes on. Cancel changes nothing: correct "
    f"the sheet {LAYOUT_SHEET} and press the button again."
)


def propose_on_sheet(click: Click) -> Answer | None:
    """Propose a layout on a sheet; or keep the one on it, where it is there already.

    Returns:
        The answer that ends the click; None once a layout is kept, and the button goes on.

    Raises:
        LayoutError: ``layout-not-saved`` in a cloud; ``layout-none``: nothing looks like a table
            of measures; ``layout-value`` with the cell of the sheet that cannot be used.
        KpibookError: A file cannot be read or written, or Excel refuses.
    """
    folder = click.book.folder()
    if folder is None:
        raise LayoutError(
            "is in OneDrive or SharePoint, and a layout is kept next to the workbook.",
            code="layout-not-saved",
            where=click.book.name,
            fix="Open it from its synced folder, and press the button again.",
        )
    click.book.refuse_read_only()
    place = folder / click.book.name
    sheet = click.book.table(COUNCIL_LAYOUT_TABLE)
    if sheet is not None:
        return _keep(click, place, sheet)
    # Before the question: a workbook of other things is said to be none, and nothing is asked.
    proposal = _proposed(_file(click))
    if click.dialogs.ask(QUESTION, Buttons.OK_CANCEL) is not Reply.OK:
        return CANCELLED
    if LAYOUT_SHEET.casefold() in {name.casefold() for name in click.book.sheet_names}:
        raise LayoutError(
            f"has a sheet {LAYOUT_SHEET} already, which is not kpibook's.",
            code="layout-exists",
            where=click.book.name,
            fix="Rename that sheet, and press the button again.",
        )
    click.book.replace_sheet(LAYOUT_SHEET, draw_layout_sheet(proposal))
    click.book.commit()
    return Answer(
        (
            f"The sheet {LAYOUT_SHEET} says what kpibook takes each column for.",
            "Correct its column 'What it is', answer its questions, and press the button again.",
            f"It found {counted(len(proposal.tables), 'table')}. No other sheet was changed.",
            *click.book.notes(),
            click.how_to_go_back,
        ),
        sheet=LAYOUT_SHEET,
    )


def _keep(click: Click, place: Path, sheet: TableRows) -> Answer | None:
    """Check the layout on the sheet and, once the officer agrees, keep it next to the workbook."""
    file = _file(click)
    proposal = corrected(sheet, _proposed(file), file)
    text = proposal_text(proposal)
    target = place.with_name(place.stem + ENDING)
    layout = layout_from(text, target.name)
    period = Quarter.parse(layout.period)
    reading = read_mapped(file, layout, period, other_files(place, layout))
    checked = check_reading(file, layout, reading, scheme_for(layout, place.parent, None))
    if not checked.measures:
        raise LayoutError(
            f"with the layout on the sheet {LAYOUT_SHEET} no measure is read for {period}.",
            code="layout-none",
            where=click.book.name,
            fix="Correct what the columns are, or the quarter, and press the button again.",
        )
    question = _told(checked, period, _KEEP.format(target.name))
    if click.dialogs.ask(question, Buttons.OK_CANCEL) is not Reply.OK:
        return CANCELLED
    write_layout(target, text)
    return None


def _told(checked: LayoutCheck, period: Quarter, last: str) -> str:
    """Say what a layout reads, as `kpibook layout check` does, and then ask."""
    lines = [f"This layout reads {counted(len(checked.measures), 'measure')} for {period}."]
    if checked.compared:
        statuses = counted(checked.compared, "status", "statuses")
        lines.append(
            f"{checked.agreeing} of {statuses} in the workbook are those that its figures give."
        )
    lines += [f"- {replace(finding, why='', fix='')}" for finding in checked.findings]
    room = MOST - len(last) - 2
    return "\n\n".join((shortened_to("\n".join(lines), room), last))


def _file(click: Click) -> SourceFile:
    with as_file(click.book) as copy:
        return source_file(copy, LOOKED_AT)


def _proposed(file: SourceFile) -> Proposal:
    proposal = propose_for(file)
    if proposal.tables:
        return proposal
    raise LayoutError(
        "this is not a performance workbook made by kpibook, and no sheet looks like a table of "
        "measures.",
        code="layout-none",
        where=file.name,
        fix="Go to your performance workbook, or start one with `kpibook new`.",
    )
