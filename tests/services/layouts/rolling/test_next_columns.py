"""What the next quarter has, and what it lacks."""

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.proposal.comments import proposal_text
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.services.layouts.rolling.next_columns import heading_in, is_used_again, to_be_added
from kpibook.sources.grids.files import source_file
from kpibook.sources.layouts.reading import layout_from
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation, TableLayout
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.services.layouts.more_shapes import MORE
from tests.workbook.mapped.grids import grid_of

Q3 = Quarter(2024, 3)


@pytest.mark.parametrize(
    ("table", "is_it"),
    [
        (TableLayout(columns={"actual": "This quarter"}), True),
        (TableLayout(columns={"actual": "{quarter}"}), False),
        (TableLayout(columns={"actual": "{month}"}), False),
        (TableLayout(title="{quarter}", columns={"actual": "Actual"}), False),
        (TableLayout(sheet="{quarter}", columns={"actual": "Actual"}), False),
        (TableLayout(orientation=Orientation.LONG, columns={"actual": "Value"}), False),
        (TableLayout(orientation=Orientation.BLOCKS, periods="{quarter}"), False),
    ],
    ids=[
        "this quarter",
        "quarters",
        "months",
        "quarters below each other",
        "a sheet a quarter",
        "long",
        "blocks",
    ],
)
def test_a_column_is_used_again_if_no_heading_names_a_period(
    table: TableLayout, is_it: bool
) -> None:
    assert is_used_again(table) is is_it


def test_months_and_quarters_are_named_as_people_write_them() -> None:
    assert heading_in("{month} actual", Q3) == "December actual"
    assert heading_in("{month-2}", Q3) == "October"
    assert heading_in("{quarter-1} / Actual", Quarter(2025, 1)) == "Q4 / Actual"


def test_rows_of_a_long_table_are_asked_for_by_their_period() -> None:
    rows = [["Ref", "Period", "Value"], ["A1", "Q3 2024/25", 9], ["B2", "2024/25", 4]]
    table = TableLayout(
        orientation=Orientation.LONG,
        columns={"ref": "Ref", "period": "Period", "actual": "Value"},
        heading_rows=(1,),
    )
    book, layout = SourceFile("x.csv", [grid_of(rows)], has_sheets=False), CouncilLayout((table,))
    now, after = (read_mapped(book, layout, quarter) for quarter in (Q3, Q3.next))

    (finding,) = to_be_added("x.csv", now, after, Q3.next)

    assert "no row for Q4 2024/25 of 1 measure: A1" in finding.what


def test_the_table_of_the_next_quarter_below_the_others_is_asked_for(tmp_path: Path) -> None:
    path = MORE["quarters_stacked"](tmp_path)
    layout = layout_from(proposal_text(propose_layout(path)), "x.layout.toml")
    book = source_file(path, 1000)
    now, after = (read_mapped(book, layout, quarter) for quarter in (Q3, Q3.next))

    (finding,) = to_be_added(path.name, now, after, Q3.next)

    assert "no table with the title" in finding.what
