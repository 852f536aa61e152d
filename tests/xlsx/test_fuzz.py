"""Bytes changed anywhere in a workbook: it is read, or refused in our words, and never worse."""

import io
import time
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpibook.errors import KpibookError
from kpibook.xlsx import Workbook
from tests.xlsx.test_machine import a_book

WHOLE = a_book()
with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
    PARTS = {info.filename: archive.read(info) for info in archive.infolist()}

SNIPPETS = [
    b"<", b">", b"/>", b"</row>", b"<row>", b'<row r="1"', b"<c>", b"</c>", b"<f>", b'"', b"'",
    b"&", b"&#0;", b"&#xFFFFFFFF;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?x", b"<!DOCTYPE a>",
    b"\0", b"\xff\xfe", b"\x80", b' r="XFD1048576"', b' r="A0"', b' s="99999999"', b' t="s"',
    b' t="shared" si="0"', b"99999999999999999999", b"-1", b"xmlns:x=", b"x:", b"sheetData",
    b'ref="A1:XFD1048576"', b"../../../x", b"",
]  # fmt: skip


def exercise(content):
    """Everything a caller may do with a workbook."""
    with Workbook.from_bytes(content, "b.xlsx") as book:
        _ = book.defined_names, book.sheets
        for name in book.sheet_names:
            for use in (_read, _write):
                with suppress(KpibookError):
                    use(book, name)
        with suppress(KpibookError):
            for table in book.tables:
                table.rows()
                table.append([{table.headings[0]: "new"}])
        book.changes()
        book.container.dump(io.BytesIO())


def _read(book, name):
    sheet = book.sheet(name)
    for _ in sheet.rows():
        pass
    _ = sheet.cell("B2"), sheet.protected


def _write(book, name):
    sheet = book.sheet(name)
    sheet.set("B2", "=text", number_format="0.0")
    sheet.set_formula("D2", "=A1")
    sheet.set("A300", 5)
    sheet.cell("B2")


MOST_MEMORY = 8 * 2**20
"""Bytes that any of these workbooks, of a few kB each, may take on top: what it says it holds is
never allocated, only what it does hold."""


def is_survived(content):
    started = time.process_time()
    tracemalloc.start()
    try:
        with suppress(KpibookError):
            exercise(content)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.process_time() - started < 5
    assert most < MOST_MEMORY


def packed(parts):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return memory.getvalue()


FUZZ = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_the_workbook_is_sound_to_begin_with():
    exercise(WHOLE)


@FUZZ
@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(SNIPPETS)),
        min_size=1, max_size=3,
    ),
)  # fmt: skip
def test_a_part_with_bytes_changed_does_no_harm(name, changes):
    content = PARTS[name]
    for place, drop, snippet in changes:
        at = int(place * len(content))
        content = content[:at] + snippet + content[at + drop :]

    is_survived(packed({**PARTS, name: content}))


@FUZZ
@given(
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4)
)
def test_a_zip_file_with_bytes_changed_does_no_harm(changes):
    content = bytearray(WHOLE)
    for place, new in changes:
        at = int(place * (len(content) - len(new)))
        content[at : at + len(new)] = new

    is_survived(bytes(content))


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1))
def test_a_zip_file_cut_short_does_no_harm(place):
    is_survived(WHOLE[: int(place * len(WHOLE))])


@pytest.mark.parametrize("name", sorted(PARTS))
@pytest.mark.parametrize(
    "content",
    [None, b"", b"<", b"<a/>", b"plain", b"\xff\xfe<\0", b"<a>" * 3000],
    ids=["missing", "empty", "torn", "other", "text", "utf-16", "deep"],
)
def test_a_part_replaced_or_missing_does_no_harm(name, content):
    parts = {key: value for key, value in PARTS.items() if key != name}
    if content is not None:
        parts[name] = content

    is_survived(packed(parts))
