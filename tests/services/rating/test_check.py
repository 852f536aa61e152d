from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.errors import PackageError, WorkbookError
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import Checked, check_file
from kpibook.services.rating.explain import explain_file
from kpibook.services.settle import settle_file
from kpibook.workbook import layout
from kpibook.xlsx import CellError, Workbook
from tests.support.books import a_book, a_sheet, cell_under, example, filled, typed


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A filled workbook in order."""
    empty = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, {"Ref": "PI.2", "Unit": "days"})
    done = filled(empty, {"Ref": "PI.1", "Actual": "81%"}, {"Ref": "PI.2", "Actual": "12"})
    assert done.output is not None
    return done.output


def codes(checked: Checked) -> list[str]:
    return [finding.code for finding in checked.findings]


def put(book: Path, heading: str, value: object, ref: str = "PI.1") -> str:
    """Write a value or a formula as Excel stores it; the cell's address."""
    place = cell_under(book, heading, ref)
    with Workbook.open(book) as package:
        sheet = package.sheet(layout.THIS_QUARTER)
        if isinstance(value, tuple):
            sheet.set_formula(place, *value)
        else:
            sheet.set(place, value)  # type: ignore[arg-type]
        package.save()
    return place


def test_a_workbook_in_order_has_nothing_to_put_right(book: Path) -> None:
    checked = check_file(book)

    assert checked.findings == ()
    assert len(checked.scorecard.rated) == 2


def test_nothing_is_written(book: Path) -> None:
    before = {path: path.read_bytes() for path in book.parent.iterdir()}

    check_file(book)

    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before


def test_a_new_workbook_lacks_its_actuals_and_nothing_else() -> None:
    checked = check_file(example().empty)

    (missing,) = [f for f in checked.findings if f.code == "nothing-typed-yet"]
    assert f"{len(checked.scorecard.rated)} measures wait" in missing.what
    assert {"rating-out-of-date", "measure-without-row", "actual-missing"}.isdisjoint(
        codes(checked)
    )
    assert missing.where.cell == cell_under(example().empty, "Actual", "PI.2249")


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        pytest.param("Actual", None, "actual-missing", id="actual taken out"),
        pytest.param("Actual", "81", "number-as-text", id="a number stored as text"),
        pytest.param("Actual", "about 80", "number-unreadable", id="words"),
        pytest.param("Actual", 81, "percent-as-points", id="81 in a cell that shows 8100%"),
        pytest.param("Actual", 1.2, "percent-out-of-bounds", id="120%"),
        pytest.param("Actual", -0.1, "percent-out-of-bounds", id="below nought"),
        pytest.param("Actual", CellError("#DIV/0!"), "formula-error", id="an error value"),
        pytest.param("Actual", ("=I5/J5", CellError("#REF!")), "formula-error", id="a formula's"),
        pytest.param("Actual", ("=I5/J5", None), "not-calculated", id="never calculated"),
        pytest.param("As at", "31/02/2022", "date-unreadable", id="no such day"),
        pytest.param("As at", "17/01/2022", "as-at-outside-period", id="after the quarter"),
        pytest.param("As at", "17/01/2021", "as-at-outside-period", id="a year before"),
        pytest.param("Marker", "[q]", "marker-unknown", id="no such marker"),
        pytest.param("Marker", "[x]", "marker-contradicts", id="a figure marked missing"),
        pytest.param("Numerator", "many", "number-unreadable", id="a numerator in words"),
        pytest.param("Ref", "PI.7", "ref-unknown", id="no such measure"),
        pytest.param("Ref", "PI.2", "ref-duplicate", id="a measure twice"),
        pytest.param("Status", "Off target", "rating-out-of-date", id="a status typed over"),
        pytest.param("Variance", None, "rating-out-of-date", id="a variance taken out"),
    ],
)
def test_what_an_officer_gets_wrong_is_found_at_its_cell(
    book: Path, heading: str, value: object, code: str
) -> None:
    place = put(book, heading, value)

    found = [finding for finding in check_file(book).findings if finding.code == code]

    assert len(found) == 1
    assert found[0].where.sheet == layout.THIS_QUARTER
    elsewhere = {"marker-contradicts": "H6", "rating-out-of-date": "O6", "ref-duplicate": "A7"}
    assert found[0].where.cell == elsewhere.get(code, place)
    assert found[0].fix


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        pytest.param("Unit", "percantage", "unit-unknown", id="unit"),
        pytest.param("Which way is good", "sideways", "polarity-unknown", id="polarity"),
        pytest.param("Which way is good", None, "polarity-missing", id="no polarity"),
        pytest.param("Tolerance", "-5", "tolerance-negative", id="tolerance"),
        pytest.param("Basis", "weekly", "basis-unknown", id="basis"),
        pytest.param("Ref", "PI.2", "ref-duplicate", id="a measure twice"),
        pytest.param("Also known as", "PI.2", "alias-ambiguous", id="another's reference"),
        pytest.param("Introduced", "2021", "year-unknown", id="year"),
    ],
)
def test_what_the_register_gets_wrong_is_found(
    book: Path, heading: str, value: object, code: str
) -> None:
    place = cell_under(book, heading, "PI.1", layout.MEASURES)
    typed(book, {place: value}, layout.MEASURES)

    found = [finding for finding in check_file(book).findings if finding.code == code]

    assert len(found) == 1
    assert found[0].where.sheet == layout.MEASURES
    assert found[0].fix


