"""Parts damaged at random: tables, grafts and inspections work or answer with our own error."""

import io
import random
import re
import zipfile

import pytest

from kpibook.errors import KpibookError
from kpibook.xlsx import Workbook
from kpibook.xlsx.inspection.inspect import inspect
from tests.xlsx import returned, tabled

SEEDS = range(120)
ODD_TEXT = [
    b"<", b">", b'"', b"&", b"<!--", b"<![CDATA[", b"<!DOCTYPE a>", b"<?x?>", b"\0", b"\xff",
    b"&#x0;", b"9" * 21, b"-1", b":", b"A1:XFD1048576",
]  # fmt: skip
ODD_VALUES = [
    b"", b"-1", b"99999", b"A1:XFD1048576", b"A0", b"x", b"B3:B3", b"B3", b"0", b"1e9",
    b"../../../x", b"/xl/workbook.xml", b"#REF!",
]  # fmt: skip
VALUE = re.compile(rb"(?<=\")[^\"<]*(?=\")")
TAG = re.compile(rb"<[^>]*>")
TEXT = re.compile(rb"(?<=>)[^<]+(?=<)")


def replaced(chance, source, pattern, choices):
    found = list(pattern.finditer(source))
    if not found:
        return source
    one = chance.choice(found)
    return source[: one.start()] + chance.choice(choices) + source[one.end() :]


def damaged(chance, source):
    """The part with one thing wrong with it."""
    at = chance.randrange(len(source) + 1)
    end = at + chance.randrange(1, 40)
    return chance.choice(
        [
            lambda: source[:at] + bytes([chance.randrange(256)]) + source[at + 1 :],
            lambda: source[:at] + source[end:],
            lambda: source[:at] + chance.choice(ODD_TEXT) + source[at:],
            lambda: source[:at] + source[at // 2 : at // 2 + 200] + source[at:],
            lambda: source[:at],
            lambda: replaced(chance, source, VALUE, ODD_VALUES),
            lambda: replaced(chance, source, TAG, [b""]),
            lambda: replaced(chance, source, TEXT, ODD_VALUES),
        ]
    )()


def with_damage(data, seed):
    """The workbook with one or two of its parts damaged."""
    chance = random.Random(seed)
    parts = returned.parts(data)
    names = [name for name in parts if not name.endswith(".png")]
    for name in chance.choices(names, k=chance.randrange(1, 3)):
        parts[name] = damaged(chance, parts[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def use_tables(book):
    for table in book.tables:
        table.rows()
        table.append([{table.headings[0]: 1}])


def use_graft(book):
    book.replace_sheet(returned.NAME, returned.a_return())


@pytest.fixture(name="workbooks", scope="module")
def two_workbooks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mutations")
    one = tabled.a_book(folder / "a.xlsx", totals=True).read_bytes()
    return one, returned.a_target(folder / "b.xlsx").read_bytes()


@pytest.mark.parametrize("use", [use_tables, use_graft, inspect])
def test_a_damaged_workbook_is_used_or_refused_with_a_code(workbooks, use):
    refused = 0
    for seed in SEEDS:
        data = with_damage(workbooks[seed % 2], seed)
        try:
            with Workbook.from_bytes(data, "a.xlsx") as book:
                use(book)
                book.changes()
        except KpibookError as error:
            refused += 1
            assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", error.code)  # noqa: PT017
    assert 0 < refused < len(SEEDS)


def test_a_damaged_scratch_workbook_is_refused_or_put_in(workbooks):
    for seed in SEEDS:
        scratch = with_damage(returned.a_return(), seed)
        try:
            with Workbook.from_bytes(workbooks[1], "a.xlsx") as book:
                book.replace_sheet(returned.NAME, scratch)
                book.changes()
        except KpibookError as error:
            assert error.code  # noqa: PT017
