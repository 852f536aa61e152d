from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError, SaveError, SchemeError, SourceError, WorkbookError
from kpibook.services.diff import diff_files
from kpibook.services.fill import fill_file
from kpibook.services.new import Created, new_workbook, read_register
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import PerformanceWorkbook, Settings
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.template import template_path
from tests.support.books import EXAMPLE, Q3, a_book, a_csv, a_sheet, example, value_under

REGISTER = {"Ref": "PI.1", "Measure": "M", "Unit": "percent", "Which way is good": "higher"}


def contents(path: Path) -> PerformanceWorkbook:
    with ClosedBook.open(path) as book:
        return read_workbook(book)


def make(folder: Path, *register: dict[str, object], **options: object) -> Created:
    measures = a_csv(folder / "measures.csv", *(register or (REGISTER,)))
    return new_workbook(measures, Settings(Q3), folder / "new.xlsx", **options)  # type: ignore[arg-type]


def codes(made: Created) -> list[str]:
    return [finding.code for finding in made.findings]


@pytest.fixture(scope="module")
def made() -> PerformanceWorkbook:
    return contents(example().empty)


def stripped(measure: Measure) -> dict[str, object]:
    """A measure without where it was read."""
    fields = measure.__dataclass_fields__
    return {name: getattr(measure, name) for name in fields if name not in ("source", "places")}


def test_the_register_reads_back_as_the_file_says(made: PerformanceWorkbook) -> None:
    register = read_register(EXAMPLE / "measures.csv", [])

    assert list(made.measures) == list(register)
    for key, (measure, _) in register.items():
        assert stripped(made.measures[key]) == stripped(measure)


def test_every_field_of_a_measure_survives_the_journey(tmp_path: Path) -> None:
    whole = {
        **REGISTER,
        "Directorate": "Housing",
        "Service": "Lettings",
        "Priority": "Homes – and “hearths”",
        "Owner": "Head of Lettings",
        "Decimals": 2,
        "Basis": "cumulative",
        "Target": "86.25%",
        "Target Q1": "80",
        "Target Q4": "90%",
        "Target basis": "England",
        "Target vintage": "2020/21",
        "Tolerance": "2.5%",
        "Floor": "50",
        "Range low": "40",
        "Range high": "60",
        "Comparator": "CIPFA",
        "Comparator value": "77.7",
        "Comparator vintage": "2020/21",
        "Introduced": "2021/22",
        "Also known as": "PI.9; PI 8",
        "Note": "=not a formula",
    }
    made = make(tmp_path, whole)

    ((said, _),) = read_register(tmp_path / "measures.csv", []).values()
    (found,) = contents(made.output).measures.values()
    assert stripped(found) == stripped(said)
    assert found.target.by_quarter == {1: Decimal(80), 4: Decimal(90)}


def test_each_measure_has_a_row_to_type_into(made: PerformanceWorkbook) -> None:
    assert list(made.rows) == list(made.measures)
    assert {reading.actual for reading in made.readings.values()} == {None}
    assert made.findings == ()


def test_the_history_is_in_the_workbook(made: PerformanceWorkbook) -> None:
    assert made.history["PI426", Quarter(2021, 2)].actual == Decimal("90.3")
    assert value_under(example().empty, "Previous quarter", "PI.426") == 0.903


def test_settings_are_written_and_the_one_directorate_is_taken(made: PerformanceWorkbook) -> None:
    assert made.settings == Settings(Q3, directorate="Children's Services")


def test_two_directorates_are_not_guessed_between(tmp_path: Path) -> None:
    made = make(
        tmp_path,
        {**REGISTER, "Directorate": "Housing"},
        {**REGISTER, "Ref": "PI.2", "Directorate": "Highways"},
    )

    assert contents(made.output).settings.directorate == ""


