"""WordprocessingML of tables: fixed widths, a marked header row, a caption for screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpibook.docx.markup import shading, value
from kpibook.on_use.dataclass import dataclass

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="7F8C95"/>'
    for side in ("top", "bottom", "insideH")
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Cell of a table.

    Attributes:
        paragraphs: Its paragraphs as markup, at least one.
        fill: Its background as "FDE7E9"; "" for none.
    """

    paragraphs: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class TableLook:
    """Look of a table.

    Attributes:
        style: Id of its style; "" draws lines without a style.
        widths: Widths of its columns, in twentieths of a point.
        first_column: True if the first cell of a row is its heading.
    """

    style: str
    widths: Sequence[int]
    first_column: bool = False


def table(
    caption: str,
    about: str,
    header: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    look: TableLook,
) -> str:
    """Return a table.

    Args:
        caption: Its title, for screen readers.
        about: What is in it, likewise.
        header: The cells of its header row, which is repeated on each page; empty for no such row.
        rows: The rows; no row is cut by a page's end.
        look: Its widths and style.
    """
    style = f"<w:tblStyle w:val={value(look.style)}/>" if look.style else ""
    borders = "" if look.style else f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    first = int(look.first_column)
    # tblLook has to come before the caption, or Word calls the file damaged.
    properties = (
        f'{style}<w:tblW w:w="{sum(look.widths)}" w:type="dxa"/>{borders}'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{0x0400 | (0x20 if header else 0) | 0x80 * first:04X}" '
        f'w:firstRow="{int(bool(header))}" w:lastRow="0" w:firstColumn="{first}" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={value(caption)}/><w:tblDescription w:val={value(about)}/>"
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in look.widths)
    head = _row(header, look.widths, "<w:tblHeader/>") if header else ""
    body = "".join(_row(row, look.widths) for row in rows)
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], more: str = "") -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading(cell.fill)}</w:tcPr>'
        f"{cell.paragraphs}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{inside}</w:tr>"


def shared_out(needs: Sequence[int], total: int) -> list[int] | None:
    """Return widths of columns that add up to a total; None if they do not fit.

    Args:
        needs: What each column needs at least.
        total: The width of the table.

    >>> shared_out([1000, 3000], 5000), shared_out([3000, 3000], 5000)
    ([1500, 3500], None)
    """
    rest = total - sum(needs)
    if rest < 0:
        return None
    widths = [need + rest // len(needs) for need in needs]
    widths[-1] += total - sum(widths)
    return widths
