"""The cells that the next quarter has, and those that it lacks."""

from pathlib import Path

import openpyxl
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
from tests.support.cli import run_here
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


NEW_YEAR = """
[[table]]
sheet = "Pools *"
heading_rows = [1]
ref = "No"
measure = "Indicator"
year_target = "{year} Target"
actual = "{quarter} Actual"
previous = "{quarter-1} Actual"
commentary = "Remarks"
[measure."*"]
unit = "count"
polarity = "higher"
"""


@pytest.mark.parametrize(
    ("target", "remark", "codes"),
    [
        ("2026/27 Target", None, []),
        ("2025/26 Target", None, ["layout-next-missing"]),
        ("2026/27 Target", "Busy in May.", ["layout-text-stays"]),
    ],
)
def test_in_a_new_year_the_sheet_that_was_copied_for_it_is_looked_at(
    tmp_path: Path, target: str, remark: str | None, codes: list[str]
) -> None:
    book = openpyxl.Workbook()
    heads = ["No", "Indicator", "2025/26 Target", "Q1 Actual", "Q3 Actual", "Q4 Actual"]
    heads.append("Remarks")
    old = book.active
    old.title = "Pools 2025-26"
    new = book.create_sheet("Pools 2026-27")
    old.append(heads)
    old.append(["S1", "Swims", 50, 40, 45, 60, "Busy in May."])
    new.append([*heads[:2], target, *heads[3:]])
    new.append(["S1", "Swims", 55, None, None, None, remark])
    book.save(tmp_path / "pools.xlsx")
    (tmp_path / "pools.layout.toml").write_text(NEW_YEAR, encoding="utf-8")
    done = run_here(
        *("roll-forward", "pools.xlsx", "--period", "Q4 2025/26", "-o", "n.xlsx"), cwd=tmp_path
    )

    assert "1 of 1 measure has a blank cell for Q1 2026/27." in done.stdout
    found = [line for line in done.stdout.splitlines() if line.endswith("]")]
    assert [line.rsplit("[", 1)[1].rstrip("]") for line in found] == codes
    assert all("'Pools 2026-27'!" in line for line in found)


@pytest.mark.parametrize(
    ("period", "lacks"),
    [
        (Quarter(2024, 3), "no column headed 'Q4 Actual' for Q4 2024/25"),
        (Quarter(2024, 4), "name it 'KPIs 2025-26'"),
    ],
    ids=["within the year", "in a new year"],
)
def test_a_sheet_of_a_year_serves_its_four_quarters(
    tmp_path: Path, period: Quarter, lacks: str
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "KPIs 2024-25"
    heads = ["No", "Indicator", "Q3 Actual", *(["Q4 Actual"] if period.number == 4 else [])]
    book.active.append(heads)
    book.active.append(["S1", "Swims", *[40] * (len(heads) - 2)])
    book.save(tmp_path / "kpis.xlsx")
    table = '[[table]]\nsheet = "KPIs {year}"\nheading_rows = [1]\nref = "No"\n'
    table += 'measure = "Indicator"\nactual = "{quarter} Actual"\n'
    layout = layout_from(table, "x.layout.toml")
    source = source_file(tmp_path / "kpis.xlsx", 100)
    now, after = (read_mapped(source, layout, q) for q in (period, period.next))

    (finding,) = to_be_added("kpis.xlsx", now, after, period.next)

    assert lacks in f"{finding.what} {finding.fix}"
