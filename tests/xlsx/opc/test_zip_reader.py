import io
import zipfile
from dataclasses import replace

import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.opc.zip_directory import locate, read_directory
from kpibook.xlsx.opc.zip_reader import PIECE, inflate, inflate_short

CONTENT = bytes(range(256)) * 4096


def a_member(method=zipfile.ZIP_DEFLATED):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        archive.writestr("part.xml", CONTENT)
    found = read_directory(memory, len(memory.getvalue()), file="b.xlsx", most_members=9)
    return memory, found.members[0], locate(memory, found.members[0], file="b.xlsx")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_part_comes_in_pieces_that_join_to_the_whole(method):
    stream, member, record = a_member(method)

    pieces = list(inflate(stream, member, record, file="b.xlsx"))

    assert b"".join(pieces) == CONTENT
    assert max(map(len, pieces)) <= PIECE


def test_two_parts_can_be_read_by_turns():
    stream, member, record = a_member()
    first = inflate(stream, member, record, file="b.xlsx")
    second = inflate(stream, member, record, file="b.xlsx")

    turns = [next(first), next(second), *first], [*second]

    assert b"".join(turns[0][:1] + turns[0][2:]) == CONTENT
    assert turns[0][1] + b"".join(turns[1]) == CONTENT


@pytest.mark.parametrize(
    "lie",
    [{"size": 10}, {"size": len(CONTENT) + 1}, {"crc": 1}, {"compressed_size": 30}],
    ids=["holds more", "holds less", "check sum", "cut short"],
)
def test_a_part_that_is_not_what_the_directory_says_is_damaged(lie):
    stream, member, record = a_member()

    with pytest.raises(RefusedFile) as caught:
        list(inflate(stream, replace(member, **lie), record, file="b.xlsx"))

    assert caught.value.code == "part-damaged"


def test_never_much_more_is_unpacked_than_declared():
    stream, member, record = a_member()
    pieces = inflate(stream, replace(member, size=10), record, file="b.xlsx")

    with pytest.raises(RefusedFile):
        next(pieces)


def test_bytes_that_do_not_inflate_are_damage():
    stream, member, record = a_member()
    stream.seek(record.data)
    stream.write(b"\xff" * 40)

    with pytest.raises(RefusedFile) as caught:
        list(inflate(stream, member, record, file="b.xlsx"))

    assert caught.value.code == "part-damaged"


def a_short_member(content, method=zipfile.ZIP_DEFLATED):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        archive.writestr("part.xml", content)
    found = read_directory(memory, len(memory.getvalue()), file="b.xlsx", most_members=9)
    return memory, found.members[0], locate(memory, found.members[0], file="b.xlsx")


@pytest.mark.parametrize("content", [b"<a/>", b"x" * (PIECE - 1), bytes(range(256)) * 100])
def test_a_short_part_comes_at_once_as_it_does_in_pieces(content):
    stream, member, record = a_short_member(content)

    assert inflate_short(stream, member, record) == content
    assert list(inflate(stream, member, record, file="b.xlsx")) == [content]


@pytest.mark.parametrize(
    "lie",
    [{"size": 10}, {"size": 5_001}, {"crc": 1}, {"compressed_size": 5}],
    ids=["holds more", "holds less", "check sum", "cut short"],
)
def test_a_short_part_with_anything_wrong_is_left_to_the_pieces(lie):
    stream, member, record = a_short_member(b"0123456789" * 500)

    assert inflate_short(stream, replace(member, **lie), record) is None


def test_a_long_part_and_a_stored_part_are_left_to_the_pieces():
    assert inflate_short(*a_short_member(b"x" * (PIECE + 1))) is None
    assert inflate_short(*a_short_member(b"<a/>", zipfile.ZIP_STORED)) is None
