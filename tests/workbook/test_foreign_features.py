"""Whatever a council has added to the template is still there, to the byte, after every task."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kpibook.workbook import layout
from tests.support import libreoffice, validator
from tests.support.books import EXAMPLE
from tests.support.foreign import MEASURES, QUARTER, foreign_template
from tests.support.foreignparts import (
    WORKBOOK,
    Editor,
    content_type,
    parts_of,
    relations_of,
)
from tests.support.foreignrun import (
    CORRECTED,
    FILLS,
    MEASURE,
    STAGES,
    Run,
    actuals,
    made_from,
    row_of,
    rows_under,
    run_from,
)
from tests.support.officer import MANAGER, NOTES, QUARTER_TABLE, officers_template, type_in

COVER, HISTORY, RETURN, SETTINGS = (f"xl/worksheets/sheet{n}.xml" for n in (1, 5, 6, 8))
HISTORY_TABLE, RETURN_TABLE = (f"xl/tables/table{n}.xml" for n in (4, 17))
ELEMENTS = (
    "sparklineGroup", "3Stars", "x14:dataValidation", "drawing", "legacyDrawing", "controls",
    "pageSetup", "slicerList", "slicerCache", "externalReference",
)  # fmt: skip


@pytest.fixture(scope="module", params=[".xlsx", ".xlsm"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    template = tmp_path_factory.mktemp("foreign") / f"template{request.param}"
    book = foreign_template(template)
    return run_from(made_from(template), book)


@pytest.fixture(scope="module")
def officers(tmp_path_factory: pytest.TempPathFactory) -> Run:
    template = tmp_path_factory.mktemp("officer") / "template.xlsx"
    book = officers_template(template)
    new = made_from(template)
    typed = Editor.of(new)
    type_in(typed, {"L6": "Head of Schools", "L7": "Head of Care", "X7": "ask Legal"})
    typed.save(new)
    return run_from(new, book)


def around_cells(source: bytes) -> tuple[bytes, bytes]:
    """A sheet's source before and after its rows."""
    head, _, rest = source.partition(b"<sheetData>")
    return head, rest.partition(b"</sheetData>")[2]


def test_the_template_is_valid_before_anything_is_done_to_it(run: Run, officers: Run) -> None:
    for one in (run, officers):
        before = one.books["new"].with_stem("template")
        assert validator.errors(before) == []
        assert parts_of(before) == one.template.parts


@pytest.mark.parametrize("stage", STAGES)
def test_every_part_added_has_the_bytes_it_had(run: Run, stage: str) -> None:
    after = run.parts(stage)

    assert len(run.template.added) >= 15
    for part, content in run.template.added.items():
        assert after.get(part) == content, part


@pytest.mark.parametrize("stage", STAGES)
def test_relationships_and_content_types_still_lead_to_every_part_added(
    run: Run, stage: str
) -> None:
    after = run.parts(stage)

    assert set(run.template.relations) <= set(relations_of(after))
    for part in run.template.added:
        assert content_type(after, part) == content_type(run.template.parts, part), part
    assert content_type(after, WORKBOOK) == content_type(run.template.parts, WORKBOOK)


@pytest.mark.parametrize("stage", STAGES)
def test_what_was_added_to_sheets_and_workbook_is_there_once_byte_for_byte(
    run: Run, stage: str
) -> None:
    after = run.parts(stage)

    named = " ".join(fragment for _, fragment in run.template.fragments)
    assert all(element in named for element in ELEMENTS)
    for part, fragment in run.template.fragments:
        assert after[part].count(fragment.encode()) == 1, (part, fragment)


@pytest.mark.parametrize("stage", FILLS)
@pytest.mark.parametrize("part", [QUARTER, MEASURES])
def test_a_fill_leaves_all_that_is_not_rows_as_it_was(run: Run, stage: str, part: str) -> None:
    assert around_cells(run.parts(stage)[part]) == around_cells(run.parts("new")[part])


@pytest.mark.parametrize("stage", FILLS)
def test_a_fill_rewrites_its_two_sheets_and_the_styles_and_nothing_else(
    run: Run, stage: str
) -> None:
    before, after = run.parts("new"), run.parts(stage)

    assert set(after) == set(before)
    changed = {name for name in before if after[name] != before[name]}
    # The return's table begins a row lower, below the line that says it is a draft.
    assert changed - {WORKBOOK, RETURN_TABLE} == {QUARTER, RETURN, "xl/styles.xml"}


def test_rolling_forward_rewrites_the_sheets_it_says_and_nothing_else(run: Run) -> None:
    before, after = run.parts("filled again"), run.parts("rolled forward")

    assert set(after) == set(before)
    changed = {name for name in before if after[name] != before[name]}
    assert changed - {"xl/styles.xml", WORKBOOK} == {
        QUARTER, HISTORY, RETURN, SETTINGS, COVER, HISTORY_TABLE, RETURN_TABLE,
    }  # fmt: skip


def test_rolling_forward_leaves_all_that_is_not_rows_as_it_was(run: Run) -> None:
    before, after = run.parts("filled again"), run.parts("rolled forward")

    for part in (QUARTER, SETTINGS, COVER):
        assert around_cells(after[part]) == around_cells(before[part]), part


