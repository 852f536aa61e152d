"""Fields of a CSV replaced in its text."""

from pathlib import Path

import pytest

from kpibook.errors import LayoutError
from kpibook.services.layouts.filling.csv_cells import CsvCells
from kpibook.services.paths.output import Destination
from kpibook.sources.records import records_in


def _written(folder: Path, text: bytes, writes: dict[str, object]) -> bytes:
    path = folder / "a.csv"
    path.write_bytes(text)
    cells = CsvCells(path)
    for reference, value in writes.items():
        cells.set("", reference, value, None)  # type: ignore[arg-type]
    cells.save(Destination(file=folder / "out.csv"))
    return (folder / "out.csv").read_bytes()


@pytest.mark.parametrize(
    ("text", "writes", "written"),
    [
        pytest.param(b"a,b\n1,2\n", {"B2": 3}, b"a,b\n1,3\n", id="a field"),
        pytest.param(b"a;b\n1;2", {"B2": "3,5"}, b"a;b\n1;3,5", id="semicolons, no last line end"),
        pytest.param(b'a,b\n"1","2"\n', {"B2": 3}, b'a,b\n"1","3"\n', id="quotes stay"),
        pytest.param(b"a,b,c\n1\n", {"C2": "x"}, b"a,b,c\n1,,x\n", id="a short line"),
        pytest.param(
            b'a,b\n"x\ny",2\nz,4\n', {"B4": 5}, b'a,b\n"x\ny",2\nz,5\n', id="a line end in a field"
        ),
        pytest.param(b"a,b\n1,2\n", {"B2": "u,v"}, b'a,b\n1,"u,v"\n', id="a comma is quoted"),
        pytest.param(b"a,b\n1,2\n", {"B2": "=1"}, b"a,b\n1,'=1\n", id="no formula"),
        pytest.param(b"a,b\n1,2\n", {"B2": "-"}, b"a,b\n1,-\n", id="a dash"),
        pytest.param(b"a,b\n1,2\n", {"B2": None}, b"a,b\n1,\n", id="nothing"),
        pytest.param(b"a,b\n1,2\n", {"B2": -3.5}, b"a,b\n1,-3.5\n", id="below zero"),
    ],
)
def test_a_field_is_replaced_and_the_rest_stays(
    tmp_path: Path, text: bytes, writes: dict[str, object], written: bytes
) -> None:
    assert _written(tmp_path, text, writes) == written


def test_cells_are_those_that_a_reader_of_csv_sees(tmp_path: Path) -> None:
    text = 'Ref, "odd",c\r\n"x ""y""\r\nz",,\r\n\r\nq,1,"2"\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode())
    cells = CsvCells(tmp_path / "a.csv")
    for number, fields in records_in(text, ",", "a.csv"):
        for column, field in enumerate(fields):
            if not field.startswith(' "'):
                cell = cells.cell("", f"{'ABC'[column]}{number}")
                assert (cell.value or "") == field.strip()


def test_a_sign_that_the_files_code_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        _written(tmp_path, "a,\u00e9\n1,2\n".encode("cp1252"), {"B2": "\u25b2"})
    assert caught.value.code == "layout-not-written"


def test_a_file_in_two_codes_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("\u201cx\u201d,b\n".encode() + "\u00a3,2\n".encode("cp1252"))
    with pytest.raises(LayoutError):
        CsvCells(tmp_path / "a.csv")


def test_a_written_field_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,\n")
    cells = CsvCells(tmp_path / "a.csv")
    cells.set("", "B2", 5, None)
    assert cells.cell("", "B2").value == "5"
    assert cells.source(10).grids[0].text(2, 2) == "5"
    assert not cells.is_merged_into("", "B2")
    assert not cells.set_colours("", "B2", "FF0000", "")
