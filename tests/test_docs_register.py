"""``docs/register.md`` is true: it has every column and word, and its examples are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

import pytest

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import (
    Basis,
    Frequency,
    Polarity,
    Profile,
    QuarterFrom,
    Unit,
)
from kpibook.domain.measures.period import Quarter
from kpibook.services.fill import fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.sources.heading_text import heading_from
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import Settings
from kpibook.workbook.reader import read_workbook
from tests.support.books import a_csv

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
NEEDED = {"Ref": "H1", "Measure": "Homes", "Unit": "percent", "Which way is good": "higher"}
Q3 = Quarter(2021, 3)


def rows(title: str) -> list[list[str]]:
    """The rows of the table below a title."""
    section = re.search(rf"^##+ {title}\n(.*?)(?=^##|\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert section, title
    lines = [line for line in section[1].splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def examples(title: str) -> dict[str, str]:
    return {heading: example.strip("`") for heading, _, example in rows(title)}


REGISTER, HISTORY, ACTUALS = map(examples, ("The register", "The history", "The actuals"))


def headings(columns: Iterable[layout.Column]) -> list[str]:
    return [column.heading for column in columns]


def test_every_column_of_the_register_and_the_history_is_there_in_order() -> None:
    assert list(REGISTER) == headings(layout.REGISTER_COLUMNS)
    assert list(HISTORY) == headings(layout.TEMPLATE_HISTORY_COLUMNS)


def test_every_column_an_officer_fills_is_one_of_the_actuals() -> None:
    typed = [c for c in layout.THIS_QUARTER_COLUMNS if c.filled is layout.FilledBy.BY_OFFICER]

    assert set(ACTUALS) == {layout.REF, layout.PERIOD, layout.FORECAST, *headings(typed)}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Units", Unit),
        ("Which way is good", Polarity),
        ("Basis", Basis),
        ("Frequency", Frequency),
        ("Months of a quarter", QuarterFrom),
        ("Comparisons", ComparedWith),
        ("Profiles", Profile),
    ],
)
def test_every_word_a_column_takes_is_there(title: str, words: type[Enum]) -> None:
    assert {word for word, _ in rows(title)} == {member.value for member in words}


def test_every_example_of_the_register_is_read_without_a_finding(tmp_path: Path) -> None:
    """Each is read in a row that has nothing else but what is required."""
    others = [column for column in REGISTER if column not in NEEDED]
    register = a_csv(
        tmp_path / "r.csv",
        {heading: REGISTER[heading] for heading in NEEDED},
        *(
            # A vintage without its value says nothing, and a profile is of what adds up.
            {**NEEDED, "Ref": f"X{number}", column: REGISTER[column]}
            | ({layout.COMPARATOR_VALUE: "5%"} if column == layout.COMPARATOR_VINTAGE else {})
            | ({layout.BASIS: "cumulative"} if column == layout.PROFILE else {})
            for number, column in enumerate(others)
        ),
    )

    made = new_workbook(register, Settings(Q3), tmp_path / "new.xlsx")

    assert made.findings == ()
    with ClosedBook.open(made.output) as book:
        table = book.table(layout.MEASURES_TABLE)
        assert table is not None
        for number, column in enumerate(others):
            row = next(r for r in table.rows if r["Ref"].value == f"X{number}")
            assert row[column].value is not None, column


def test_every_example_of_the_history_and_the_actuals_is_read_without_a_finding(
    tmp_path: Path,
) -> None:
    register = a_csv(tmp_path / "r.csv", {**NEEDED, "Ref": HISTORY["Ref"], "Target": "95%"})
    history, actuals = a_csv(tmp_path / "h.csv", HISTORY), a_csv(tmp_path / "a.csv", ACTUALS)

    made = new_workbook(register, Settings(Q3), tmp_path / "new.xlsx", history_file=history)
    filled = fill_file(made.output, actuals, None, Destination(file=tmp_path / "filled.xlsx"))

    assert (made.history, made.findings, filled.findings) == (1, (), ())
    with ClosedBook.open(tmp_path / "filled.xlsx") as book:
        (reading,) = read_workbook(book).readings.values()
    assert (reading.marker, reading.commentary) == (ACTUALS["Marker"], ACTUALS["Commentary"])


def test_every_heading_the_page_gives_as_a_councils_word_is_understood() -> None:
    section = TEXT[TEXT.index("Headings may be in your") : TEXT.index("Section rows")]

    for word in re.findall(r'"([^"]+)"', section):
        heading = heading_from(word)
        assert heading.is_known or heading.when or word in ("Last year", "High", "Low"), word


def test_the_readme_and_findings_about_the_register_name_the_page(tmp_path: Path) -> None:
    wrong = {**NEEDED, "Which way is good": "sideways", "Basis": "now and then", "Decimals": "9"}

    made = new_workbook(a_csv(tmp_path / "r.csv", wrong), Settings(Q3), tmp_path / "new.xlsx")

    assert "(docs/register.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(made.findings) == 3
    assert all("docs/register.md" in finding.fix for finding in made.findings)
