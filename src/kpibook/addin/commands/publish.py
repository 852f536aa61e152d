"""The button Publish: the accessible copy of the return in a new file."""

from __future__ import annotations

from pathlib import Path, PurePath

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click, documents
from kpibook.addin.commands.which_part import which_part
from kpibook.files.bare_name import in_file_name
from kpibook.workbook.reader import read_settings

_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb"}


def publish(click: Click) -> Answer:
    """Write the published copy under a name the officer chooses; the workbook stays as it is.

    Raises:
        KpibookError: The workbook cannot be rated, has no measure, or the file cannot be written.
    """
    from kpibook.services.publish import publish as publish_book

    period = read_settings(click.book).period
    folder = click.book.folder() or documents()
    wanted = which_part(click)
    if wanted is None:
        return CANCELLED
    suggested = folder / suggested_name(click.book.name, str(period), wanted)
    output = click.dialogs.save_name("Save the published return as", suggested)
    if output is None:
        return CANCELLED
    published = publish_book(click.book, click.folder(), output, wanted=wanted or None)
    return Answer(
        (
            f"Wrote {published.output}.{_kept(published.kept)}",
            "It holds the return and its key, values only. Read it through before you send it.",
            "This workbook was not changed.",
        ),
        published.findings,
        rest="; Check lists them all on a sheet",
    )


def suggested_name(book: str, period: str, part: str = "") -> str:
    """Suggest a file name for the published return that every system accepts.

    >>> suggested_name("Housing.xlsx", "Q3 2021/22"), suggested_name("Book1", "Q3 2021/22")
    ('Housing return Q3 2021-22.xlsx', 'Book1 return Q3 2021-22.xlsx')
    """
    path = PurePath(book)
    stem = path.stem if path.suffix.casefold() in _ENDINGS else book
    of_part = f" for {in_file_name(part.removeprefix('committee: '))}" if part else ""
    return f"{stem} return {period.replace('/', '-')}{of_part}.xlsx"


def _kept(backup: Path | None) -> str:
    return f" The file that was there is kept as {backup}." if backup else ""
