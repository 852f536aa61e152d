"""Sheet Key of an officer's workbook: every word of the scheme, with its meaning."""

from __future__ import annotations

from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import layout


def key_page(content: QuarterlyReturn) -> Page:
    """Return the scheme's rule in words."""
    scheme = content.scheme
    looks = [*scheme.statuses.values(), *scheme.directions.values()]
    return Page(
        name=layout.KEY,
        title="Key: what each status and direction means",
        lines=(content.rule(),),
        table=layout.KEY_TABLE,
        header=("Word", "What it means"),
        widths=(24, 90),
        rows=[
            [
                PageCell(look.label, look=look if look.fill != "#FFFFFF" else None),
                PageCell(look.meaning),
            ]
            for look in looks
        ],
    )
