"""Parts of the page: words with their colours, tables, sections in the council's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpibook.domain.report.block import Word
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.report import Section
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.report.markup import text

#: Characters of a word that is kept on one line.
_SHORT = 22


@dataclass(frozen=True, slots=True)
class Row:
    """Row of a table.

    Attributes:
        cells: Its cells as markup, the heading of the row first.
        is_now: True for the row of this quarter, which is emphasised.
    """

    cells: tuple[str, ...]
    is_now: bool = False


def word(status: Word, words: str = "") -> str:
    """Return a status as a word in the scheme's colours, with its symbol for the eye alone.

    Args:
        status: The status.
        words: What is printed instead of its label; "" prints the label.
    """
    symbol = f'<span aria-hidden="true">{text(status.symbol)} </span>' if status.symbol else ""
    label = words or status.label
    short = " short" if len(label) <= _SHORT else ""
    return (
        f'<span class="word{short}" style="color:{status.colour};background:{status.fill}">'
        f"{symbol}{text(label)}</span>"
    )


def figure(shown: Figure, after: str = "") -> str:
    """Return a figure as printed; its exact value goes with it for machines.

    Args:
        shown: The figure.
        after: Words behind it.
    """
    rest = f' <span class="quiet">{text(after)}</span>' if after else ""
    if not shown.value:
        return f"{text(shown.text)}{rest}"
    return f'<data id="{shown.id}" value="{text(shown.value)}">{text(shown.text)}</data>{rest}'


def table(
    caption: str,
    header: Sequence[str],
    rows: Iterable[Row],
    *,
    numbers: Sequence[int] = (),
    kind: str = "",
    is_captioned: bool = True,
) -> str:
    """Return a table with a caption, headings of columns and of rows.

    Args:
        caption: What it is about.
        header: The headings; "" for every one leaves the header row out.
        rows: The rows.
        numbers: The columns that hold figures, counted from 0.
        kind: Its classes in the style sheet; a table of one may be wider than a narrow screen, and
            then scrolls by itself.
        is_captioned: False for a caption that only a screen reader says.
    """
    head = "".join(
        f'<th scope="col"{_class(number, numbers)}>{text(each)}</th>'
        for number, each in enumerate(header)
    )
    body = "".join(_row(row, numbers) for row in rows)
    hidden = "" if is_captioned else ' class="hidden"'
    thead = f"<thead><tr>{head}</tr></thead>" if any(header) else ""
    wide = f' class="wide {kind}"' if kind else ""
    markup = (
        f"<table{wide}><caption{hidden}>{text(caption)}</caption>{thead}"
        f"<tbody>{body}</tbody></table>"
    )
    if not kind:
        return markup
    region = f'tabindex="0" role="region" aria-label="{text(caption)}"'
    return f'<div class="scroll" {region}>{markup}</div>'


def _row(row: Row, numbers: Sequence[int]) -> str:
    first, *rest = row.cells
    cells = "".join(
        f"<td{_class(number, numbers)}>{cell}</td>" for number, cell in enumerate(rest, start=1)
    )
    now = ' class="now"' if row.is_now else ""
    return f'<tr{now}><th scope="row">{first}</th>{cells}</tr>'


def _class(number: int, numbers: Sequence[int]) -> str:
    return ' class="n"' if number in numbers else ""


def section(written: Section) -> str:
    """Return a section in the council's words."""
    parts = [f"<h2>{text(written.heading)}</h2>"]
    for paragraph in written.paragraphs:
        if paragraph.items:
            parts.append(
                f"<ul>{''.join(f'<li>{text(item)}</li>' for item in paragraph.items)}</ul>"
            )
        else:
            parts.append(f"<p>{text(paragraph.text)}</p>")
    return "".join(parts)


def paragraphs(texts: Iterable[str]) -> str:
    """Return texts as paragraphs."""
    return "".join(f"<p>{text(each)}</p>" for each in texts)