def test_nothing_is_rated_yet_and_the_return_says_so() -> None:
    book = openpyxl.load_workbook(example().empty)
    header, *rows = book[layout.RETURN][book[layout.RETURN].tables["QuarterlyReturn"].ref]
    status = [cell.value for cell in header].index("Status")

    assert {row[status].value for row in rows} == {"Not reported"}
    assert book[layout.RETURN]["A1"].value.startswith("Children's Services: ")


def test_cells_for_figures_are_ready_in_the_measures_own_format() -> None:
    sheet = openpyxl.load_workbook(example().empty)[layout.THIS_QUARTER]
    formats = {row[0].value: row[7].number_format for row in sheet.iter_rows(min_row=6)}

    assert formats["PI.2249"] == "0.00%"
    assert formats["PI.432"] == "#,##0.0"


def test_validation_and_protection_reach_every_row() -> None:
    sheet = openpyxl.load_workbook(example().empty)[layout.THIS_QUARTER]
    covered = [rule.sqref for rule in sheet.data_validations.dataValidation]

    for row in range(6, 12):
        assert not sheet[f"H{row}"].protection.locked
        assert sheet[f"O{row}"].protection.locked
        assert any(f"H{row}" in ranges for ranges in covered)


def test_a_register_may_be_a_workbook(tmp_path: Path) -> None:
    header, row = zip(*{**REGISTER, "Target": 0.85}.items(), strict=True)
    register = a_sheet(tmp_path / "register.xlsx", [header, row], formats={"E2": "0%"})

    made = new_workbook(register, Settings(Q3), tmp_path / "new.xlsx")

    assert contents(made.output).measures["PI1"].target.value == Decimal(85)


def test_many_measures_and_much_history_all_arrive(tmp_path: Path) -> None:
    register = [{**REGISTER, "Ref": f"PI.{n}"} for n in range(300)]
    periods = ("Q4 2020/21", "Q1 2021/22", "Q2 2021/22")
    past = a_csv(
        tmp_path / "history.csv",
        *({"Ref": f"PI.{n}", "Period": p, "Actual": n / 10} for n in range(300) for p in periods),
    )

    made = make(tmp_path, *register, history_file=past)

    assert (made.measures, made.history) == (300, 900)
    workbook = contents(made.output)
    assert len(workbook.history) == 900
    assert workbook.history["PI299", Quarter(2021, 2)].actual == Decimal("29.9")
    assert workbook.findings == ()


def test_history_under_an_earlier_reference_is_the_measures(tmp_path: Path) -> None:
    past = a_csv(tmp_path / "h.csv", {"Ref": "PI. 9", "Period": "Q2 2021/22", "Actual": "70"})

    made = make(tmp_path, {**REGISTER, "Also known as": "PI.9"}, history_file=past)

    assert (made.history, codes(made)) == (1, [])
    assert contents(made.output).history["PI1", Quarter(2021, 2)].actual == Decimal(70)
    assert value_under(made.output, "Previous quarter", "PI.1") == 0.7


