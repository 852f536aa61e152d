"""A live workbook: it rates itself, and everything else treats it as any other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.errors import SchemeError
from kpibook.services.fill import Filled, fill_file
from kpibook.services.new import Created, new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from kpibook.workbook.template import template_path
from kpibook.xlsx import Workbook
from tests.support import validator
from tests.support.books import EXAMPLE, Q3, a_csv, cell_under, filled, value_under
from tests.support.libreoffice import recalculated

COMPUTED = (
    layout.STATUS,
    layout.DIRECTION,
    layout.DIRECTION_YEAR,
    layout.VARIANCE,
    layout.AGAINST_COMPARATOR,
)
ORDINARY = {"Unit": "percent", "Decimals": "1", "Which way is good": "higher", "Basis": "in period"}
MEASURES = (
    {"Ref": "PI.1", "Target": "80%", "Tolerance": "5%", "Comparator": "England",
     "Comparator value": "79.5%"},
    {"Ref": "PI.2", "Target": "20", "Unit": "days", "Decimals": "0", "Which way is good": "lower",
     "Tolerance": "2"},
    {"Ref": "PI.3", "Unit": "score", "Decimals": "2", "Which way is good": "range",
     "Range low": "1", "Range high": "2"},
    {"Ref": "PI.4", "Target": "70%", "Target Q3": "50%", "Basis": "cumulative"},
)  # fmt: skip
HISTORY = (
    {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "79%"},
    {"Ref": "PI.2", "Period": "Q2 2021/22", "Actual": "21"},
    {"Ref": "PI.2", "Period": "Q3 2020/21", "Actual": "25"},
    {"Ref": "PI.4", "Period": "Q2 2021/22", "Actual": "40%"},
)
ACTUALS = {"PI.1": 0.7604, "PI.2": 22.4, "PI.3": 2.006, "PI.4": 0.5}
#: By hand: 76.0 is exactly 5% below 80; 22 days are 2 over; 2.01 is 0.01 outside; 50 is met.
RATED = {
    "PI.1": ("Within tolerance", "Declined", "No history", -4, "Worse by 3.5 points"),
    "PI.2": ("Within tolerance", "Declined", "Improved", 2, None),
    "PI.3": ("Within tolerance", "No history", "No history", None, None),
    "PI.4": ("Target met", "Not comparable", "No history", 0, None),
}


def live(folder: Path, *measures: Mapping[str, object], **settings: str) -> Created:
    rows = [{"Measure": f"Title of {m['Ref']}", **ORDINARY, **m} for m in measures or MEASURES]
    register = a_csv(folder / "measures.csv", *rows)
    history = a_csv(folder / "history.csv", *(HISTORY if not measures else HISTORY[:1]))
    return new_workbook(
        register,
        Settings(Q3, **settings),
        folder / "live.xlsx",
        history_file=history,
        live=True,
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return live(tmp_path).output


def typed(book: Path, actuals: Mapping[str, object] = ACTUALS) -> Path:
    """The workbook after actuals are typed, and worked out by LibreOffice as Excel would."""
    with Workbook.open(book) as package:
        for ref, value in actuals.items():
            place = cell_under(book, layout.ACTUAL, ref)
            package.sheet(layout.THIS_QUARTER).set(place, value)  # type: ignore[arg-type]
        saved = package.save(book.with_name("typed.xlsx"))
    return recalculated(saved, book.parent / "worked out")


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A live workbook with actuals typed in, as LibreOffice saves it: never to be changed."""
    return typed(live(tmp_path_factory.mktemp("live")).output)


def shown(book: Path, ref: str) -> tuple[object, ...]:
    """What the computed cells of a measure show; nothing where they show an empty text."""
    sheet = openpyxl.load_workbook(book, data_only=True)[layout.THIS_QUARTER]
    cells = [sheet[cell_under(book, heading, ref)].value for heading in COMPUTED]
    return tuple(None if value == "" else value for value in cells)


