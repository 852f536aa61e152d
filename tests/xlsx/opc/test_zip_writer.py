import io
import zipfile

import pytest

from kpibook.errors import SaveError
from kpibook.xlsx.opc import zip_writer
from kpibook.xlsx.opc.zip_directory import DEFLATED, Member, Record, locate, read_directory
from kpibook.xlsx.opc.zip_writer import LARGE, ZipWriter


def a_member(name=b"part.xml", **more):
    return Member(name, 0, DEFLATED, 1234, 5678, 0, 0, 0, 0, **more)


def written(content, expected_size=0, **more):
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    writer.add(a_member(**more), content, expected_size=expected_size)
    writer.finish()
    return stream


def test_new_content_is_a_zip_file_that_others_read():
    with zipfile.ZipFile(written([b"one ", memoryview(b"two")])) as archive:
        assert archive.testzip() is None
        assert archive.read("part.xml") == b"one two"


def test_what_the_directory_said_of_a_member_stays():
    extra = b"\x55\x54\x02\x00ab"
    stream = written(
        [b"x"], extra=extra, comment=b"note", made_by=0x031E, external_attributes=0o644 << 16
    )

    with zipfile.ZipFile(stream) as archive:
        (info,) = archive.infolist()

    assert (info.extra, info.comment, info.create_system) == (extra, b"note", 3)
    assert info.external_attr == 0o644 << 16


def test_content_added_whole_is_as_content_added_in_pieces():
    more = {"extra": b"\x55\x54\x02\x00ab", "comment": b"note", "made_by": 0x031E}
    content = b"".join(b"%d %d " % (n, n * n) for n in range(900))
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    writer.add_whole(a_member(**more), content)
    writer.add_whole(a_member(b"empty.xml"), b"")
    writer.finish()

    with zipfile.ZipFile(stream) as archive:
        assert archive.testzip() is None
        assert archive.read("part.xml") == content
        assert archive.read("empty.xml") == b""
    alone = io.BytesIO()
    writer = ZipWriter(alone)
    writer.add_whole(a_member(**more), content)
    writer.finish()
    assert alone.getvalue() == written([content], len(content), **more).getvalue()


def test_a_copied_record_is_copied_byte_for_byte():
    source = written([b"content " * 100])
    (member,) = read_directory(source, len(source.getvalue()), file="", most_members=9).members
    record = locate(source, member, file="")
    target = io.BytesIO()

    writer = ZipWriter(target)
    writer.copy(source, member, record)
    writer.finish()

    assert target.getvalue() == source.getvalue()


def test_a_large_part_is_compressed_fast_and_a_small_one_well():
    content = [b"%d %d " % (n, n * n) for n in range(20_000)]

    assert len(written(content, LARGE + 1).getvalue()) > len(written(content).getvalue())


def test_a_part_that_may_pass_4_gb_has_room_for_its_size():
    with zipfile.ZipFile(written([b"small after all"], expected_size=5 << 32)) as archive:
        assert archive.read("part.xml") == b"small after all"
        assert archive.testzip() is None


def test_a_part_that_outgrows_its_header_is_refused(monkeypatch):
    monkeypatch.setattr(zip_writer, "_MAX_32", 10)

    with pytest.raises(SaveError) as caught:
        written([b"more than ten bytes"])

    assert caught.value.code == "part-too-large-to-save"


def test_offsets_beyond_32_bits_go_into_the_zip64_record(monkeypatch):
    monkeypatch.setattr(zip_writer, "_MAX_32", 40)
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    writer.add(a_member(b"a"), [b"1"], expected_size=1)
    writer.add(a_member(b"b"), [b"2"], expected_size=1)
    monkeypatch.setattr(zip_writer, "_MAX_32", 0xFFFFFFFF)
    writer.finish()

    found = read_directory(stream, len(stream.getvalue()), file="", most_members=9)

    assert len(found.members) == 2


def test_more_members_than_16_bits_count_need_zip64():
    stream = io.BytesIO()
    writer = ZipWriter(stream)
    for number in range(65_540):
        writer._entries.append(zip_writer._entry(a_member(b"%d" % number)))
    writer.finish()

    found = read_directory(stream, len(stream.getvalue()), file="", most_members=70_000)

    assert len(found.members) == 65_540


def test_a_source_that_shrinks_while_it_is_copied_is_noticed():
    with pytest.raises(SaveError) as caught:
        ZipWriter(io.BytesIO()).copy(
            io.BytesIO(b"short"), a_member(), Record(0, 30, 100, b"", 8, 0)
        )

    assert caught.value.code == "source-changed"