@pytest.mark.parametrize(
    ("history", "code"),
    [
        pytest.param({"Ref": "PI.7", "Period": "Q2 2021/22"}, "ref-unknown", id="no such measure"),
        pytest.param({"Ref": "PI.1", "Period": ""}, "period-missing", id="no period"),
        pytest.param({"Ref": "PI.1", "Period": "Q2"}, "period-unknown", id="half a period"),
        pytest.param({"Ref": "PI.1", "Period": "Q3 2021/22"}, "history-not-past", id="now"),
        pytest.param({"Ref": "PI.1", "Period": "Q2 2021/22"}, "history-duplicate", id="twice"),
    ],
)
def test_history_that_cannot_be_used_is_a_finding_at_its_line(
    tmp_path: Path, history: dict[str, object], code: str
) -> None:
    good = {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": 5}
    past = a_csv(tmp_path / "history.csv", good, {**history, "Actual": 5})

    made = make(tmp_path, history_file=past)

    assert codes(made) == [code]
    assert made.findings[0].where.line == 3
    assert made.findings[0].fix
    assert made.history == 1
    assert [r.actual for r in contents(made.output).history.values()] == [Decimal(5)]


def test_a_reference_twice_is_a_finding_and_the_first_row_is_used(tmp_path: Path) -> None:
    made = make(tmp_path, REGISTER, {**REGISTER, "Ref": "pi 1", "Measure": "Another"})

    assert (made.measures, codes(made)) == (1, ["ref-duplicate"])
    assert contents(made.output).measures["PI1"].title == "M"


@pytest.mark.parametrize(
    ("register", "code"),
    [
        pytest.param({"Unit": "percantage"}, "unit-unknown", id="unit"),
        pytest.param({"Unit": ""}, "unit-missing", id="no unit"),
        pytest.param({"Which way is good": "sideways"}, "polarity-unknown", id="polarity"),
        pytest.param({"Ref": ""}, "ref-missing", id="no reference"),
        pytest.param({"Tolerance": "-1"}, "tolerance-negative", id="tolerance"),
        pytest.param({"Decimals": "9"}, "decimals-unusable", id="decimals"),
    ],
)
def test_what_the_register_gets_wrong_is_a_finding_at_its_line(
    tmp_path: Path, register: dict[str, object], code: str
) -> None:
    made = make(tmp_path, {**REGISTER, "Ref": "PI.0"}, {**REGISTER, **register})

    assert codes(made) == [code]
    assert made.findings[0].where.line == 3
    assert made.findings[0].fix


@pytest.mark.parametrize(
    ("name", "error", "code"),
    [
        pytest.param("new.csv", SaveError, "ending-mismatch", id="no workbook's name"),
        pytest.param("none/new.xlsx", SaveError, "folder-missing", id="no such folder"),
    ],
)
def test_an_output_that_cannot_be_is_refused(
    tmp_path: Path, name: str, error: type[KpibookError], code: str
) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"someone's")
    register = a_csv(tmp_path / "measures.csv", REGISTER)

    with pytest.raises(error) as caught:
        new_workbook(register, Settings(Q3), tmp_path / name)

    assert caught.value.code == code
    assert caught.value.fix
    assert (tmp_path / "there.xlsx").read_bytes() == b"someone's"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["measures.csv", "there.xlsx"]


def test_a_file_that_is_there_is_kept_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"someone's")
    register = a_csv(tmp_path / "measures.csv", REGISTER)

    made = new_workbook(register, Settings(Q3), tmp_path / "there.xlsx")

    assert made.kept is not None
    assert made.kept.read_bytes() == b"someone's"
    assert made.kept.name.startswith("there")
    assert contents(made.output).settings.period == Q3


def test_the_inputs_are_looked_at_before_the_output(tmp_path: Path) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"someone's")

    with pytest.raises(SourceError) as caught:
        new_workbook(tmp_path / "none.csv", Settings(Q3), tmp_path / "there.xlsx")

    assert caught.value.code == "file-missing"


def test_a_register_is_never_replaced_by_its_workbook(tmp_path: Path) -> None:
    register = make(tmp_path, REGISTER).output
    before = register.read_bytes()

    with pytest.raises(SaveError) as caught:
        new_workbook(register, Settings(Q3), register)

    assert caught.value.code == "output-is-input"
    assert register.read_bytes() == before


def test_an_earlier_workbook_is_itself_a_register_and_a_history(tmp_path: Path) -> None:
    """Its other tables have the headings too, without the tolerances."""
    made = make(tmp_path, {**REGISTER, "Tolerance": "2.5%", "Target": "80%"})

    again = new_workbook(
        made.output, Settings(Q3), tmp_path / "again.xlsx", history_file=made.output
    )

    assert contents(again.output).measures.keys() == contents(made.output).measures.keys()
    (measure,) = contents(again.output).measures.values()
    assert str(measure.tolerance) == "2.5%"


def test_a_register_without_a_measure_makes_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no measure"):
        make(tmp_path, {**REGISTER, "Ref": ""})

    assert not (tmp_path / "new.xlsx").exists()


