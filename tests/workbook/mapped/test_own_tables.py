"""Tables of ours made from a council's rows, each cell with its own place."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.vocabulary.council_words import CouncilWord, CouncilWords
from kpibook.workbook import layout as own
from kpibook.workbook.mapped.council_layout import CouncilLayout, TableLayout
from kpibook.workbook.mapped.earlier import EarlierFigure
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.own_tables import OwnTables
from kpibook.workbook.mapped.place import Place
from kpibook.workbook.protocol import TableRows
from kpibook.xlsx import Cell

Q3 = Quarter(2024, 3)
_AT = {"ref": "A5", "measure": "B5", "target": "H5", "year_target": "F5", "actual": "I5"}


def a_row(joined: dict[str, Place] | None = None, **values: object) -> MappedRow:
    cells = {
        role: Cell(_AT.get(role, "C9"), "number" if isinstance(v, float) else "text", v)  # type: ignore[arg-type]
        for role, v in {"ref": "A1", "measure": "Calls", **values}.items()
    }
    places = {role: Place("", "KPIs", address) for role, address in _AT.items()}
    columns = {"actual": values.get("heading", "{quarter} Actual")}
    return MappedRow("A1", cells, places, {}, TableLayout(columns=columns), joined or {})  # type: ignore[arg-type]


def register(row: MappedRow, *figures: EarlierFigure) -> TableRows:
    return OwnTables("x.xlsx", CouncilLayout(source="x.layout.toml"), Q3).register([row], figures)


@pytest.mark.parametrize(
    ("target", "heading"),
    [
        pytest.param(30.0, own.TARGET_Q3, id="figure"),
        pytest.param("85%", own.TARGET_Q3, id="figure in text"),
        pytest.param("Monitor", own.TARGET, id="words"),
    ],
)
def test_the_quarter_s_target_is_the_quarter_s_unless_it_is_in_words(
    target: object, heading: str
) -> None:
    made = register(a_row(target=target))

    assert made.rows[0][heading].value == target
    assert made.places is not None
    assert str(made.places[0][heading]) == "x.xlsx 'KPIs'!H5"


def test_the_year_s_target_is_under_target_next_to_the_quarter_s() -> None:
    cells = register(a_row(target=30.0, year_target=120.0)).rows[0]

    assert (cells[own.TARGET].value, cells[own.TARGET_Q3].value) == (120.0, 30.0)
    assert cells[own.TARGET_YEAR].value == "2024/25"


def test_targets_of_other_quarters_of_the_year_are_in_the_register() -> None:
    def figure(period: Quarter) -> EarlierFigure:
        place = {"target": Place("", "KPIs", "D5")}
        return EarlierFigure("A1", period, {"target": Cell("D5", "number", 10.0)}, place)

    cells = register(a_row(target=30.0), figure(Quarter(2024, 1)), figure(Quarter(2023, 4))).rows[0]

    assert cells[own.TARGET_Q1].value == 10.0
    assert own.TARGET_Q4 not in cells


def test_a_joined_cell_has_the_place_of_its_own_sheet() -> None:
    made = register(a_row({"unit": Place("reg.csv", "", "C9")}, unit="%"))

    assert made.places is not None
    assert str(made.places[0][own.UNIT]) == "reg.csv C9"
    assert str(made.places[0][""]) == "x.xlsx 'KPIs'!A5"


def test_a_figure_that_is_not_there_has_the_cell_where_it_goes() -> None:
    made = OwnTables("x.xlsx", CouncilLayout(), Q3).quarter([a_row()], [])

    assert made.places is not None
    assert made.rows[0][own.ACTUAL].is_blank
    assert str(made.places[0][own.ACTUAL]) == "x.xlsx 'KPIs'!I5"


def test_history_names_the_period_and_keeps_each_place() -> None:
    cells = {"actual": Cell("G5", "number", 9.0), "commentary": Cell("M5", "text", "Rain")}
    places = {"actual": Place("", "KPIs", "G5"), "commentary": Place("", "KPIs", "M5")}
    figure = EarlierFigure("A1", Q3.previous, cells, places)
    made = OwnTables("x.xlsx", CouncilLayout(), Q3).history([figure])

    row = made.rows[0]
    assert (row[own.REF].value, row[own.PERIOD].value) == ("A1", "Q2 2024/25")
    assert row[own.COMMENTARY].value == "Rain"
    assert made.places is not None
    assert str(made.places[0][own.ACTUAL]) == "x.xlsx 'KPIs'!G5"


def test_words_of_the_council_are_a_table_with_those_for_no_target() -> None:
    words = CouncilWords((CouncilWord("unit", "Bays", "count"),))
    made = OwnTables("x", CouncilLayout(words=words, no_target=("Monitor",)), Q3).words()

    assert [row[own.WORD].value for row in made.rows] == ["Bays", "Monitor"]


@pytest.mark.parametrize(
    ("way", "figure"), [("sum", "6"), ("mean", "2.0"), ("last", 3.0)], ids=["sum", "mean", "last"]
)
def test_an_earlier_quarter_is_worked_out_from_its_months_as_the_measure_says(
    way: str, figure: object
) -> None:
    three = tuple(Cell(f"{c}5", "number", n) for c, n in (("D", 1.0), ("E", 2.0), ("F", 3.0)))
    layout = CouncilLayout(answers={"A1": {"quarter_from": way, "unit": "count"}})
    place = {"actual": Place("", "KPIs", "F5")}
    earlier = EarlierFigure("A1", Q3.previous, {"actual": three[-1]}, place, {"actual": three})
    made = OwnTables("x.xlsx", layout, Q3).history([earlier], [a_row()])

    assert made.rows[0][own.ACTUAL].value == figure
    assert own.UNIT not in made.rows[0]