def formulas(book: Path) -> list[object]:
    return [value_under(book, heading, ref) for heading in COMPUTED for ref in ACTUALS]


def codes(findings: object) -> list[str]:
    return [finding.code for finding in findings]  # type: ignore[attr-defined]


def test_a_new_live_workbook_is_a_valid_one_with_formulas_and_what_they_say(book: Path) -> None:
    assert validator.errors(book) == []
    assert all(str(formula).startswith("=IF(") for formula in formulas(book))
    assert shown(book, "PI.1")[:2] == ("Not reported", "Not comparable")
    assert codes(check_file(book).findings) == ["nothing-typed-yet"]


def test_its_columns_are_calculated_so_that_a_new_row_rates_itself(book: Path) -> None:
    table = openpyxl.load_workbook(book)[layout.THIS_QUARTER].tables[layout.THIS_QUARTER_TABLE]
    calculated = {c.name for c in table.tableColumns if c.calculatedColumnFormula is not None}

    assert calculated == set(COMPUTED)


def test_what_the_formulas_say_at_first_is_what_a_spreadsheet_program_works_out(
    book: Path,
) -> None:
    again = recalculated(book, book.parent / "worked out")

    assert [shown(again, ref) for ref in ACTUALS] == [shown(book, ref) for ref in ACTUALS]


def test_it_rates_itself_when_actuals_are_typed(worked_out: Path) -> None:
    assert {ref: shown(worked_out, ref) for ref in ACTUALS} == RATED


def test_a_text_typed_for_an_actual_is_taken_as_kpibook_reads_it(tmp_path: Path) -> None:
    texts = {
        "n/a": "Not reported",
        "<5": "Not rated",
        "*": "Not rated",
        "not applicable": "Not rated",
        "tbc": "Not reported",
        "80.0": "Target met",  # a percentage without its sign
        "80%": "Target met",
        "eighty": "Not reported",
    }
    refs = {f"PI.{number}": held for number, held in enumerate(texts)}
    book = live(tmp_path, *({"Ref": ref, "Target": "80%"} for ref in refs)).output

    done = typed(book, refs)

    assert {held: shown(done, ref)[0] for ref, held in refs.items()} == texts
    rated = check_file(done).scorecard
    assert [rated.scheme.label(one.rating.status) for one in rated.rated] == list(texts.values())


def test_check_takes_a_formula_at_its_stored_result(worked_out: Path) -> None:
    assert "rating-out-of-date" not in codes(check_file(worked_out).findings)


def test_check_notices_a_stored_result_that_is_not_right(book: Path) -> None:
    with Workbook.open(book) as package:
        place = cell_under(book, layout.ACTUAL, "PI.1")
        package.sheet(layout.THIS_QUARTER).set(place, 0.9)
        package.save()

    assert "rating-out-of-date" in codes(check_file(book).findings)


def test_fill_keeps_the_formulas_and_stores_what_they_say(book: Path) -> None:
    actuals = [
        {"Ref": "PI.1", "Actual": "76.04%"},
        {"Ref": "PI.2", "Actual": "22.4"},
        {"Ref": "PI.3", "Actual": "2.006"},
        {"Ref": "PI.4", "Actual": "50%"},
    ]
    before = formulas(book)

    done = filled(book, *actuals)

    assert done.output is not None
    assert formulas(done.output) == before
    assert {ref: shown(done.output, ref) for ref in ACTUALS} == RATED
    assert "formula-replaced" not in codes(done.findings)
    assert validator.errors(done.output) == []
    assert codes(check_file(done.output).findings) == []


def test_a_second_fill_has_nothing_to_change(book: Path) -> None:
    first = filled(book, {"Ref": "PI.1", "Actual": "76%"})
    assert first.output is not None

    assert filled(first.output, name="again.xlsx").changes == ()