def test_an_unknown_scheme_makes_no_workbook(tmp_path: Path) -> None:
    register = a_csv(tmp_path / "measures.csv", REGISTER)

    with pytest.raises(SchemeError):
        new_workbook(register, Settings(Q3, scheme="ours"), tmp_path / "new.xlsx")

    assert not (tmp_path / "new.xlsx").exists()


def test_a_councils_own_template_is_used_and_kept(tmp_path: Path) -> None:
    own = tmp_path / "ours.xlsx"
    book = openpyxl.load_workbook(template_path())
    book[layout.COVER]["A1"].value = "Invented Borough Council"
    book.save(own)
    before = own.read_bytes()

    made = make(tmp_path, template=own)

    assert openpyxl.load_workbook(made.output)[layout.COVER]["A1"].value == (
        "Invented Borough Council"
    )
    assert own.read_bytes() == before


def test_a_template_that_is_no_performance_workbook_is_refused(tmp_path: Path) -> None:
    own = a_sheet(tmp_path / "ours.xlsx", [["Ref"]])

    with pytest.raises(WorkbookError) as caught:
        make(tmp_path, template=own)

    assert caught.value.code == "not-a-performance-workbook"
    assert not (tmp_path / "new.xlsx").exists()


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    books = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        books.append(a_book(tmp_path / name, {"Ref": "PI.1", "Target": "80"}).read_bytes())

    assert books[0] == books[1]


def test_the_workbook_made_says_who_it_is_for(tmp_path: Path) -> None:
    book = a_book(
        tmp_path, {"Ref": "PI.1"}, council="A council", directorate="Housing", committee="Scrutiny"
    )

    settings = contents(book).settings
    assert (settings.council, settings.directorate) == ("A council", "Housing")
    assert settings.committee == "Scrutiny"
    assert settings.period == Q3


def test_a_unit_that_is_not_known_stays_so_that_every_check_asks_for_it(tmp_path: Path) -> None:
    made = make(tmp_path, {**REGISTER, "Unit": "percnt", "Which way is good": "sideways"})

    assert {"unit-unknown", "polarity-unknown"} <= set(codes(made))
    asked = {finding.code for finding in check_file(made.output).findings}
    assert {"unit-unknown", "polarity-unknown"} <= asked


ASKING = {**REGISTER, "Suppress small numbers": "Yes"}


def an_older_template(path: Path) -> Path:
    """The template as it was before columns were added to its register."""
    book = openpyxl.load_workbook(template_path())
    sheet = book["Measures"]
    table = sheet.tables["MeasureRegister"]
    start, end = table.ref.split(":")
    added = len(layout.ADDED_COLUMNS)
    for back in range(added):
        sheet[sheet[start].row][sheet[end].column - 1 - back].value = None
        table.tableColumns.pop()
    table.ref = f"{start}:{sheet[end].offset(column=-added).coordinate}"
    table.autoFilter.ref = table.ref
    book.save(path)
    return path


def test_a_register_that_asks_for_suppression_needs_a_column_for_it(tmp_path: Path) -> None:
    older = an_older_template(tmp_path / "older.xlsx")

    done = make(tmp_path, ASKING, {**REGISTER, "Ref": "PI.2"}, template=older)

    assert codes(done) == ["suppress-column-missing"]
    assert "rows of PI.1." in done.findings[0].fix
    assert "1 measure asks" in done.findings[0].what


def test_the_template_keeps_the_wish(tmp_path: Path) -> None:
    done = make(tmp_path, ASKING, {**REGISTER, "Ref": "PI.2"})

    assert codes(done) == []
    measures = contents(done.output).measures
    assert {key: m.suppress_small for key, m in measures.items()} == {"PI1": True, "PI2": False}


SERVING = {**REGISTER, "Outcome": "Health and wellbeing"}


