import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import PackageError, RefusedFile
from kpibook.xlsx.worksheet import stream as sheetstream
from kpibook.xlsx.worksheet.stream import SheetStream, cleaned
from kpibook.xlsx.xml import elements as xml

ROWS = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 400))


def source(rows=ROWS, prefix=""):
    p = f"{prefix}:" if prefix else ""
    rows = rows.replace("<row", f"<{p}row").replace("</row", f"</{p}row")
    return (
        f"<?xml version='1.0'?><{p}worksheet><{p}sheetData>{rows}</{p}sheetData><{p}rowBreaks/>"
        f"</{p}worksheet>"
    ).encode()


def cut_up(whole, size):
    return [whole[at : at + size] for at in range(0, len(whole), size)]


@pytest.mark.parametrize("size", [1, 7, 100, 1 << 20])
@pytest.mark.parametrize("prefix", ["", "x"])
def test_however_it_is_cut_up_the_pieces_join_to_the_part(monkeypatch, size, prefix):
    monkeypatch.setattr(sheetstream, "BLOCK", 500)
    whole = source(prefix=prefix)

    stream = SheetStream(cut_up(whole, size))
    blocks = list(stream.blocks())

    assert b"".join([stream.head, *blocks, stream.tail]) == whole
    assert stream.head.endswith(b"sheetData>")
    assert stream.prefix == (prefix.encode() + b":" if prefix else b"")
    row_end = b"</" + stream.prefix + b"row>"
    assert all(block.endswith(row_end) for block in blocks)
    assert len(blocks) == 1 or size > 500 or len(blocks) > 5


def test_an_empty_sheet_is_opened_so_that_rows_can_be_put_in():
    stream = SheetStream([b'<worksheet><sheetData a="1" /><x/></worksheet>'])

    assert list(stream.blocks()) == []
    assert stream.head == b'<worksheet><sheetData a="1">'
    assert stream.tail == b"</sheetData><x/></worksheet>"


@pytest.mark.parametrize(
    "whole",
    [b"", b"<worksheet/>", b"<worksheet><sheetData><row r='1'>", b"<worksheet><sheetData>"],
    ids=["empty", "no rows", "cut in a row", "cut before a row"],
)
def test_a_part_that_ends_too_soon_is_damaged(whole):
    def read():
        stream = SheetStream([whole])
        list(stream.blocks())

    with pytest.raises(PackageError) as caught:
        read()

    assert caught.value.code == "part-damaged"


def test_a_row_of_many_megabytes_is_refused_not_awaited(monkeypatch):
    monkeypatch.setattr(sheetstream, "BLOCK", 1000)
    monkeypatch.setattr(sheetstream, "_LONGEST_ROW", 10_000)
    pieces = [b"<worksheet><sheetData>", *[b" " * 1000] * 50]

    with pytest.raises(PackageError):
        list(SheetStream(pieces).blocks())


ODD = [
    b"<!-- a <row> comment --><a/>",
    b"<a><![CDATA[1 < 2 & <row>]]></a>",
    b"<a><?php echo '<row>' ?></a>",
    b"<a>!?</a><b/>",
    b"<a><!----><b>?></b>--></a>",
]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_what_hides_markup_is_cleaned_away_wherever_it_is_cut(odd, size):
    whole = b'<?xml version="1.0" encoding="UTF-8"?>' + odd * 3

    assert b"".join(cleaned(cut_up(whole, size))) == xml.clean(whole)


@given(st.lists(st.sampled_from([*ODD, b"<", b"text", b"<b>&lt;</b>"]), max_size=8), st.randoms())
def test_cleaning_in_pieces_is_cleaning_the_whole(parts, chance: random.Random):
    whole = b"<root>" + b"".join(part for part in parts if part != b"<") + b"</root>"
    at = sorted(chance.randrange(len(whole)) for _ in range(4))
    pieces = [whole[a:b] for a, b in zip([0, *at], [*at, len(whole)], strict=True)]

    assert b"".join(cleaned(pieces)) == xml.clean(whole)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_document_type_is_refused_wherever_it_is_cut(size):
    with pytest.raises(RefusedFile) as caught:
        list(cleaned(cut_up(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', size)))

    assert caught.value.code == "xml-doctype"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "windows-1252"])
def test_another_encoding_becomes_utf_8(encoding):
    declared = encoding.removesuffix("-le")
    whole = f'<?xml version="1.0" encoding="{declared}"?><a>é</a>'.encode(encoding)

    assert "<a>é</a>".encode() in b"".join(cleaned(cut_up(whole, 50)))


def test_an_unfinished_comment_is_damage():
    with pytest.raises(PackageError) as caught:
        list(cleaned([b"<a><!-- never closed"]))

    assert caught.value.code == "part-damaged"


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_flood_beside_the_rows_is_refused_before_it_is_held(where):
    flood = itertools.repeat(b" " * 1_000_000)
    opening, closing = b"<worksheet>", b"<sheetData><row/></sheetData>"
    pieces = (
        itertools.chain([opening], flood)
        if where == "before"
        else itertools.chain([opening, closing], flood)
    )
    with pytest.raises(PackageError) as caught:
        list(SheetStream(pieces, part="xl/worksheets/sheet1.xml", file="a.xlsx").blocks())
    assert caught.value.code == "part-damaged"


def test_the_rows_are_found_wherever_the_pieces_are_cut():
    source = (
        b'<x:worksheet xmlns:x="m"><x:cols/><x:sheetData a="1"><x:row/></x:sheetData></x:worksheet>'
    )
    for size in range(1, 40):
        pieces = [source[i : i + size] for i in range(0, len(source), size)]
        stream = SheetStream(pieces)
        assert b"".join(stream.blocks()) == b"<x:row/>"
        assert stream.head.endswith(b'<x:sheetData a="1">')
        assert stream.tail == b"</x:sheetData></x:worksheet>"