def test_a_figure_changed_by_hand_leaves_its_rating_out_of_date(book: Path) -> None:
    put(book, "Actual", 0.5)

    (finding,) = (f for f in check_file(book).findings if f.code == "rating-out-of-date")

    assert "Off target" in finding.what
    assert finding.where.cell == cell_under(book, "Status", "PI.1")
    assert "kpibook fill" in finding.fix


def test_measures_whose_ratings_are_out_of_date_are_one_finding_to_look_at(tmp_path: Path) -> None:
    refs = ["PI.1", "PI.2", "PI.3"]
    empty = a_book(tmp_path, *({"Ref": ref, "Target": "80%"} for ref in refs))
    done = filled(empty, *({"Ref": ref, "Actual": "81%"} for ref in refs))
    assert done.output is not None
    for ref in refs[:2]:
        typed(done.output, {cell_under(done.output, "Actual", ref): 0.5})

    [finding] = [f for f in check_file(done.output).findings if f.code == "rating-out-of-date"]

    assert "the ratings of 2 of 3 measures are not what their figures give" in finding.what
    assert "PI.1 and PI.2" in finding.what
    assert finding.severity.value == "look"
    [own] = [f for f in explain_file(done.output, "PI.2").findings if f.code == finding.code]
    assert own.what.startswith("PI.2: ")


def test_measures_in_rows_that_are_not_shown_are_a_note(tmp_path: Path) -> None:
    refs = ["PI.1", "PI.2", "PI.3"]
    empty = a_book(tmp_path, *({"Ref": ref, "Target": "80%"} for ref in refs))
    done = filled(empty, *({"Ref": ref, "Actual": "81%"} for ref in refs))
    assert done.output is not None
    workbook = openpyxl.load_workbook(done.output)
    sheet = workbook[layout.THIS_QUARTER]
    for row in (6, 8):
        sheet.row_dimensions[row].hidden = True  # as a filter leaves it too
    workbook.save(done.output)

    [note] = [f for f in check_file(done.output).findings if f.code == "rows-hidden"]

    assert "2 measures are in rows that are hidden or filtered out: PI.1 and PI.3." in str(note)
    assert note.where.cell == "A6"
    assert note.severity.value == "note"


