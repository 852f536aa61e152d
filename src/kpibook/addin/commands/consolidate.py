"""The button Consolidate: a new workbook from those of several directorates."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click, documents
from kpibook.addin.excel.dialogs import WORKBOOKS
from kpibook.addin.excel.status_bar import step
from kpibook.domain.wording import counted, listed
from kpibook.errors import SourceError
from kpibook.version import __version__

if TYPE_CHECKING:
    from kpibook.domain.consolidation.consolidation import SourceBook
    from kpibook.services.consolidate.consolidate_files import Consolidated

_NAMED = 6  # workbooks in a sentence


def consolidate(click: Click) -> Answer:
    """Write a new workbook from those that the officer chooses, which stay unchanged.

    Files are read as they were last saved, even the workbook in front, which need not be a
    performance workbook.

    Raises:
        KpibookError: No workbook can be used, they report different quarters, or the new
            workbook cannot be written.
    """
    from kpibook.outputs.consolidated.contents import MadeHow
    from kpibook.outputs.drawing import CREATED
    from kpibook.services.consolidate.consolidate_files import Outputs, consolidate_files

    chosen = click.dialogs.choose_files("Choose the directorates' workbooks", WORKBOOKS)
    if not chosen:
        return CANCELLED
    _refuse_single(chosen)
    output = click.dialogs.save_name("Save the consolidated workbook as", _suggested(chosen))
    if output is None:
        return CANCELLED
    made = MadeHow(__version__, _as_command(chosen), CREATED)
    result = consolidate_files(chosen, Outputs(output), made=made, read=_read_in_turn)
    return Answer(
        tuple(_sentences(result)),
        result.findings,
        rest=", on the new workbook's sheet Findings",
    )


def _refuse_single(chosen: Sequence[Path]) -> None:
    # The file window of Excel on a Mac gives a single file: vba/KpiDialogs.bas.
    if len(chosen) == 1:
        raise SourceError(
            "is the only workbook that was chosen, and one alone is nothing to consolidate.",
            code="consolidate-one",
            where=chosen[0].name,
            fix="Choose several in the same window: hold Ctrl while you click each. On a Mac, "
            "where Excel's window takes only one, use `kpibook consolidate`.",
        )


def _read_in_turn(books: Sequence[tuple[Path, str]]) -> Iterator[SourceBook]:
    """Read workbooks one after another, each as a step in Excel's status bar."""
    from kpibook.services.consolidate.consolidate_files import read_all

    for number, book in enumerate(books, start=1):
        step(f"reading workbook {number:,} of {len(books):,}")
        yield from read_all([book])
    step("writing the consolidated workbook")


def _suggested(chosen: Sequence[Path]) -> Path:
    """Suggest a new file in the folder of the first workbook, so that no report is overwritten."""
    folder = chosen[0].parent if chosen[0].parent.is_dir() else documents()
    return folder / "Consolidated.xlsx"


def _as_command(chosen: Sequence[Path]) -> str:
    """Return the same task as a command for the cover, with file names and no person's folders."""
    return shlex.join(["kpibook", "consolidate", *(path.name for path in chosen)])


def _sentences(result: Consolidated) -> Iterator[str]:
    consolidation, totals = result.consolidation, result.consolidation.totals
    used = sum(source.used for source in consolidation.sources)
    for written in result.written:
        yield f"Wrote {written.output}." + (
            f" The file that was there is kept as {written.kept.name}." if written.kept else ""
        )
    yield (
        f"{consolidation.period}: {counted(len(consolidation.rows), 'measure')} from "
        f"{used:,} of {counted(len(consolidation.sources), 'workbook')}. Of "
        f"{counted(totals.rows_in, 'row')}, {totals.rows_used:,} are used and "
        f"{totals.rows_refused:,} are not; the sheet Reconciliation says why."
    )
    refused = [source.name for source in consolidation.sources if not source.used]
    if refused:
        yield f"Not used: {listed(refused, _NAMED)}."
