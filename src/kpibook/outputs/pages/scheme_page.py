"""Page with a workbook's copy of its scheme file."""

from __future__ import annotations

from kpibook.domain.rules.scheme_copy import SchemeCopy
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import layout

_WIDTHS = (24, 20, 110)
_LINE = (
    "The workbook is rated under this copy, wherever it is sent. Change the file, not the copy: "
    "then run `kpibook scheme keep`, or delete this sheet and press Fill."
)


def scheme_page(name: str, copy: SchemeCopy) -> Page:
    """Return the copy, with a row for each part of its text.

    Args:
        name: The name of the sheet.
        copy: The copy.
    """
    return Page(
        name=name,
        title=f"Copy of the scheme {copy.file}",
        lines=(
            _LINE,
            f"SHA-256 of its text: {copy.sha256}",
        ),
        table=layout.SCHEME_COPY_TABLE,
        header=layout.SCHEME_COPY_HEADINGS,
        widths=_WIDTHS,
        rows=[
            [PageCell(copy.file), PageCell(copy.sha256), PageCell(part)] for part in copy.parts()
        ],
    )