def test_the_outcome_a_measure_serves_is_kept_and_compared(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    done = make(tmp_path / "one", SERVING)
    other = make(tmp_path / "other", {**SERVING, "Outcome": "Adult social care"})

    (difference,) = diff_files(done.output, other.output).differences

    assert (codes(done), codes(other)) == ([], [])
    assert contents(done.output).measures["PI1"].outcome == "Health and wellbeing"
    assert (difference.what, *difference.in_words()) == (
        "Outcome",
        "Health and wellbeing",
        "Adult social care",
    )


def test_an_outcome_that_an_older_template_has_no_column_for_is_reported(tmp_path: Path) -> None:
    older = an_older_template(tmp_path / "older.xlsx")

    done = make(tmp_path, SERVING, {**REGISTER, "Ref": "PI.2"}, template=older)

    assert codes(done) == ["register-column-missing"]
    assert "1 measure has something under 'Outcome'" in done.findings[0].what
    assert "for PI.1." in done.findings[0].fix
    assert contents(done.output).measures["PI1"].outcome == ""


def test_a_scheme_that_rates_the_forecast_gets_a_column_that_fill_fills(tmp_path: Path) -> None:
    register = {"Ref": "PI.1", "Measure": "Repairs", "Unit": "percent", "Target": "90%"}
    register |= {"Which way is good": "higher", "Tolerance": "2"}
    measures = a_csv(tmp_path / "m.csv", register)
    settings = Settings(Q3, scheme="west-berkshire")
    book = new_workbook(measures, settings, tmp_path / "wb.xlsx").output
    actuals = a_csv(tmp_path / "a.csv", {"Ref": "PI.1", "Actual": "80%", "Forecast": "91%"})

    fill_file(book, actuals, None, Destination(in_place=True))

    assert value_under(book, layout.FORECAST, "PI.1") == 0.91
    assert value_under(book, layout.STATUS, "PI.1") == "Green"
    assert "rating-lacks" not in {finding.code for finding in check_file(book).findings}


def test_without_a_forecast_the_check_names_the_column_where_it_goes(tmp_path: Path) -> None:
    register = {"Ref": "PI.1", "Measure": "Repairs", "Unit": "percent", "Target": "90%"}
    register |= {"Which way is good": "higher", "Tolerance": "2"}
    measures = a_csv(tmp_path / "m.csv", register)
    settings = Settings(Q3, scheme="west-berkshire")
    book = new_workbook(measures, settings, tmp_path / "wb.xlsx").output
    actuals = a_csv(tmp_path / "a.csv", {"Ref": "PI.1", "Actual": "80%"})

    filled = fill_file(book, actuals, None, Destination(in_place=True))

    (finding,) = [f for f in filled.findings if f.code == "rating-lacks"]
    assert "'Forecast'" in finding.fix
    assert finding.where.file == "a.csv"  # where the actual came from


def test_what_the_scheme_takes_and_the_register_does_not_give_is_named(tmp_path: Path) -> None:
    rows = [
        {"Ref": f"PI.{n}", "Measure": "M", "Unit": "percent", "Which way is good": "higher"}
        | {"Target": "90%", "Tolerance": tolerance}
        for n, tolerance in ((1, ""), (2, "5%"), (3, ""))
    ]
    measures = a_csv(tmp_path / "m.csv", *rows)

    made = new_workbook(measures, Settings(Q3, scheme="birmingham-2020"), tmp_path / "b.xlsx")

    (finding,) = [f for f in made.findings if f.code == "scheme-takes"]
    assert "PI.1 and PI.3" in finding.what
    assert "'Tolerance'" in finding.fix
    assert "scheme-takes" not in codes(
        new_workbook(measures, Settings(Q3), tmp_path / "standard.xlsx")
    )


@pytest.mark.parametrize(
    ("heading", "written", "code"),
    [
        ("Unit", "percnt", "unit-unknown"),
        ("Which way is good", "sideways", "polarity-unknown"),
        ("Basis", "now and then", "basis-unknown"),
        ("Tolerance", "a little", "number-unreadable"),
        ("Tolerance", "-2", "tolerance-negative"),
        ("Decimals", "12", "decimals-unusable"),
        ("Target Q3", "soon", "number-unreadable"),
        ("Floor", "a minimum", "number-unreadable"),
        ("Suppress small numbers", "perhaps", "suppress-unknown"),
        ("Introduced", "long ago", "year-unknown"),
    ],
)
def test_a_word_that_is_not_understood_stays_in_its_cell_of_the_new_workbook(
    tmp_path: Path, heading: str, written: str, code: str
) -> None:
    """The officer can correct a word that is there; a blank cell sent them back to their file."""
    made = make(tmp_path, {**REGISTER, heading: written})

    assert value_under(made.output, heading, "PI.1", layout.MEASURES) == written
    assert code in codes(made)
    assert code in [finding.code for finding in contents(made.output).findings]


DOUBTED = (
    {"Ref": "PI.1", "Target": "0.9", "Tolerance": "2"},
    {"Ref": "PI.2", "Target": "140%"},
    {"Ref": "PI.3", "Unit": "days", "Target": "20"},
    {"Ref": "PI.4", "Target": "90%"},
)


def made_with_doubts(folder: Path, **options: object) -> Created:
    history = a_csv(
        folder / "history.csv",
        *(
            {"Ref": ref, "Period": "Q2 2021/22", "Actual": actual}
            for ref, actual in (("PI.1", "88%"), ("PI.3", "9999"), ("PI.4", "91%"))
        ),
    )
    register = ({**REGISTER, **measure} for measure in DOUBTED)
    return make(folder, *register, history_file=history, **options)


def test_doubts_about_register_and_history_are_reported_when_the_workbook_is_made(
    tmp_path: Path,
) -> None:
    made = made_with_doubts(tmp_path)

    doubts = {(f.ref, f.code): str(f.where) for f in made.findings if f.severity.value == "stop"}
    assert doubts == {
        ("PI.1", "target-as-fraction"): "measures.csv line 2",
        ("PI.2", "percent-out-of-bounds"): "measures.csv line 3",
        ("PI.3", "figure-sentinel"): "history.csv line 3",
    }
    of_check = check_file(made.output).findings
    assert {(f.ref, f.code) for f in of_check if f.severity.value == "stop"} == set(doubts)


def test_a_new_live_workbook_has_no_formula_that_rates_a_figure_in_doubt(tmp_path: Path) -> None:
    made = made_with_doubts(tmp_path, live=True)

    formulas = {
        ref: str(value_under(made.output, layout.STATUS, ref)).startswith("=")
        for ref in ("PI.1", "PI.2", "PI.3", "PI.4")
    }
    assert formulas == {"PI.1": False, "PI.2": False, "PI.3": False, "PI.4": True}


def test_a_live_workbook_of_which_all_is_in_doubt_stays_live(tmp_path: Path) -> None:
    made = make(tmp_path, {**REGISTER, "Target": "140%"}, live=True)

    assert str(value_under(made.output, layout.STATUS, "PI.1")).startswith("=")


def test_a_figure_that_may_be_two_is_still_asked_about_in_the_new_workbook(tmp_path: Path) -> None:
    register = tmp_path / "measures.csv"
    register.write_text(
        "Ref;Measure;Unit;Which way is good;Target;Floor\n"
        "PI.1;Cost;currency;lower;1250,5;\n"
        "PI.2;Homes;count;higher;1.200;\n"
        "PI.3;Homes relet;count;higher;1500;1.100\n"
    )

    made = new_workbook(register, Settings(Q3), tmp_path / "new.xlsx")

    again = contents(made.output)
    codes_of = {finding.ref: finding.code for finding in again.findings}
    assert codes_of == {"PI.2": "target-in-words", "PI.3": "number-unreadable"}
    assert again.measures["PI2"].target.value is None
    assert again.measures["PI3"].floor is None
