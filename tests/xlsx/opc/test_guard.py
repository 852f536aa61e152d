import io
import struct
import zipfile

import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.opc.limits import Limits
from kpibook.xlsx.opc.opc_package import OpcPackage
from tests.support.packages import SHEET, packed, parts


def refusal(content, limits=None):
    with pytest.raises(RefusedFile) as caught:
        OpcPackage.from_bytes(content, "b.xlsx", limits or Limits())
    return caught.value


def with_directory(content, name, offset, value):
    """The archive with bytes of a member's directory entry changed."""
    raw = bytearray(content)
    entry = raw.rfind(b"PK\1\2", 0, raw.rfind(name))
    raw[entry + offset : entry + offset + len(value)] = value
    return bytes(raw)


SHEET_NAME = SHEET.encode()


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_size=100), "file-too-large"),
        (Limits(members=3), "too-many-members"),
        (Limits(part_size=100), "part-too-large"),
        (Limits(total_size=1000), "package-too-large"),
        (Limits(ratio=1, ratio_from=100), "part-inflates-too-far"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_beyond_a_limit_is_refused_and_the_limit_named(limits, code):
    error = refusal(packed(parts()), limits)

    assert error.code == code
    assert "in Excel" in error.fix


def test_a_limit_can_be_raised():
    bomb = packed(parts(more={"xl/media/a.bin": bytes(20 << 20)}))
    assert refusal(bomb).code == "part-inflates-too-far"

    OpcPackage.from_bytes(bomb, "b.xlsx", Limits(ratio=2000)).close()


@pytest.mark.parametrize(
    "name",
    ["../x", "xl/../../x", "..\\x", "C:/x", "xl/a.xml:stream", "a/..", "//"],
)
def test_a_name_that_climbs_out_is_refused(name):
    members = [*parts().items(), (name, b"x")]

    assert refusal(packed(members)).code == "member-name-unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, "XL/Worksheets/Sheet1.xml", "/" + SHEET])
def test_two_parts_of_one_name_are_refused(name):
    assert refusal(packed([*parts().items(), (name, b"x")])).code == "member-duplicate"


@pytest.mark.parametrize(
    ("offset", "value", "code"),
    [
        (8, b"\x01\x00", "member-encrypted"),
        (10, b"\x09\x00", "member-compression"),
        (42, struct.pack("<L", 0), "member-mismatch"),
        (42, struct.pack("<L", 7), "zip-damaged"),
        (20, struct.pack("<L", 90_000), "zip-damaged"),
    ],
    ids=["encrypted", "deflate64", "points at another part", "points at nothing", "runs over"],
)
def test_a_directory_that_lies_is_refused(offset, value, code):
    assert refusal(with_directory(packed(parts()), SHEET_NAME, offset, value)).code == code


def test_parts_that_share_bytes_are_refused():
    content = packed([*parts().items(), ("xl/a.bin", b"y" * 500)])
    last = content.rfind(b"PK\1\2")
    size = struct.unpack_from("<L", content, content.rfind(b"PK\1\2", 0, last) + 20)[0]
    grown = with_directory(content, SHEET_NAME, 20, struct.pack("<L", size + 40))

    assert refusal(grown).code == "member-overlap"


def test_a_local_header_of_another_name_is_refused():
    content = packed(parts())
    at = content.find(SHEET_NAME)
    swapped = content[:at] + SHEET_NAME.replace(b"1", b"9") + content[at + len(SHEET_NAME) :]

    assert refusal(swapped).code == "member-mismatch"


def test_a_link_is_refused():
    memory = io.BytesIO(packed(parts()))
    with zipfile.ZipFile(memory, "a") as archive:
        info = zipfile.ZipInfo("xl/media/link.png")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")

    assert refusal(memory.getvalue()).code == "member-name-unsafe"


def test_an_archive_that_is_no_workbook_is_refused():
    assert refusal(packed({"a.txt": "x"})).code == "content-types-missing"


def test_names_in_messages_are_bounded_and_printable():
    error = refusal(packed([*parts().items(), ("../\x1b[31m" + "x" * 500, b"x")]))

    assert "\x1b" not in str(error)
    assert len(str(error)) < 300
