from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl

from kpibook.outputs.finish import LANGUAGE
from kpibook.outputs.packed_once import PackedOnce


def a_workbook() -> bytes:
    return finished({})


def finished(headings: dict[float, int]) -> bytes:
    book = PackedOnce({"in_memory": True})
    book.set_properties({"title": "Return & more", "created": datetime(2000, 1, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet("Return")
    sheet.write("A1", "A title", book.add_format({"font_size": 16, "bold": True}))
    sheet.write("A2", "A section", book.add_format({"font_size": 13}))
    sheet.write("A3", "Another section", book.add_format({"font_size": 13, "italic": True}))
    sheet.write("A4", 0.721, book.add_format({"num_format": '0.0"%"<1'}))
    target = BytesIO()
    book.pack_into(target, headings)
    return target.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def styles(data: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(BytesIO(data))["Return"]
    return [cell.style for cell in sheet["A"]]


def test_the_text_of_a_heading_size_gets_excels_own_heading_style() -> None:
    done = finished({16: 1, 13: 2})

    assert styles(a_workbook()) == ["Normal"] * 4
    assert styles(done) == ["Heading 1", "Heading 2", "Heading 2", "Normal"]


def test_a_heading_keeps_its_looks() -> None:
    before, after = (
        openpyxl.load_workbook(BytesIO(data))["Return"]["A1"].font
        for data in (a_workbook(), finished({16: 1}))
    )

    assert (after.sz, after.b, after.name) == (before.sz, before.b, before.name)


def test_a_size_that_is_not_used_adds_no_style() -> None:
    done = finished({40: 1})

    assert styles(done) == ["Normal"] * 4
    assert b"Heading 1" not in parts(done)["xl/styles.xml"]


def test_the_language_is_set_and_the_title_kept() -> None:
    about = openpyxl.load_workbook(BytesIO(finished({16: 1}))).properties

    assert (about.language, about.title) == (LANGUAGE, "Return & more")


def test_every_other_part_is_as_it_was() -> None:
    before, after = parts(a_workbook()), parts(finished({16: 1}))

    changed = {name for name in before if before[name] != after.get(name)}
    assert set(after) == set(before)
    assert changed == {"xl/styles.xml"}


def test_values_and_number_formats_survive() -> None:
    cell = openpyxl.load_workbook(BytesIO(finished({16: 1})))["Return"]["A4"]

    assert (cell.value, cell.number_format) == (0.721, '0.0"%"<1')


def test_the_counts_in_the_styles_part_are_right() -> None:
    said = parts(finished({16: 1, 13: 2}))["xl/styles.xml"]

    assert said.count(b'<cellStyleXfs count="3"') == 1
    assert said.count(b'<cellStyles count="3"') == 1


def test_the_same_workbook_is_finished_to_the_same_bytes() -> None:
    assert finished({16: 1}) == finished({16: 1})
    with zipfile.ZipFile(BytesIO(finished({16: 1}))) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