def test_a_workbook_saved_by_a_spreadsheet_program_has_nothing_to_change_either(
    worked_out: Path, tmp_path: Path
) -> None:
    done = fill_file(worked_out, None, None, Destination(file=tmp_path / "filled.xlsx"))

    assert done.changes == ()


def test_fill_writes_the_formulas_of_another_scheme_when_it_is_given_one(
    book: Path, tmp_path: Path
) -> None:
    done = rerated(book, tmp_path, 'tolerance = "2"')

    status = str(value_under(done.output or book, layout.STATUS, "PI.1"))
    assert '"Green"' in status
    assert "Target met" not in status
    assert shown(done.output or book, "PI.1")[0] == "Red"


def test_a_scheme_that_no_formula_can_tell_gets_values_and_says_so(
    book: Path, tmp_path: Path
) -> None:
    done = rerated(book, tmp_path, 'rates = "forecast"\ntolerance = "2"')

    assert value_under(done.output or book, layout.STATUS, "PI.1") == "Not reported"
    assert "formula-replaced" in codes(done.findings)


def rerated(book: Path, folder: Path, rule: str) -> Filled:
    """The workbook filled after its settings name a scheme with that rule."""
    bands = (("met", "Green"), ("within", "Amber"), ("off", "Red"))
    looks = "".join(f'[status.{key}]\nlabel = "{label}"\n' for key, label in bands)
    scheme = f'key = "ours"\ntitle = "Ours"\nsource = "a test"\n[rule]\n{rule}\n{looks}'
    (folder / "ours.toml").write_text(scheme, encoding="utf-8")
    with Workbook.open(book) as package:
        place = package.named_cell(layout.SCHEME_SETTING.name)
        assert place is not None
        package.sheet(place[0]).set(place[1], "ours.toml")
        package.save()
    return filled(book, {"Ref": "PI.1", "Actual": "76%"})


def test_a_target_in_words_leaves_its_row_to_fill(tmp_path: Path) -> None:
    made = live(tmp_path, {"Ref": "PI.1", "Target": "at least 80%"}, {"Ref": "PI.2"})

    assert "target-not-live" in codes(made.findings)
    assert value_under(made.output, layout.STATUS, "PI.1") == "Not reported"
    assert str(value_under(made.output, layout.STATUS, "PI.2")).startswith("=IF(")
    done = filled(made.output, {"Ref": "PI.1", "Actual": "80%"})
    assert value_under(done.output or made.output, layout.STATUS, "PI.1") == "Target met"


def test_a_template_without_a_forecast_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "forecast.toml").write_text(
        'key = "f"\ntitle = "F"\nsource = "a test"\n[rule]\nrates = "forecast"\n'
        '[status.met]\nlabel = "Met"\n[status.off]\nlabel = "Off"\n',
        encoding="utf-8",
    )

    with pytest.raises(SchemeError, match="Forecast"):
        new_workbook(
            a_csv(tmp_path / "measures.csv", {"Ref": "PI.1", "Measure": "Calls", **ORDINARY}),
            Settings(Q3, scheme="forecast.toml"),
            tmp_path / "live.xlsx",
            template=template_path(),
            live=True,
        )

    assert not (tmp_path / "live.xlsx").exists()
    assert live(tmp_path, {"Ref": "PI.1"}, scheme="forecast.toml").output.exists()


def test_the_example_is_rated_live_as_it_is_by_fill(tmp_path: Path) -> None:
    empty = new_workbook(
        EXAMPLE / "measures.csv",
        Settings(Quarter(2021, 3)),
        tmp_path / "live.xlsx",
        history_file=EXAMPLE / "history.csv",
        live=True,
    ).output
    done = fill_file(
        empty, EXAMPLE / "actuals_q3.csv", Q3, Destination(file=tmp_path / "filled.xlsx")
    )
    assert done.output is not None

    again = recalculated(done.output, tmp_path / "worked out")

    refs = [rated.measure.ref for rated in done.scorecard.rated]
    assert [shown(again, ref) for ref in refs] == [shown(done.output, ref) for ref in refs]
