import io
import struct
import zipfile

import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.opc.zip_directory import (
    DEFLATED,
    Member,
    extra_fields,
    locate,
    read_directory,
    without_zip64,
)


def an_archive(*, comment=b"", zip64=False, streamed=False, extra=b""):
    """A zip file of two members, with what real writers vary."""
    memory = _Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.xml", "b/ä.xml"):
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = extra
            with archive.open(info, "w", force_zip64=zip64) as part:
                part.write(b"content " * 50)
        archive.comment = comment
    return io.BytesIO(memory.getvalue())


class _Unseekable(io.BytesIO):
    """As a pipe or a browser download: sizes can only be written after the data."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise io.UnsupportedOperation


def read(stream, most=100):
    return read_directory(stream, len(stream.getvalue()), file="b.xlsx", most_members=most)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"comment": b"made by hand"},
        {"zip64": True},
        {"streamed": True},
        {"extra": struct.pack("<HH4s", 0x6375, 4, b"abcd")},
    ],
    ids=["plain", "comment", "zip64", "sizes after the data", "extra field"],
)
def test_every_member_is_found_with_the_end_of_its_record(how):
    stream = an_archive(**how)

    directory = read(stream)
    records = [locate(stream, member, file="b.xlsx") for member in directory.members]

    assert [member.name for member in directory.members] == ["a.xml", "b/ä.xml"]
    assert [member.size for member in directory.members] == [400, 400]
    assert records[0].start == 0
    assert records[0].end == records[1].start
    assert records[1].end == directory.start


def test_sizes_and_offsets_beyond_32_bits_are_read_from_the_extra_field():
    size, packed, offset = 5 << 32, 4 << 32, 3 << 32
    wide = struct.pack("<HHQQQ", 1, 24, size, packed, offset)
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 33, 7, 0xFFFFFFFF, 0xFFFFFFFF, 1, len(wide),
        0, 0, 0, 0, 0xFFFFFFFF,
    ) + b"x" + wide  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entry), 0, 0)

    (member,) = read(io.BytesIO(entry + end)).members

    assert (member.size, member.compressed_size, member.offset) == (size, packed, offset)
    assert member.extra == b""


def test_a_zip64_end_record_is_followed():
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 33, 7, 0, 0, 1, 0, 0, 0, 0, 0, 0
    ) + b"x"  # fmt: skip
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(entry), 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(entry), 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)

    assert len(read(io.BytesIO(entry + wide + locator + end)).members) == 1


@pytest.mark.parametrize("cut", [1, 10, 22, 30, 60, 200])
def test_a_file_cut_short_is_damaged(cut):
    whole = an_archive().getvalue()

    with pytest.raises(RefusedFile) as caught:
        read(io.BytesIO(whole[:-cut]))

    assert caught.value.code == "zip-damaged"


def test_members_are_counted_before_any_is_read():
    with pytest.raises(RefusedFile) as caught:
        read(an_archive(), most=1)

    assert caught.value.code == "too-many-members"


def test_a_record_that_is_not_where_the_directory_says_is_damage():
    with pytest.raises(RefusedFile) as caught:
        locate(an_archive(), Member(b"a.xml", 0, DEFLATED, 0, 33, 0, 1, 1, 5), file="b.xlsx")

    assert caught.value.code == "zip-damaged"


def test_a_name_that_is_not_unicode_is_read_as_windows_wrote_it():
    assert Member(b"\x84.xml", 0, DEFLATED, 0, 33, 0, 0, 0, 0).name == "ä.xml"


def test_only_the_zip64_record_is_taken_from_an_extra_field():
    other = struct.pack("<HH2s", 0x5455, 2, b"ab")
    wide = struct.pack("<HHQ", 1, 8, 99)

    assert without_zip64(wide + other) == other
    assert without_zip64(other) == other
    assert extra_fields(other + b"\1") == [(0x5455, b"ab")]
