"""Chart "Status by directorate": a bar for each directorate, with a part for each status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.domain.rules.default_colours import DEFAULT_COLOURS
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Appearance
from kpibook.on_use.replacing import replace
from kpibook.outputs.chart import ChartKind, ChartSeries, PageChart
from kpibook.outputs.consolidated.contents import Contents
from kpibook.outputs.consolidated.summary import MEASURES
from kpibook.outputs.consolidated.words import appearances, words_shown
from kpibook.outputs.page import Page, PageCell, fixed, sheet_reference
from kpibook.workbook.sizes.look import INK, WHITE

#: More bars than this cannot be compared; the table above has them all.
MOST_BARS = 40


def with_status_chart(page: Page, contents: Contents) -> Page:
    """Return the summary by directorate with a chart below the table; unchanged if empty."""
    shown = min(len(page.rows), MOST_BARS)
    if not shown:
        return page
    chart = PageChart(
        kind=ChartKind.SHARES,
        title=_title(page, shown),
        alt_text=_in_words(page, shown, contents),
        categories_cells=_reference(page, shown, 0, _names(page) - 1),
        categories=[_name(row, page) for row in page.rows[:shown]],
        series=_series(page, shown, contents),
        # Below the totals row and a blank row.
        row=page.top + len(page.rows) + 3,
        column=0,
        width=1220,
        height=150 + 38 * shown,
    )
    return replace(page, charts=(chart,))


def _title(page: Page, shown: int) -> str:
    some = "" if shown == len(page.rows) else f" (the first {shown} of {len(page.rows)})"
    return f"Status by directorate: share of measures, with their number{some}"


def _series(page: Page, shown: int, contents: Contents) -> list[ChartSeries]:
    looks = appearances(contents.schemes)
    colours = bar_colours(looks)
    series = []
    for status, word in words_shown(contents).items():
        column = list(page.header).index(word)
        values = [_number(row[column]) for row in page.rows[:shown]]
        fill = colours[status]
        series.append(
            ChartSeries(
                name=word,
                cells=_reference(page, shown, column, column),
                values=values,
                colour=fill,
                text=INK if contrast(INK, fill) > contrast(WHITE, fill) else WHITE,
                outline="" if status.is_rated else looks[status].colour,
            )
        )
    return series


def bar_colours(looks: Mapping[Status, Appearance]) -> dict[Status, str]:
    """Return the colour of each status's part of a bar.

    Statuses that a scheme gives the same colours, such as black on white, get kpibook's own: a bar
    has no room for their words.
    """
    drawn = {status: bar_colour(look, status) for status, look in looks.items()}
    times = Counter(colour for status, colour in drawn.items() if status.is_rated)
    return {
        status: _usual_colour(status) if status.is_rated and times[colour] > 1 else colour
        for status, colour in drawn.items()
    }


def _usual_colour(status: Status) -> str:
    colour, fill = DEFAULT_COLOURS[status]
    return bar_colour(Appearance("", colour=colour, fill=fill), status)


def bar_colour(look: Appearance, status: Status) -> str:
    """Return the colour of a part of a bar: between the two colours of the status in the scheme.

    A scheme's fill is meant for the background of a word and is too pale for a bar. A status that
    is not rated stays pale.
    """
    share = 0.5 if status.is_rated else 0.0
    parts = (
        round(share * int(look.colour[i : i + 2], 16) + (1 - share) * int(look.fill[i : i + 2], 16))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def _in_words(page: Page, shown: int, contents: Contents) -> str:
    words = words_shown(contents).values()
    bars = []
    for row in page.rows[:shown]:
        cells = dict(zip(page.header, row, strict=True))
        parts = [f"{cells[word]} {word.lower()}" for word in words if cells[word].value]
        bars.append(f"{_name(row, page)}: {', '.join(parts)}")
    return f"Bar chart of shares, status of measures by directorate. {'. '.join(bars)}."


def _names(page: Page) -> int:
    """Return the number of columns that name a group."""
    return list(page.header).index(MEASURES)


def _name(row: Sequence[PageCell], page: Page) -> str:
    return ", ".join(str(cell) for cell in row[: _names(page)])


def _number(cell: PageCell) -> float | int:
    return cell.value if isinstance(cell.value, (int, float)) else 0


def _reference(page: Page, rows: int, first: int, last: int) -> str:
    top = page.top + 1
    corners = (top, first + 1), (top + rows - 1, last + 1)
    return f"{sheet_reference(page.name)}!" + ":".join(fixed(*corner) for corner in corners)