def test_a_hidden_row_without_a_measure_is_no_note(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    workbook = openpyxl.load_workbook(book)
    for row in (1, 30):
        workbook[layout.THIS_QUARTER].row_dimensions[row].hidden = True
    workbook.save(book)

    assert "rows-hidden" not in codes(check_file(book))


def test_filling_again_puts_an_old_rating_right(book: Path) -> None:
    put(book, "Actual", 0.5)
    done = filled(book, name="again.xlsx")

    assert done.output is not None
    assert "rating-out-of-date" not in codes(check_file(done.output))


def test_findings_on_the_structure_come_first(book: Path) -> None:
    typed(book, {cell_under(book, "Unit", "PI.2", layout.MEASURES): "dayz"}, layout.MEASURES)
    put(book, "Actual", 1.2)

    found = codes(check_file(book))

    assert found.index("unit-unknown") < found.index("percent-out-of-bounds")


def test_what_fill_reports_of_the_example_check_reports_too() -> None:
    def of_the_figures(findings: object) -> set[tuple[str, str]]:
        return {(finding.ref, finding.code) for finding in findings}  # type: ignore[attr-defined]

    checked = check_file(example().filled)

    assert of_the_figures(checked.findings) == of_the_figures(example().fill.findings)
    as_at = next(f for f in checked.findings if f.code == "as-at-outside-period")
    assert "17th January 2022" in as_at.what
    assert as_at.where.cell == cell_under(example().filled, "As at", "PI.433")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"nothing")

    with pytest.raises(PackageError):
        check_file(tmp_path / "book.xlsx")
    with pytest.raises(WorkbookError):
        check_file(a_sheet(tmp_path / "other.xlsx", [["Ref"]]))


def test_a_text_that_contradicts_its_figures_is_found_and_can_be_settled(tmp_path: Path) -> None:
    empty = a_book(
        tmp_path, {"Ref": "PI.1", "Unit": "percent", "Which way is good": "higher", "Target": "80%"}
    )
    row = {"Ref": "PI.1", "Actual": "77%", "Commentary": "We met the target. Staff rose in Q2."}
    done = filled(empty, row)
    assert done.output is not None

    checked = check_file(done.output)

    told = [f for f in checked.findings if f.code == "commentary-target"]
    assert [f.ref for f in told] == ["PI.1"]
    assert '"met the target"' in told[0].what
    assert [f.code for f in checked.unchecked] == ["commentary-unchecked"]
    out = Destination(file=tmp_path / "settled.xlsx")
    settled = settle_file(done.output, "PI.1", "commentary-target", "Head of Service", out)
    assert settled.settlements
    assert "commentary-target" not in [
        f.code for f in check_file(tmp_path / "settled.xlsx").findings
    ]


def test_texts_that_say_nothing_are_looks_in_check_and_fill(tmp_path: Path) -> None:
    way = {"Unit": "percent", "Which way is good": "higher", "Target": "80%"}
    refs = ("PI.1", "PI.2", "PI.3", "PI.4")
    words = "At 30 September 2021 two posts of five were vacant."
    empty = a_book(
        tmp_path,
        *({"Ref": ref, **way} for ref in refs),
        history=[
            {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "81%"},
            {"Ref": "PI.2", "Period": "Q2 2021/22", "Actual": "87.7%"},
            {"Ref": "PI.3", "Period": "Q2 2021/22", "Actual": "83%"},
        ],
    )
    typed(empty, {cell_under(empty, layout.SAID_LAST_QUARTER, "PI.3"): f"{words}\nAction: Wait."})
    done = filled(
        empty,
        {"Ref": "PI.1", "Actual": "60%"},
        {"Ref": "PI.2", "Actual": "100%", "Commentary": "Staff are encouraging parents."},
        {"Ref": "PI.3", "Actual": "84%", "Commentary": words.replace("30 Sept", "31 Dec")},
        {"Ref": "PI.4", "Actual": "50%", "Action": "Two posts are advertised."},
    )
    assert done.output is not None
    checked = check_file(done.output)

    looks = {"commentary-missing": "PI.1", "commentary-jump": "PI.2", "commentary-repeated": "PI.3"}
    for found in (checked.findings, done.findings):
        assert {f.code: f.ref for f in found if f.code in looks} == looks
    assert "action-missing" not in codes(checked)
    where = {f.code: f.where.cell for f in checked.findings}
    assert where["commentary-jump"] == cell_under(done.output, "Commentary", "PI.2")
    out = Destination(file=tmp_path / "settled.xlsx")
    settle_file(done.output, "PI.2", "commentary-jump", "Head of Service", out)
    assert "commentary-jump" not in codes(check_file(tmp_path / "settled.xlsx"))
