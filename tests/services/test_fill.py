from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.finding import in_file
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.errors import KpibookError, SaveError, SourceError, WorkbookError
from kpibook.services.fill import Filled, fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.workbook import layout
from kpibook.xlsx import Workbook
from tests.support.books import (
    EXAMPLE,
    Q3,
    a_book,
    a_csv,
    a_sheet,
    cell_under,
    example,
    filled,
    published_under,
    typed,
    value_under,
)

HISTORY = [{"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "79%"}]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two percentages with targets of 80%; the first has a history."""
    return a_book(
        tmp_path,
        {"Ref": "PI.1", "Target": "80%", "Also known as": "PI. 9"},
        {"Ref": "PI.2", "Target": "80%"},
        history=HISTORY,
    )


def codes(done: Filled) -> list[str]:
    return [finding.code for finding in done.findings]


def changed(done: Filled) -> dict[tuple[str, str], object]:
    return {(change.ref, change.heading): change.write.value for change in done.changes}


def at(done: Filled, heading: str, ref: str = "PI.1") -> object:
    assert done.output is not None
    return value_under(done.output, heading, ref)


# What is written


def test_an_actual_goes_into_its_cell_and_its_rating_beside_it(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%", "Commentary": "Rose."})

    row = {h: at(done, h) for h in ("Actual", "Commentary", "Status", "Direction", "Variance")}
    assert row == {
        "Actual": 0.81,
        "Commentary": "Rose.",
        "Status": "Target met",
        "Direction": "Improved",
        "Variance": 1,
    }
    assert done.scorecard.rated[0].rating.status is Status.MET
    assert done.scorecard.rated[0].rating.direction is Direction.IMPROVED


def test_the_changes_are_the_cells_that_differ_with_old_and_new(book: Path) -> None:
    before = openpyxl.load_workbook(book)
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None
    after = openpyxl.load_workbook(done.output)

    differ = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in after
        if sheet.title != layout.RETURN
        for row in sheet.iter_rows()
        for cell in row
        if before[sheet.title][cell.coordinate].value != cell.value
    }
    assert differ == {(c.write.sheet, c.write.address): c.write.value for c in done.changes}
    assert set(changed(done)) == {
        ("PI.1", heading) for heading in ("Actual", "Status", "Direction", "Variance")
    }
    assert done.changes[1].old == "Not reported"


def test_what_to_put_right_is_in_the_file_that_holds_the_figures(book: Path) -> None:
    actuals = a_csv(book.parent / "a.csv", {"Ref": "PI.7", "Actual": "1"})

    done = fill_file(book, actuals, None, Destination(file=book.parent / "filled.xlsx"))

    places = {finding.code: finding.where.file for finding in done.findings}
    assert places["nothing-typed-yet"] == "filled.xlsx"
    assert places["ref-unknown"] == "a.csv"


def test_in_a_dry_run_what_to_put_right_is_in_the_file_that_was_read(book: Path) -> None:
    done = fill_file(book, None, None, Destination(file=book.parent / "f.xlsx", dry_run=True))

    assert {finding.where.file for finding in done.findings} == {book.name}


def test_the_input_is_never_changed(book: Path) -> None:
    before = book.read_bytes()

    filled(book, {"Ref": "PI.1", "Actual": "81%"})

    assert book.read_bytes() == before


def test_every_cell_of_an_actuals_file_arrives(book: Path) -> None:
    done = filled(
        book,
        {
            "Ref": "PI.1",
            "Actual": "72.1%",
            "Numerator": "721",
            "Denominator": "1,000",
            "As at": "31/12/2021",
            "Marker": "[p]",
            "Commentary": "Two\nlines – and “quotes”",
            "Action": "=1+1",
        },
    )

    assert [at(done, h) for h in ("Actual", "Numerator", "Denominator", "Marker")] == [
        0.721,
        721,
        1000,
        "[p]",
    ]
    assert at(done, "As at") == datetime(2021, 12, 31)  # noqa: DTZ001 - Excel has no zones
    assert at(done, "Commentary") == "Two\nlines – and “quotes”"
    assert at(done, "Action") == "=1+1"
    assert done.output is not None
    with Workbook.open(done.output) as package:
        action = cell_under(done.output, "Action", "PI.1")
        assert package.sheet(layout.THIS_QUARTER).cell(action).formula is None


@pytest.mark.parametrize("ref", ["PI.1", "pi1", "PI. 1", " PI 1 ", "PI\u00a01", "PI.1+", "PI.9"])
def test_a_reference_is_known_however_it_is_written_and_by_its_earlier_one(
    book: Path, ref: str
) -> None:
    done = filled(book, {"Ref": ref, "Actual": "81%"})

    assert at(done, "Actual") == 0.81
    assert not {"ref-unknown", "number-unreadable", "marker-unknown"} & set(codes(done))


def a_percent_source(folder: Path, shape: str) -> Path:
    name = folder / f"actuals of {shape}.xlsx"
    rows = [["Ref", "Actual"], ["PI.1", {"cell": 0.721, "points": 72.1, "text": "72.1%"}[shape]]]
    return a_sheet(name, rows, formats={"B2": "0.0%"} if shape == "cell" else {})


@pytest.mark.parametrize("shape", ["cell", "points", "text"])
def test_a_percentage_from_a_workbook_is_one_value_in_any_shape(book: Path, shape: str) -> None:
    source = a_percent_source(book.parent, shape)

    done = fill_file(book, source, Q3, Destination(file=book.with_name("out.xlsx")))

    assert at(done, "Actual") == 0.721
    assert at(done, "Status") == "Off target"
    assert done.scorecard.rated[0].reading.actual == Decimal("72.1")


def test_the_three_shapes_give_the_same_workbook(book: Path) -> None:
    outputs = []
    for shape in ("cell", "points"):
        out = book.with_name(f"{shape}.xlsx")
        fill_file(book, a_percent_source(book.parent, shape), Q3, Destination(file=out))
        outputs.append(out.read_bytes())
    outputs.append(filled(book, {"Ref": "PI.1", "Actual": "72.1"}).output.read_bytes())  # type: ignore[union-attr]

    assert len(set(outputs)) == 1


def test_the_return_sheet_is_made_anew(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%", "Commentary": "Rose."})

    assert done.output is not None
    sheet = openpyxl.load_workbook(done.output)[layout.RETURN]
    said = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Rose.", 0.81, "Target met"} <= said
    assert set(done.scorecard.quarterly_return.sentences()) <= said


def test_a_second_fill_changes_nothing(book: Path) -> None:
    rows = [{"Ref": "PI.1", "Actual": "81%", "As at": "31/12/2021"}, {"Ref": "PI.2", "Actual": 79}]
    first = filled(book, *rows)
    assert first.output is not None

    second = filled(first.output, *rows, name="again.xlsx")

    assert second.changes == ()
    assert second.output is not None
    assert second.output.read_bytes() == first.output.read_bytes()


def test_without_actuals_what_officers_typed_is_rated(book: Path) -> None:
    typed(book, {cell_under(book, "Actual", "PI.1"): 0.81})

    done = filled(book)

    assert at(done, "Status") == "Target met"
    assert done.without_actual == ("PI.2",)


# What is kept


def test_a_blank_in_the_file_keeps_what_is_there(book: Path) -> None:
    first = filled(book, {"Ref": "PI.1", "Actual": "81%", "Commentary": "Rose.", "Marker": "[p]"})
    assert first.output is not None

    done = filled(
        first.output,
        {"Ref": "PI.1", "Actual": "", "Commentary": "", "Action": "Go on."},
        name="2.xlsx",
    )

    assert [at(done, h) for h in ("Actual", "Commentary", "Marker", "Action")] == [
        0.81,
        "Rose.",
        "[p]",
        "Go on.",
    ]
    assert changed(done) == {("PI.1", "Action"): "Go on."}


def test_a_new_actual_takes_the_old_marker_away(book: Path) -> None:
    first = filled(book, {"Ref": "PI.1", "Actual": "81%", "Marker": "[p]"})
    assert first.output is not None

    done = filled(first.output, {"Ref": "PI.1", "Actual": "82%"}, name="2.xlsx")

    assert (at(done, "Actual"), at(done, "Marker")) == (0.82, None)


@pytest.mark.parametrize("marker", [{}, {"Marker": ""}, {"Marker": "NULL"}])
def test_the_same_actual_again_keeps_its_marker(book: Path, marker: dict[str, str]) -> None:
    first = filled(book, {"Ref": "PI.1", "Actual": "81%", "Marker": "[p]"})
    assert first.output is not None

    again = filled(first.output, {"Ref": "PI.1", "Actual": "81%", **marker}, name="2.xlsx")

    assert (at(again, "Actual"), at(again, "Marker")) == (0.81, "[p]")


def test_nought_is_an_actual_and_not_a_blank(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "0"})

    assert at(done, "Actual") == 0
    assert at(done, "Status") == "Off target"


@pytest.mark.parametrize(("said", "marker"), [("[x]", "[x]"), ("n/a", "[x]"), ("<5", "[c]")])
def test_a_marker_in_place_of_a_figure_is_written_and_no_figure(
    book: Path, said: str, marker: str
) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": said})

    assert (at(done, "Actual"), at(done, "Marker")) == (None, marker)
    assert "PI.1" in done.without_actual
    assert not {"ref-unknown", "number-unreadable", "marker-unknown"} & set(codes(done))


def test_a_marker_that_contradicts_the_figure_there_is_reported(book: Path) -> None:
    first = filled(book, {"Ref": "PI.1", "Actual": "81%"})
    assert first.output is not None

    done = filled(first.output, {"Ref": "PI.1", "Actual": "[x]"}, name="2.xlsx")

    assert at(done, "Actual") == 0.81
    assert "marker-contradicts" in codes(done)


def with_formula(book: Path, heading: str, formula: str, value: float) -> str:
    place = cell_under(book, heading, "PI.1")
    with Workbook.open(book) as package:
        package.sheet(layout.THIS_QUARTER).set_formula(place, formula, cached=value)
        package.save()
    return place


def test_a_formula_the_file_says_nothing_of_stays_a_formula(book: Path) -> None:
    place = with_formula(book, "Actual", "=0.9*0.9", 0.81)

    done = filled(book, {"Ref": "PI.1", "Actual": "", "Commentary": "Rose."})

    assert done.output is not None
    assert at(done, "Actual") == "=0.9*0.9"
    assert at(done, "Status") == "Target met"
    assert (layout.THIS_QUARTER, place) not in [
        (c.write.sheet, c.write.address) for c in done.changes
    ]


def test_a_formula_that_an_actual_replaces_is_reported(book: Path) -> None:
    place = with_formula(book, "Actual", "=0.9*0.9", 0.81)

    done = filled(book, {"Ref": "PI.1", "Actual": "82%"})

    assert at(done, "Actual") == 0.82
    (finding,) = [f for f in done.findings if f.code == "formula-replaced"]
    assert (finding.where.sheet, finding.where.cell) == (layout.THIS_QUARTER, place)


# What is not used


def test_a_row_of_no_measure_is_reported_with_the_nearest(book: Path) -> None:
    done = filled(book, {"Ref": "PI.11", "Actual": "5"}, {"Ref": "", "Actual": "6"})

    unknown = [finding for finding in done.findings if finding.code == "ref-unknown"]
    assert [finding.where.line for finding in unknown] == [2, 3]
    assert "PI.11 is not in book.xlsx" in unknown[0].what
    assert "PI.1" in unknown[0].fix
    assert changed(done) == {}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({"Actual": "82%"}, id="another actual"),
        pytest.param({"Actual": "81%", "Commentary": "Fell."}, id="another commentary"),
        pytest.param({"Actual": "81%", "Marker": "[p]"}, id="another marker"),
        pytest.param({"Actual": "", "Action": "Wait."}, id="the rest of the row"),
    ],
)
def test_two_rows_of_one_measure_that_differ_are_both_left_out(
    book: Path, second: dict[str, str]
) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"}, {"Ref": "pi 1", **second})

    assert changed(done) == {}
    (finding,) = [f for f in done.findings if f.code == "actual-duplicate"]
    assert finding.where.line == 3
    assert done.without_actual == ("PI.1", "PI.2")


