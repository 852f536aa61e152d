"""A written layout keeps what a layout says, whatever signs it has."""

from __future__ import annotations

import pytest

from kpibook.sources.layouts.reading import layout_from
from kpibook.sources.layouts.writing import Comments, layout_text
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation, TableLayout


@pytest.mark.parametrize(
    "text", ['say "yes"', "back\\slash", "£ per head", "# no comment", "a = b"]
)
def test_any_heading_comes_back_as_it_was(text: str) -> None:
    table = TableLayout(
        sheet=text,
        orientation=Orientation.LONG,
        columns={"ref": text, "period": text},
        where={text: text},
        passes_over=(text,),
    )
    layout = CouncilLayout((table,), source="x")

    assert layout_from(layout_text(layout, Comments((text,))), "x") == layout


def test_a_polarity_that_is_asked_is_answered_by_taking_a_mark_away() -> None:
    layout = CouncilLayout((TableLayout(columns={"ref": "Ref"}),), source="x")
    text = layout_text(layout, Comments(polarities_asked={"A.1": "which way is good?"}))

    answered = layout_from(text.replace('# polarity = "higher"', 'polarity = "higher"'), "x")

    assert answered.answers == {"A.1": {"polarity": "higher"}}
