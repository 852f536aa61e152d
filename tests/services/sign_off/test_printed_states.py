"""Every output says in the same words if the return is agreed: read back from the real files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.services.consolidate.consolidate_files import Outputs, consolidate_files
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.report.write import Order, write_reports
from kpibook.workbook import layout
from tests.outputs.report.every_format import text_in
from tests.support.agreed import AGREED, CHANGED, DRAFT, in_three_states

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")

STATES = (DRAFT, AGREED, CHANGED)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return in_three_states(tmp_path_factory.mktemp("states"))


def cells(path: Path, sheet: str = "") -> str:
    """Every text of a workbook, or of a sheet of it."""
    book = openpyxl.load_workbook(path, data_only=True)
    pages = [book[sheet]] if sheet else book.worksheets
    values = (v for page in pages for row in page.iter_rows(values_only=True) for v in row)
    return " ".join(str(value) for value in values if value is not None)


def report_in(ending: str) -> Callable[[Path, Path], str]:
    def printed(book: Path, folder: Path) -> str:
        write_reports(Order([book], folder / f"report{ending}"))
        if ending != ".csv":
            return text_in(folder / f"report{ending}")
        metadata = json.loads((folder / "report.csv-metadata.json").read_text("utf-8"))
        assert metadata["dc:description"].startswith(f"{metadata['schema:creativeWorkStatus']}. ")
        return str(metadata["schema:creativeWorkStatus"])

    return printed


def published_copy(book: Path, folder: Path) -> str:
    return cells(publish_return(book, folder / "published.xlsx").output)


def published_as_ods(book: Path, folder: Path) -> str:
    return text_in(publish_return(book, folder / "published.ods").output)


def officers_return(book: Path, folder: Path) -> str:
    filled = fill_file(book, None, None, Destination(file=folder / "filled.xlsx")).output
    assert filled is not None
    return cells(filled, layout.RETURN)


OUTPUTS: dict[str, Callable[[Path, Path], str]] = {
    **{f"report{ending}": report_in(ending) for ending in (".docx", ".pdf", ".html", ".ods")},
    "report.csv's metadata": report_in(".csv"),
    "published copy": published_copy,
    "published copy as .ods": published_as_ods,
    "officer's Return": officers_return,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("output", OUTPUTS)
def test_an_output_prints_the_state_and_no_other(
    books: dict[str, Path], tmp_path: Path, output: str, state: str
) -> None:
    text = OUTPUTS[output](books[state], tmp_path)

    assert [each for each in STATES if each in text] == [state]
    assert ("Agreed by" in text) == (state == AGREED)


@pytest.mark.parametrize("expected", [True, False], ids=["--expect", "no list"])
def test_a_consolidated_workbook_says_it_of_each_workbook(
    books: dict[str, Path], tmp_path: Path, expected: bool
) -> None:
    (tmp_path / "expect.csv").write_text("Directorate\nAdults\nHousing\nRoads\nMissing\n")

    done = consolidate_files(
        list(books.values()),
        outputs=Outputs(tmp_path / "all.xlsx"),
        expected=tmp_path / "expect.csv" if expected else None,
        made=MadeHow("9.9", "kpibook consolidate"),
    )

    states = [DRAFT, AGREED, CHANGED]
    assert column(tmp_path / "all.xlsx", "Reconciliation") == states
    if expected:
        assert column(tmp_path / "all.xlsx", "Returns") == [*states, None]
    assert [s.agreed.words for s in done.consolidation.sources if s.agreed] == states


def test_a_workbook_that_cannot_be_read_is_neither_agreed_nor_a_draft(
    books: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"not a workbook")

    consolidate_files(
        [books[AGREED], tmp_path / "broken.xlsx"],
        outputs=Outputs(tmp_path / "all.xlsx"),
        made=MadeHow("9.9", "kpibook consolidate"),
    )

    assert sorted(map(str, column(tmp_path / "all.xlsx", "Reconciliation"))) == [
        AGREED,
        "Not known",
    ]


def column(path: Path, sheet: str) -> list[object]:
    """Return the texts of a sheet's table under 'Agreed or draft'."""
    page = openpyxl.load_workbook(path)[sheet]
    (table,) = page.tables.values()
    header, *rows = page[table.ref]
    place = [cell.value for cell in header].index("Agreed or draft")
    return [row[place].value for row in rows]