def test_two_rows_that_say_the_same_are_one(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"}, {"Ref": "pi 1", "Actual": "81.0"})

    assert at(done, "Actual") == 0.81
    assert "actual-duplicate" not in codes(done)


def test_a_measure_and_its_earlier_reference_in_one_file_are_two_rows_of_one(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"}, {"Ref": "PI.9", "Actual": "82%"})

    assert "actual-duplicate" in codes(done)


def test_a_measure_whose_row_cannot_be_added_is_reported_and_not_filled(book: Path) -> None:
    typed(book, {cell_under(book, "Ref", "PI.2"): "PI.99", "A8": "Source: the housing system"})

    done = filled(book, {"Ref": "PI.2", "Actual": "81%"})

    assert {"actual-without-row", "measure-without-row", "row-under-table"} <= set(codes(done))


def test_a_text_too_long_for_a_cell_is_reported_at_its_line_and_the_rest_is_filled(
    book: Path,
) -> None:
    """It stopped the whole fill and named the workbook's cell."""
    done = filled(book, {"Ref": "PI.1", "Actual": "81%", "Commentary": "x" * 32_768})

    (finding,) = [f for f in done.findings if f.code == "text-too-long"]
    assert finding.where.line == 2
    assert (at(done, "Actual"), at(done, "Commentary")) == (0.81, None)


@pytest.mark.parametrize("nothing", ["NULL", "nan", "NaT", "None", "#N/A", "-", "--", "(blank)"])
def test_a_word_for_nothing_overwrites_nothing_that_a_person_wrote(
    book: Path, nothing: str
) -> None:
    said = {"Numerator": 81, "As at": "31/12/2021", "Marker": "[p]", "Commentary": "Rose."}
    first = filled(book, {"Ref": "PI.1", "Actual": "81%", **said, "Action": "None needed."})
    assert first.output is not None

    fields = [*said, "Denominator", "Action"]
    again = filled(
        first.output,
        {"Ref": "PI.1", **dict.fromkeys(fields, nothing), "Actual": nothing},
        name="b.xlsx",
    )

    assert [at(again, heading) for heading in ("Numerator", "Commentary", "Action", "Marker")] == [
        81, "Rose.", "None needed.", "[p]",
    ]  # fmt: skip
    assert (at(again, "Actual"), at(again, "Denominator")) == (0.81, None)


def test_not_applicable_in_place_of_words_is_no_comment(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%", "Commentary": "n/a", "Action": "N/A"})

    assert (at(done, "Commentary"), at(done, "Action")) == (None, None)


@pytest.mark.parametrize("actual", ["six", "£1.2m", "81%%"])
def test_an_actual_that_cannot_be_read_is_not_missing_too(book: Path, actual: str) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": actual}, {"Ref": "PI.2", "Actual": "80%"})

    assert len(codes(done)) == 1


def test_two_rows_that_differ_are_one_finding_for_their_measure(book: Path) -> None:
    rows = [{"Ref": "PI.1", "Actual": "81%"}, {"Ref": "pi. 1", "Actual": "82%"}]

    done = filled(book, *rows, {"Ref": "PI.2", "Actual": "80%"})

    assert codes(done) == ["actual-duplicate"]


def test_a_measure_new_in_the_register_gets_its_row_and_its_figure(book: Path) -> None:
    row = [cell_under(book, column.heading, "PI.2") for column in layout.THIS_QUARTER_COLUMNS]
    typed(book, dict.fromkeys(row))

    done = filled(book, {"Ref": "PI.1", "Actual": "81%"}, {"Ref": "PI.2", "Actual": "81%"})

    assert codes(done) == ["measure-row-added"]
    assert at(done, "Actual", "PI.2") == 0.81
    assert at(done, "Status", "PI.2") == "Target met"


# The quarter of a file


def last_quarters_figures(tmp_path: Path, *same: str) -> tuple[Path, list[dict[str, object]]]:
    """A workbook of four measures with a history, and figures of which some are the history's."""
    refs = ["PI.1", "PI.2", "PI.3", "PI.4"]
    book = a_book(
        tmp_path,
        *({"Ref": ref, "Target": "80%"} for ref in refs),
        history=[
            {"Ref": ref, "Period": "Q2 2021/22", "Actual": f"{70 + i}.3%"}
            for i, ref in enumerate(refs)
        ],
    )
    rows = [
        {"Ref": ref, "Actual": f"{70 + i}.3%" if ref in same else f"{80 + i}.1%"}
        for i, ref in enumerate(refs)
    ]
    return book, rows


def test_a_file_with_last_quarters_figures_is_asked_about_and_not_written(tmp_path: Path) -> None:
    book, rows = last_quarters_figures(tmp_path, "PI.1", "PI.2", "PI.3")

    done = filled(book, *rows)

    assert codes(done)[0] == "actuals-of-last-quarter"
    assert done.findings[0].where.file == "actuals.csv"
    assert "3 figures of 4 are those of Q2 2021/22" in done.findings[0].what
    assert [at(done, "Actual", ref) for ref in ("PI.1", "PI.4")] == [None, None]


@pytest.mark.parametrize(
    ("same", "added", "period"),
    [
        pytest.param(("PI.1", "PI.2"), {}, None, id="half of them are the same"),
        pytest.param(("PI.1", "PI.2", "PI.3"), {}, Q3, id="the period is given"),
        pytest.param(
            ("PI.1", "PI.2", "PI.3"), {"Period": "Q3 2021/22"}, None, id="the file says the period"
        ),
        pytest.param(
            ("PI.1", "PI.2", "PI.3"), {"As at": "31/12/2021"}, None, id="dated in the quarter"
        ),
    ],
)
def test_figures_that_are_of_this_quarter_are_written(
    tmp_path: Path, same: tuple[str, ...], added: dict[str, object], period: Quarter | None
) -> None:
    book, rows = last_quarters_figures(tmp_path, *same)

    done = filled(book, *({**row, **added} for row in rows), period=period)

    assert "actuals-of-last-quarter" not in codes(done)
    assert at(done, "Actual", "PI.4") == 0.831


def test_last_quarters_workbook_is_no_file_of_actuals_for_this_quarter(tmp_path: Path) -> None:
    measure = {"Ref": "PI.1", "Target": "80%"}
    last = filled(
        a_book(tmp_path, measure, period=Quarter(2021, 2)), {"Ref": "PI.1", "Actual": "81%"}
    )
    book = a_book(tmp_path, measure, name="this.xlsx")
    assert last.output is not None

    with pytest.raises(KpibookError, match=r"is of Q2 2021/22, and this.xlsx reports Q3") as caught:
        fill_file(book, last.output, Q3, Destination(file=tmp_path / "out.xlsx"))

    assert caught.value.code == "period-mismatch"
    assert (caught.value.where.file, caught.value.where.sheet) == ("filled.xlsx", "Settings")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_file_whose_title_names_another_quarter_is_refused(book: Path) -> None:
    actuals = book.parent / "a.csv"
    actuals.write_text("Homes, Quarter 2 2021/22\nRef,Actual\nPI.1,81%\n", encoding="utf-8")

    with pytest.raises(KpibookError, match="is of Q2 2021/22") as caught:
        fill_file(book, actuals, None, Destination(dry_run=True))

    assert caught.value.code == "period-mismatch"


@pytest.mark.parametrize("actual", ["six", "£1.2m", "1,23", "81%%"])
def test_an_actual_that_is_no_figure_is_reported_at_its_line_and_not_guessed(
    book: Path, actual: str
) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": actual})

    assert changed(done) == {}
    assert done.findings[0].where.line == 2
    assert done.findings[0].fix
    assert "PI.1" in done.without_actual


def test_a_finding_on_a_cell_the_file_does_not_fill_stays(book: Path) -> None:
    typed(book, {cell_under(book, "Actual", "PI.1"): "about eighty"})

    done = filled(book, {"Ref": "PI.1", "Actual": "", "Commentary": "Rose."})

    assert "number-unreadable" in codes(done)


def test_a_finding_on_a_cell_that_is_filled_is_put_right(book: Path) -> None:
    typed(book, {cell_under(book, "Actual", "PI.1"): "about eighty"})

    done = filled(book, {"Ref": "PI.1", "Actual": "81%"})

    assert "number-unreadable" not in codes(done)
    assert at(done, "Actual") == 0.81


def test_measures_that_still_have_no_actual_are_named(book: Path) -> None:
    assert filled(book, {"Ref": "PI.2", "Actual": "81%"}).without_actual == ("PI.1",)


# Where it goes


def test_a_dry_run_writes_nothing_and_says_the_same(book: Path) -> None:
    actuals = a_csv(book.with_name("a.csv"), {"Ref": "PI.1", "Actual": "81%"})
    before = {path: path.read_bytes() for path in book.parent.iterdir()}

    dry = fill_file(book, actuals, Q3, Destination(dry_run=True))

    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before
    wet = fill_file(book, actuals, Q3, Destination(file=book.with_name("out.xlsx")))
    assert dry.output is None
    assert dry.changes == wet.changes
    assert dry.findings == tuple(in_file(f, "out.xlsx", book.name) for f in wet.findings)


def test_in_place_keeps_a_backup_of_what_was_there(book: Path) -> None:
    before = book.read_bytes()
    actuals = a_csv(book.with_name("a.csv"), {"Ref": "PI.1", "Actual": "81%"})

    done = fill_file(book, actuals, Q3, Destination(in_place=True))

    backups = [path for path in book.parent.iterdir() if "backup" in path.name]
    assert [path.read_bytes() for path in backups] == [before]
    assert done.output is not None
    assert done.output.samefile(book)
    assert value_under(book, "Actual", "PI.1") == 0.81


def test_a_folder_takes_the_workbook_under_its_own_name(book: Path) -> None:
    done = fill_file(book, None, None, Destination(folder=book.parent / "out"))

    assert done.output == book.parent / "out" / "book.xlsx"


def test_a_second_fill_in_place_writes_nothing(book: Path) -> None:
    actuals = a_csv(book.with_name("a.csv"), {"Ref": "PI.1", "Actual": "81%"})
    fill_file(book, actuals, Q3, Destination(in_place=True))
    before = {path: path.read_bytes() for path in book.parent.iterdir()}

    again = fill_file(book, actuals, Q3, Destination(in_place=True))

    assert (again.output, again.saved.rewritten, again.saved.notes) == (book, False, ())
    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("named", "output", "code"),
    [
        pytest.param("b.xlsm", "out.xlsx", "", id="under the right name"),
        pytest.param("b.xlsm", "out.xlsm", "ending-mismatch", id="under the wrong one again"),
        pytest.param("b.xlsm", None, "ending-mismatch", id="in place"),
    ],
)
def test_a_workbook_under_a_wrong_ending_is_told_the_one_right_one(
    book: Path, named: str, output: str | None, code: str
) -> None:
    renamed = book.rename(book.with_name(named))
    there = Destination(renamed.with_name(output) if output else None, in_place=output is None)
    if not code:
        assert fill_file(renamed, None, Q3, there).saved.rewritten
        return
    for dry_run in (False, True):
        with pytest.raises(SaveError, match=r"ends in \.xlsx") as caught:
            fill_file(renamed, None, Q3, replace(there, dry_run=dry_run))
        assert caught.value.code == code


def test_a_workbook_that_was_filled_serves_as_actuals(book: Path) -> None:
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"}, name="theirs.xlsx")

    again = fill_file(book, done.output, Q3, Destination(book.with_name("out.xlsx")))

    assert at(again, "Actual") == 0.81


# What stops it


@pytest.mark.parametrize(
    ("actuals", "period", "destination", "error", "code"),
    [
        pytest.param(
            "good", Quarter(2021, 2), "in place", WorkbookError, "period-mismatch", id="p"
        ),
        pytest.param("none", Q3, "in place", SourceError, "file-missing", id="no such actuals"),
        pytest.param("headless", Q3, "in place", SourceError, "heading-missing", id="headings"),
        pytest.param("unclosed", Q3, "in place", SourceError, "csv-unreadable", id="a quote"),
        pytest.param("good", Q3, "itself", SaveError, "output-is-input", id="onto itself"),
        pytest.param("good", Q3, "nowhere", SaveError, "folder-missing", id="no such folder"),
        pytest.param("good", Q3, "csv", SaveError, "ending-mismatch", id="another ending"),
    ],
)
def test_whatever_fails_the_workbook_is_kept(
    book: Path,
    actuals: str,
    period: Quarter,
    destination: str,
    error: type[KpibookError],
    code: str,
) -> None:
    texts = {
        "good": "Ref,Actual\nPI.1,81%\n",
        "headless": "Ref,Spend\nPI.1,81%\n",
        "unclosed": 'Ref,Actual,Commentary\nPI.1,81%,"Rose\n',
    }
    for name, text in texts.items():
        (book.parent / f"{name}.csv").write_text(text, encoding="utf-8")
    where = {
        "in place": Destination(in_place=True),
        "itself": Destination(file=book),
        "nowhere": Destination(file=book.parent / "none" / "out.xlsx"),
        "csv": Destination(file=book.with_suffix(".csv")),
    }[destination]
    before = {path: path.read_bytes() for path in book.parent.iterdir()}

    with pytest.raises(error) as caught:
        fill_file(book, book.with_name(f"{actuals}.csv"), period, where)

    assert caught.value.code == code
    assert caught.value.fix
    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before


def test_another_period_says_which_one_the_workbook_reports(book: Path) -> None:
    with pytest.raises(WorkbookError, match="reports Q3 2021/22, not Q2 2021/22") as caught:
        fill_file(book, None, Quarter(2021, 2), Destination(dry_run=True))

    assert '--period "Q3 2021/22"' in caught.value.fix


def test_a_scheme_that_is_not_known_stops_it(book: Path) -> None:
    setting = openpyxl.load_workbook(book).defined_names[layout.SCHEME_SETTING.name]
    ((sheet, cell),) = setting.destinations
    typed(book, {cell.replace("$", ""): "blue"}, sheet)

    with pytest.raises(KpibookError, match="blue") as caught:
        filled(book)

    assert caught.value.code == "scheme-unknown"


def test_a_file_that_is_no_performance_workbook_is_refused(tmp_path: Path) -> None:
    other = a_sheet(tmp_path / "other.xlsx", [["Ref", "Actual"], ["PI.1", 5]])

    with pytest.raises(WorkbookError) as caught:
        filled(other)

    assert caught.value.code == "not-a-performance-workbook"
    assert "kpibook new" in caught.value.fix


# The example


def test_the_example_is_rated_as_its_readme_says() -> None:
    card = example().fill.scorecard

    assert {
        r.measure.ref: (r.rating.status.value, r.rating.direction.value) for r in card.rated
    } == {
        "PI.2249": ("met", "improved"),
        "PI.432": ("met", "improved"),
        "PI.426": ("off", "declined"),
        "PI.433": ("not_rated", "increased"),
        "PI.2250": ("met", "no_change"),
        "PI.2129": ("met", "improved"),
    }
    assert [c.write.address for c in example().fill.changes].count("H9") == 1


def test_the_examples_findings_are_those_a_good_tool_catches() -> None:
    found = {(finding.ref, finding.code) for finding in example().fill.findings}

    assert ("PI.433", "as-at-outside-period") in found
    assert ("PI.433", "neutral-has-target") in found
    (vintage,) = [f for f in example().fill.findings if f.code == "benchmark-vintage"]
    assert "PI.432, PI.426 and PI.433: 'Statistical neighbours'." in vintage.what


def test_the_examples_files_are_only_read(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(EXAMPLE, tmp_path / "example"))
    before = {path.name: path.read_bytes() for path in copy.iterdir()}

    fill_file(example().empty, copy / "actuals_q3.csv", Q3, Destination(dry_run=True))

    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


def test_a_return_sheet_with_another_name_is_found_by_its_table(book: Path, tmp_path: Path) -> None:
    renamed = openpyxl.load_workbook(book)
    renamed[layout.RETURN].title = "Committee return"
    renamed.save(book)

    done = fill_file(book, None, None, Destination(tmp_path / "again.xlsx"))

    assert done.output is not None
    with Workbook.open(done.output) as package:
        assert "Committee return" in package.sheet_names
        assert layout.RETURN not in package.sheet_names
        assert package.table(layout.RETURN_TABLE).sheet == "Committee return"


def test_a_mark_behind_an_actual_is_reported(book: Path, tmp_path: Path) -> None:
    actuals = a_csv(tmp_path / "actuals.csv", {"Ref": "PI.1", "Actual": "91.8%+"})

    done = fill_file(book, actuals, None, Destination(dry_run=True))

    assert "figure-note" in codes(done)


@pytest.mark.parametrize("marker", ["[c]", "suppressed", "c*"])
def test_a_suppressed_figure_stays_so_when_a_later_file_brings_a_bare_one(
    book: Path, tmp_path: Path, marker: str
) -> None:
    marked = filled(book, {"Ref": "PI.1", "Actual": "3%", "Marker": marker})
    assert marked.output is not None

    again = filled(marked.output, {"Ref": "PI.1", "Actual": "4%"}, name="again.xlsx")

    assert at(again, "Marker") == ("[c]" if marker != "c*" else "c*")
    assert at(again, "Status") in ("Not rated", "Not reported")
    published = publish_return(again.output or book, tmp_path / "return.xlsx")
    assert published_under(published.output, str(Q3), "PI.1") in ("[c]", "[x]")


def test_an_actual_of_another_quarter_is_reported_and_not_used(book: Path) -> None:
    done = filled(
        book,
        {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "40%"},
        {"Ref": "PI.2", "Period": str(Q3), "Actual": "41%"},
    )

    assert "period-mismatch" in codes(done)
    assert at(done, "Actual") is None
    assert at(done, "Actual", "PI.2") == 0.41
