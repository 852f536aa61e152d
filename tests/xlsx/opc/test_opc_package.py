import io
import zipfile

import pytest
import xlsxwriter

from kpibook.errors import PackageError, RefusedFile
from kpibook.xlsx import Limits, Workbook
from kpibook.xlsx.opc.opc_package import OpcPackage, normalised
from tests.support.packages import SHEET, packed, parts


def a_container(**given):
    return OpcPackage.from_bytes(packed(parts(**given)), "b.xlsx")


def dumped(container):
    memory = io.BytesIO()
    container.dump(memory)
    return memory.getvalue()


def test_without_edits_the_very_bytes_come_out():
    whole = packed(parts()) + b""

    assert dumped(OpcPackage.from_bytes(whole, "b.xlsx")) == whole


def test_an_edit_leaves_every_other_record_byte_for_byte():
    before = packed(parts())
    container = OpcPackage.from_bytes(before, "b.xlsx")
    container.write("xl/styles.xml", b"<styleSheet/>")

    after = dumped(container)

    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.namelist() == old.namelist()
        for info in old.infolist():
            found = new.getinfo(info.filename)
            assert found.date_time == info.date_time
            if info.filename == "xl/styles.xml":
                assert new.read(found) == b"<styleSheet/>"
                continue
            length = 30 + len(info.filename) + info.compress_size
            assert (
                before[info.header_offset : info.header_offset + length]
                == after[found.header_offset : found.header_offset + length]
            )


@pytest.mark.parametrize(
    "spelling", ["xl/workbook.xml", "/xl/workbook.xml", "XL\\Workbook.xml", "xl/WORKBOOK.XML"]
)
def test_a_part_goes_by_its_name_however_spelled(spelling):
    container = a_container()

    assert spelling in container
    assert container.read(spelling) == container.read("xl/workbook.xml")


def test_odd_spellings_of_member_names_are_kept_on_disk():
    members = {
        name.replace("/", "\\") if name.startswith("xl") else name: content
        for name, content in parts().items()
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, content)
    container = OpcPackage.from_bytes(memory.getvalue(), "b.xlsx")
    container.write("xl/workbook.xml", b"<workbook/>")

    after = dumped(container)

    assert b"xl\\workbook.xml" in after
    assert b"xl/workbook.xml" not in after[-2000:]
    assert container.names()[2] == "xl/workbook.xml"


def test_a_part_written_reads_back_whichever_way_it_was_given():
    container = a_container()
    for content in (b"one", [b"on", memoryview(b"e")], lambda: iter([b"o", b"ne"])):
        container.write(SHEET, content)
        assert container.read(SHEET) == b"one"
        assert b"".join(container.stream(SHEET)) == b"one"


def test_changes_are_listed_as_rewritten_added_and_removed():
    container = a_container()
    container.write("xl/styles.xml", b"<a/>")
    container.write("xl/new.xml", b"<a/>")
    container.remove("xl/sharedStrings.xml")
    container.remove("xl/never.xml")

    assert container.changed() == ["xl/styles.xml", "xl/new.xml"]
    assert container.added() == ["xl/new.xml"]
    assert container.removed() == ["xl/sharedStrings.xml"]
    with zipfile.ZipFile(io.BytesIO(dumped(container))) as archive:
        assert archive.namelist()[-1] == "xl/new.xml"
        assert "xl/sharedStrings.xml" not in archive.namelist()
        assert archive.testzip() is None


def test_rolling_back_forgets_every_edit_since_the_checkpoint():
    container = a_container()
    container.write("xl/styles.xml", b"<kept/>")
    before = container.checkpoint()
    container.write("xl/styles.xml", b"<a/>")
    container.write("xl/new.xml", b"<a/>")
    container.remove(SHEET)

    container.roll_back(before)

    assert container.read("xl/styles.xml") == b"<kept/>"
    assert "xl/new.xml" not in container
    assert SHEET in container
    assert container.removed() == []


def test_a_reader_gives_the_part_as_it_was_when_asked_for():
    container = a_container()
    original = container.read(SHEET)
    reader = container.reader(SHEET)
    container.write(SHEET, b"new")

    assert b"".join(reader()) == original


def test_a_missing_part_is_named():
    with pytest.raises(PackageError) as caught:
        a_container().read("xl/none.xml")

    assert caught.value.code == "part-missing"
    assert "xl/none.xml" in str(caught.value)


def test_a_file_that_is_not_there_or_not_a_file_is_explained(tmp_path):
    with pytest.raises(PackageError) as missing:
        OpcPackage.open(tmp_path / "none.xlsx")
    with pytest.raises(PackageError) as folder:
        OpcPackage.open(tmp_path)

    assert missing.value.code == "file-missing"
    assert folder.value.code == "not-a-file"


def test_folders_in_the_archive_are_no_parts_and_stay():
    whole = packed([*parts().items(), ("xl/media/", b"")])
    container = OpcPackage.from_bytes(whole, "b.xlsx")
    container.write(SHEET, b"<a/>")

    assert "xl/media/" not in container.names()
    assert b"xl/media/" in dumped(container)


def test_names_lose_their_first_slash_and_their_backslashes():
    assert normalised("\\xl\\a.xml") == "xl/a.xml"


def test_a_part_too_large_to_be_read_whole_is_refused_by_name(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("S")
    book.close()

    with pytest.raises(RefusedFile) as caught:
        Workbook.open(path, limits=Limits(xml_size=300))

    assert caught.value.code == "xml-too-large"
    assert "in Excel" in str(caught.value)
