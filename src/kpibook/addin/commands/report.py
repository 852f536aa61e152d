"""The button Report: the committee report in Word and PDF, in the workbook's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click, documents
from kpibook.addin.commands.which_part import which_part

if TYPE_CHECKING:
    from kpibook.services.report.write import Saved


def report(click: Click) -> Answer:
    """Write the committee report of the figures in front; the workbook stays as it is.

    It goes into the folder of the workbook, or into Documents if that is in OneDrive or SharePoint
    or was never saved.

    Raises:
        KpibookError: The workbook cannot be rated, has no measure, or a file cannot be written.
    """
    from kpibook.services.report.write_beside import write_beside

    wanted = which_part(click)
    if wanted is None:
        return CANCELLED
    folder = click.book.folder()
    written = write_beside(click.book, click.folder(), folder or documents(), wanted or None)
    no_pdf = written.no_pdf
    return Answer(
        (
            "Wrote " + "\n".join(map(_told, written.files)),
            *([f"{no_pdf.what[:1].upper()}{no_pdf.what[1:]} {no_pdf.fix}"] if no_pdf else []),
            (
                "Small numbers are withheld where a measure asks for it. Read it through before "
                "you send it."
            ),
            "This workbook was not changed.",
        ),
        written.findings,
        rest="; Check lists them all on a sheet",
    )


def _told(file: Saved) -> str:
    kept = f" The file that was there is kept as {file.kept}." if file.kept else ""
    return f"{file.output}.{kept}"