@pytest.mark.parametrize("stage", STAGES)
def test_macros_go_on_finding_every_sheet_by_its_name_the_return_included(
    run: Run, stage: str
) -> None:
    def names_in_code(parts: dict[str, bytes]) -> dict[str, list[bytes]]:
        return {name: re.findall(rb'codeName="([^"]+)"', source) for name, source in parts.items()}

    before = names_in_code(run.template.parts)
    assert sum(map(len, before.values())) == (9 if run.books[stage].suffix == ".xlsm" else 0)
    assert {name: names_in_code(run.parts(stage))[name] for name in before} == before


@pytest.mark.parametrize("stage", STAGES)
def test_the_validator_finds_nothing_in_what_kpibook_wrote(
    run: Run, officers: Run, stage: str
) -> None:
    for one in (run, officers):
        assert validator.errors(one.books[stage]) == []


def test_the_figures_and_ratings_are_there_for_another_reader(run: Run, officers: Run) -> None:
    for one in (run, officers):
        for ref, actual in actuals().items():
            row = row_of(one.books["filled"], ref)
            assert row[layout.ACTUAL] == pytest.approx(actual, abs=1e-12), ref
        before, after = (row_of(one.books[stage], MEASURE) for stage in FILLS)
        assert before[layout.STATUS] == "Off target"
        assert after[layout.ACTUAL] == pytest.approx(CORRECTED / 100, abs=1e-12)
        assert after[layout.COMMENTARY] == before[layout.COMMENTARY] != ""


@pytest.mark.slow
def test_libreoffice_opens_the_result_and_reads_the_new_figure(
    run: Run, officers: Run, tmp_path: Path
) -> None:
    for number, one in enumerate((run, officers)):
        opened = libreoffice.recalculated(one.books["filled again"], tmp_path / str(number))

        assert row_of(opened, MEASURE)[layout.ACTUAL] == pytest.approx(CORRECTED / 100)


def test_the_published_return_carries_nothing_of_it(run: Run) -> None:
    after = parts_of(run.returned)

    assert not set(after) & set(run.template.added)
    assert validator.errors(run.returned) == []


@pytest.mark.parametrize("stage", STAGES)
def test_an_officers_own_sheet_stays_second_and_as_it_was(officers: Run, stage: str) -> None:
    book = CalamineWorkbook.from_path(str(officers.books[stage]))

    assert book.sheet_names == [layout.COVER, "My notes", *layout.SHEETS[1:]]
    assert officers.parts(stage)[NOTES] == officers.template.parts[NOTES]


@pytest.mark.parametrize("stage", STAGES)
def test_print_titles_and_areas_stay_with_their_sheets(officers: Run, stage: str) -> None:
    names = re.findall(
        r'<definedName name="_xlnm[^"]*" localSheetId="(\d+)"[^>]*>([^<]*)<',
        officers.parts(stage)[WORKBOOK].decode(),
    )
    tabs = [layout.COVER, "My notes", *layout.SHEETS[1:]]

    assert len(names) >= 3
    for index, meaning in names:
        assert meaning.split("!")[0].strip("'") == tabs[int(index)], meaning


@pytest.mark.parametrize("stage", STAGES)
def test_moved_and_own_columns_stay_where_the_officer_put_them(officers: Run, stage: str) -> None:
    columns = re.compile(r'<tableColumn id="(\d+)" name="([^"]*)"')
    before = columns.findall(officers.template.text(QUARTER_TABLE))

    assert columns.findall(officers.parts(stage)[QUARTER_TABLE].decode()) == before
    header = next(iter(rows_under(officers.books[stage], layout.THIS_QUARTER)))
    assert list(header)[: len(before)] == [name for _, name in before]


@pytest.mark.parametrize("stage", STAGES)
def test_what_an_officer_typed_in_columns_of_their_own_stays(officers: Run, stage: str) -> None:
    first, second, third = list(rows_under(officers.books[stage], layout.THIS_QUARTER))[:3]

    assert (first[MANAGER], second[MANAGER], third[MANAGER]) == (
        "Head of Schools", "Head of Care", "",
    )  # fmt: skip
    assert (first["My notes"], second["My notes"], third["My notes"]) == (
        "ask Finance", "ask Legal", "check in May",
    )  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_a_sparkline_in_a_column_of_the_table_is_drawn_in_every_row(
    officers: Run, stage: str
) -> None:
    drawn = re.findall(
        r"<xm:f>'This quarter'!([^<]+)</xm:f><xm:sqref>([^<]+)<",
        officers.parts(stage)[QUARTER].decode(),
    )
    last = 5 + len((EXAMPLE / "measures.csv").read_text(encoding="utf-8").splitlines()) - 1

    assert sorted(drawn) == sorted((f"E{row}:G{row}", f"L{row}") for row in range(6, last + 1))


@pytest.mark.parametrize("stage", STAGES)
def test_an_officers_looks_names_and_formats_stay_byte_for_byte(officers: Run, stage: str) -> None:
    after = officers.parts(stage)

    named = " ".join(fragment for _, fragment in officers.template.fragments)
    assert all(said in named for said in ("tabColor", "hidden", "containsText", "my_double"))
    for part, fragment in officers.template.fragments:
        assert after[part].count(fragment.encode()) == 1, (part, fragment)
    assert b'<row r="6" ht="61.5" customHeight="1">' in after[QUARTER]
