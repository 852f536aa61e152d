"""Letters that the fonts of the PDF have; a text with another is printed with a box in its place.

Other fonts of the machine are never asked: the pages, and the file's bytes, would depend on it.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kpibook.domain.finding import Finding
from kpibook.domain.report.block import Block
from kpibook.domain.report.report import Report
from kpibook.domain.wording import listed
from kpibook.errors import Location
from kpibook.files.reading import read_regular
from kpibook.outputs.report.look import Look
from kpibook.outputs.report.pdf.content import content_of

FONTS = Path(__file__).with_name("fonts")
#: Printed where a letter is missing; the fonts have it.
BOX = "□"
_MOST_NAMED = 5
#: Members of the data that are no texts on a page.
_NO_TEXTS = frozenset({"symbol", "id", "to", "url", "colour", "fill"})
# Format 4 of a font's table of characters: one segment of codes after another, two bytes a code.
_FORMAT = 4


@cache
def letters_of_fonts() -> frozenset[str]:
    """Return the characters that every font of the PDF has."""
    every = [_characters(read_regular(path)) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*every)


def _characters(font: bytes) -> frozenset[str]:
    """Return the characters of a TrueType font, without those for private use."""
    codes = {code for start, end in _segments(font) for code in range(start, end + 1)}
    return frozenset(
        character
        for character in map(chr, codes)
        if unicodedata.category(character) not in ("Co", "Cn", "Cs", "Cc", "Cf")
    )


def _segments(font: bytes) -> Iterator[tuple[int, int]]:
    """Yield the first and the last code of each segment of a font's table of characters."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {
        tag: place
        for tag, _, place, _ in (
            struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables)
        )
    }
    start = places[b"cmap"]
    (encodings,) = struct.unpack_from(">H", font, start + 2)
    for number in range(encodings):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        kind, _, _, doubled = struct.unpack_from(">HHHH", font, start + offset)
        if kind == _FORMAT:
            count = doubled // 2
            ends = struct.unpack_from(f">{count}H", font, start + offset + 14)
            starts = struct.unpack_from(f">{count}H", font, start + offset + 16 + doubled)
            yield from zip(starts, ends, strict=True)
            return


def printable(text: str) -> str:
    r"""Return a text in letters that the fonts have.

    Invisible characters are left out, as nothing would be printed for them and some turn the order
    of letters round. Any other space becomes a plain space or one that does not break.

    >>> printable("caf\u0065\u0301 \u2714")
    'café □'
    """
    if text.isascii() and text.isprintable():
        return text
    known = letters_of_fonts()
    return "".join(_printed(each, known) for each in unicodedata.normalize("NFC", text))


def _printed(character: str, known: frozenset[str]) -> str:
    if character in known or character == "\n":
        return character
    category = unicodedata.category(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    return " " if category in ("Zs", "Zl", "Zp") or character.isspace() else BOX


def all_printable(value: Any) -> Any:
    """Return data with every text in letters that the fonts have; see `printable`.

    A symbol that the fonts lack is left out: it only adds to its word.
    """
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [all_printable(each) for each in value]
    if isinstance(value, dict):
        return {name: _member(name, each) for name, each in value.items()}
    return value


def _member(name: str, value: Any) -> Any:
    done = all_printable(value)
    return "" if name == "symbol" and BOX in done else done


def findings_on_letters(report: Report) -> list[Finding]:
    """Return a finding for each measure, and for the rest, whose texts have other letters."""
    content = content_of(report, Look())
    blocks = [block for group in content["groups"] for block in group["blocks"]]
    findings = [
        _finding(missing, block)
        for data, block in zip(blocks, report.blocks, strict=True)
        if (missing := _missing(data))
    ]
    del content["groups"], content["attention"], content["glance"]
    if missing := _missing(content):
        findings.append(_finding(missing, None))
    return findings


def _finding(missing: list[str], block: Block | None) -> Finding:
    shown = listed([f"'{each}'" for each in missing], _MOST_NAMED)
    them = "it" if len(missing) == 1 else "them"
    about = "the report has" if block is None else f"{block.name.ref} has"
    origin = None if block is None else block.actual.origin
    return Finding(
        "report-letter-missing",
        f"{about} {shown} in its texts, and the font of the PDF has no such letter: "
        f"{BOX} is printed there.",
        Location() if origin is None else Location(origin.workbook, origin.sheet, origin.cell),
        f"Write it without {them}.",
        ref="" if block is None else block.name.ref,
    )


def _missing(data: Any) -> list[str]:
    """Return the letters that the fonts lack, each once, in the order in which they come."""
    known = letters_of_fonts()
    text = unicodedata.normalize("NFC", "".join(texts_in(data)))
    lacking = (each for each in text if each not in known and _printed(each, known) == BOX)
    return list(dict.fromkeys(lacking))


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text of data that is printed as a text, without symbols, ids and addresses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in _NO_TEXTS:
                yield from texts_in(each)
