from __future__ import annotations

import errno
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kpibook.outputs import packed_once
from kpibook.outputs.packed_once import PackedOnce


def write_to(book: xlsxwriter.Workbook) -> None:
    book.set_properties({"title": "All", "created": datetime(2000, 1, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet("Data")
    for row in range(300):
        sheet.write_string(row, 0, f"measure {row} and what is said of it")
        sheet.write_number(row, 1, row / 7)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$B$1:$B$9"})
    sheet.insert_chart(2, 3, chart)


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(file)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def packed(options: dict[str, Any]) -> bytes:
    book = PackedOnce(options)
    write_to(book)
    target = BytesIO()
    book.pack_into(target, {})
    return target.getvalue()


@pytest.mark.parametrize("options", [{"in_memory": True}, {"constant_memory": True}])
def test_the_parts_are_those_that_xlsxwriter_packs_itself(options: dict[str, Any]) -> None:
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, options) as book:
        write_to(book)
    theirs, ours = parts(memory.getvalue()), parts(packed(options))

    assert list(ours) == list(theirs)
    different = {name for name in theirs if theirs[name] != ours[name]}
    assert different == {"docProps/core.xml", "xl/styles.xml"}, "language and heading styles"


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    packed({"constant_memory": True, "tmpdir": str(tmp_path)})

    assert list(tmp_path.iterdir()) == []


def test_a_streamed_workbook_is_packed_for_speed_and_every_other_for_size() -> None:
    sizes = {option: len(packed({option: True})) for option in ("in_memory", "constant_memory")}
    again = BytesIO()
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts(packed({"constant_memory": True})).items():
            package.writestr(name, content)

    assert len(again.getvalue()) < sizes["constant_memory"]


def test_the_same_workbook_is_packed_to_the_same_bytes_with_one_stamp() -> None:
    first = packed({"constant_memory": True})

    assert first == packed({"constant_memory": True})
    with zipfile.ZipFile(BytesIO(first)) as package:
        stamps = {(info.date_time, info.create_system) for info in package.infolist()}
    assert stamps == {((1980, 1, 1, 0, 0, 0), 0)}


def test_a_long_sheet_goes_into_the_file_piece_by_piece(tmp_path: Path) -> None:
    class Watched(BytesIO):
        most = 0

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.most = max(self.most, len(data))
            return super().write(data)

    book = PackedOnce({"constant_memory": True, "tmpdir": str(tmp_path)})
    sheet = book.add_worksheet("Data")
    for row in range(20_000):
        sheet.write_number(row, 0, row * 0.7310585786300049)
    target = Watched()

    book.pack_into(target, {})

    assert len(target.getvalue()) > 200_000
    assert target.most < 100_000
    assert len(parts(target.getvalue())["xl/worksheets/sheet1.xml"]) > 1_000_000


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("room", [0, 20_000, 60_000])
def test_what_stops_the_writing_is_what_is_raised(
    error: BaseException, room: int, tmp_path: Path
) -> None:
    class Full(BytesIO):
        failed = False

        def write(self, data: bytes) -> int:  # type: ignore[override]
            if self.tell() + len(data) > room and not self.failed:
                self.failed = isinstance(error, KeyboardInterrupt)  # a disk stays full
                raise error
            return super().write(data)

    book = PackedOnce({"constant_memory": True, "tmpdir": str(tmp_path)})
    sheet = book.add_worksheet("Data")
    for row in range(6_000):
        for column in range(6):
            sheet.write_string(row, column, f"text {row * 7919 % 10_007} of {column}")

    with pytest.raises(type(error)) as caught:
        book.pack_into(Full(), {})

    assert caught.value is error
    book.let_go()
    assert sheet.row_data_fh.closed


def test_a_sheet_whose_rows_are_larger_than_an_old_zip_holds_has_the_form_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed_once, "_REST_OF_SHEET", 3 << 30)

    file = packed({"constant_memory": True})

    assert b'<row r="300"' in parts(file)["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(BytesIO(file)) as package:
        needed = {info.filename: info.extract_version for info in package.infolist()}
    assert needed["xl/worksheets/sheet1.xml"] == zipfile.ZIP64_VERSION
    assert needed["xl/workbook.xml"] < zipfile.ZIP64_VERSION


def test_a_workbook_that_is_packed_nowhere_is_closed_all_the_same(tmp_path: Path) -> None:
    with PackedOnce({"constant_memory": True, "tmpdir": str(tmp_path)}) as book:
        write_to(book)

    assert list(tmp_path.iterdir()) == []
