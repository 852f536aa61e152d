"""Text of a CSV file: its bytes decoded, whatever program saved it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location, SourceError
from kpibook.files.reading import FileTooLarge, read_regular, unreadable
from kpibook.on_use.regex import regex

#: Bytes of a text file that is held whole, at most.
LARGEST_TEXT = 64 * 1024 * 1024
_NAMED = 5  # lines in a message
# UTF-8 that was once read as Windows-1252 and saved so: "â€™" for an apostrophe, "Â£" for £.
_GARBLED = regex("\u00e2\u20ac|\u00c2[\u00a0-\u00bf]|\u00c3[\u0080-\u00bf]|\ufffd")


def read_text(path: Path, findings: list[Finding]) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, or in both of the first and last.

    Lines in Windows-1252 between lines in UTF-8 are decoded by themselves, with a finding.

    Raises:
        SourceError: It cannot be read, is too large, is no text, or has a byte of neither code.
    """
    raw = _bytes_of(path)
    # "Unicode text" as Excel saves it begins with a mark of two bytes.
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(raw, "utf-16", path.name)
    if b"\x00" in raw:
        raise _unreadable(
            path.name,
            "is not a text file",
            "Save it as CSV, or give the workbook with its own ending (.xlsx).",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _in_two_codes(raw.removeprefix(codecs.BOM_UTF8), path.name, findings)
    _report_garbled(text, path.name, findings)
    return text


def raw_text(path: Path) -> tuple[str, str | None]:
    """Return the text of a file as it is, a mark at its start included, and the code it is in.

    The code is None for a file in two codes, which cannot be written as it was.

    Raises:
        SourceError: As for `read_text`.
    """
    raw = _bytes_of(path)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        code = "utf-16-le" if raw.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        return _decoded(raw, code, path.name), code
    for code in ("utf-8", "cp1252"):
        try:
            text = raw.decode(code)
        except UnicodeDecodeError:
            continue
        is_mixed = code == "cp1252" and any(map(_has_utf8, raw.splitlines()))
        return text, None if is_mixed else code
    return read_text(path, []), None


def _in_two_codes(raw: bytes, file: str, findings: list[Finding]) -> str:
    """Decode lines that are not all UTF-8: each by itself, if some of them are."""
    lines = raw.splitlines(keepends=True)
    strays = [number for number, line in enumerate(lines, start=1) if not _is_utf8(line)]
    has_utf8 = any(not line.isascii() and _is_utf8(line) for line in lines)
    has_utf8 = has_utf8 or any(_has_utf8(lines[number - 1]) for number in strays)
    if not has_utf8:
        # Excel saves "CSV (Comma delimited)" in the Windows code page, where £ is a single byte.
        return _decoded(raw, "cp1252", file)
    findings.append(
        Finding(
            "encoding-mixed",
            f"{counted(len(strays), 'line')} of the file ({_numbers(strays)}) "
            f"{'is' if len(strays) == 1 else 'are'} in Windows-1252 and the others in UTF-8: each "
            "is read in its own code.",
            Location(file, line=strays[0]),
            "Look at the signs in these lines: £, dashes, apostrophes.",
        )
    )
    return "".join(_line(line, file, number) for number, line in enumerate(lines, start=1))


def _line(line: bytes, file: str, number: int) -> str:
    try:
        # Bytes that are no UTF-8 are read one by one: a line can hold both codes.
        return line.decode("utf-8", errors=_STRAY_BYTES)
    except UnicodeDecodeError as error:
        raise _unreadable(
            Location(file, line=number),
            f"has a byte that is no letter (0x{line[error.start]:02X})",
            "Export it again as 'CSV UTF-8'.",
        ) from error


def _stray_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


_STRAY_BYTES = "kpibook-cp1252"
codecs.register_error(_STRAY_BYTES, _stray_byte)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _has_utf8(line: bytes) -> bool:
    """Return True if a line has a letter of three bytes of UTF-8, which no other code gives."""
    return re.search(rb"[\xe2\xe3][\x80-\xbf]{2}", line) is not None


def _decoded(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(
            file,
            "is not in a code that kpibook knows, or has been cut off",
            "Export it again as 'CSV UTF-8'.",
        ) from error


def is_garbled(text: str) -> bool:
    """Return True if a text has signs that an earlier program garbled."""
    return _GARBLED.search(text) is not None


def _report_garbled(text: str, file: str, findings: list[Finding]) -> None:
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _GARBLED.search(line)]
    if lines:
        findings.append(
            Finding(
                "text-garbled",
                f"{counted(len(lines), 'line')} ({_numbers(lines)}) "
                f"{'has' if len(lines) == 1 else 'have'} signs that an earlier program garbled.",
                Location(file, line=lines[0]),
                "Export the file again as 'CSV UTF-8', or correct the text there.",
                "They would be published as they are.",
            )
        )


def _numbers(lines: list[int]) -> str:
    return f"line{'' if len(lines) == 1 else 's'} {listed([str(n) for n in lines], _NAMED)}"


def _bytes_of(path: Path) -> bytes:
    try:
        return read_regular(path, LARGEST_TEXT)
    except FileTooLarge as error:
        raise SourceError(
            f"is larger than {LARGEST_TEXT // 2**20} MB.",
            code="source-too-large",
            where=path.name,
            fix="Keep the rows of this quarter only.",
        ) from error
    except OSError as error:
        raise unreadable(error, path, SourceError) from error


def _unreadable(where: Location | str, what: str, fix: str) -> SourceError:
    return SourceError(f"{what}.", code="csv-unreadable", where=where, fix=fix)
