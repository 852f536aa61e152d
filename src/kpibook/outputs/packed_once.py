"""Workbook of XlsxWriter whose parts are packed once, as they are made, into the file to write."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from kpibook.files.reading import read_regular
from kpibook.outputs.finish import final_part

_PIECE = 1 << 16  # characters of a sheet that are packed at a time
_SHEET, _XML = "xl/worksheets/sheet", ".xml"
#: Of zlib: a long sheet at 6 takes three times as long to pack, and is a fifth smaller; at 4 it
#: takes two thirds longer, and is a thirteenth smaller.
_LEVEL_OF_LONG_SHEETS = 2
_REST_OF_SHEET = 16_000_000  # bytes that a sheet may have besides its rows: links, above all

#: Where XlsxWriter makes a part: in memory, or in a temporary file of that name.
_Kept = io.StringIO | str


class _Nowhere:
    """Stream for the package that XlsxWriter itself makes, which gets no parts.

    After an error that package is closed when it is collected: a stream of the standard library may
    be closed before it by then, which would be told on the terminal.
    """

    def write(self, data: bytes) -> int:
        """Take bytes, and keep none."""
        return len(data)

    def tell(self) -> int:
        """Return the place, which is always the beginning."""
        return 0

    def seek(self, place: int) -> int:
        """Stay at the beginning."""
        del place
        return 0

    def flush(self) -> None:
        """Do nothing: nothing waits."""


class PackedOnce(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook whose parts `pack_into` packs one after another, and keeps none of.

    XlsxWriter makes all of them and then packs them: to change a part then is to unpack and pack
    all of them again, and a long sheet is copied twice before it is packed.

    Args:
        options: Options of XlsxWriter.
        is_read_once: True for a file that is read once and thrown away, so that packing it costs
            more than it saves.
    """

    def __init__(self, options: dict[str, Any], *, is_read_once: bool = False) -> None:
        super().__init__(_Nowhere(), options)
        self._is_read_once = is_read_once
        self._packing: _Packing | None = None

    def pack_into(self, target: BinaryIO, headings: Mapping[float, int]) -> None:
        """Close the workbook and write it as a file, with heading styles and language.

        Args:
            target: The stream to write to, which can go back to its beginning.
            headings: As in `kpibook.outputs.finish.final_part`.

        Raises:
            OSError: The stream, or a temporary file, could not be written.
        """
        level = None if self.in_memory else _LEVEL_OF_LONG_SHEETS
        if self._is_read_once:
            level = 0
        try:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
                self._packing = _Packing(package, headings, level)
                try:
                    self.close()
                finally:  # a part left open would hide the error
                    self._packing.finish()
        except FileCreateError as error:  # XlsxWriter's word for every OSError
            raise error.args[0] from error

    def let_go(self) -> None:
        """Close the temporary files of a workbook that is not finished, so that they can go."""
        for sheet in self.worksheets():
            if sheet.row_data_fh is not None:
                # What is still to be written finds the disk full once more.
                with contextlib.suppress(OSError):
                    sheet.row_data_fh.close()

    def _get_packager(self) -> Any:
        """Return XlsxWriter's packager, which makes the parts where this workbook says."""
        packager, packing = super()._get_packager(), self._packing
        if packing is None:
            return packager
        on_disk, create = packager._filename, packager._create_package  # noqa: SLF001

        def place(name: str) -> _Kept:
            if name.startswith(_SHEET) and name.endswith(_XML):
                number = int(name.removeprefix(_SHEET).removesuffix(_XML))
                return packing.sheet(name, _size_of_rows(self.worksheets()[number - 1]))
            is_text = name.endswith((_XML, ".rels"))
            return packing.part(name, io.StringIO() if is_text else on_disk(name))

        def created() -> list[Any]:
            create()
            return []  # which leaves XlsxWriter nothing to pack

        packager._filename, packager._create_package = place, created  # noqa: SLF001
        return packager


class _Packing:
    """Packing of parts in the order in which they are begun; each ends where the next begins."""

    def __init__(
        self, package: zipfile.ZipFile, headings: Mapping[float, int], level: int | None
    ) -> None:
        self._package, self._headings, self._level = package, headings, level
        self._end: Callable[[], None] = lambda: None

    def part(self, name: str, kept: _Kept) -> _Kept:
        """Begin a part that is packed as a whole."""
        self.finish()
        self._end = lambda: self._pack(name, kept)
        return kept

    def sheet(self, name: str, size: int) -> io.StringIO:
        """Begin a sheet, which is packed piece by piece, so that it is never in memory whole."""
        self.finish()
        entry = _entry(name, self._level)
        entry.file_size = size  # by which zipfile chooses the form for large parts
        pieces = _Pieces(self._package.open(entry, "w"))
        self._end = pieces.finish
        return pieces

    def finish(self) -> None:
        """End the part that was begun last."""
        end, self._end = self._end, lambda: None
        end()

    def _pack(self, name: str, kept: _Kept) -> None:
        if isinstance(kept, str):
            content = read_regular(kept)
            Path(kept).unlink()
        else:
            content = kept.getvalue().encode("utf-8")
        change = final_part(name, self._headings)
        content = content if change is None else change(content)
        self._package.writestr(_entry(name, self._level), content, compresslevel=self._level)


class _Pieces(io.StringIO):
    """Text that is packed as it is written; XlsxWriter asks for a ``StringIO``."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        self._packed = packed
        self._texts: list[str] = []
        self._waiting = 0

    def write(self, text: str) -> int:
        """Take a text; it is packed with others as soon as they are enough."""
        self._texts.append(text)
        self._waiting += len(text)
        if self._waiting >= _PIECE:
            self._pack()
        return len(text)

    def finish(self) -> None:
        """Pack what is left, and end the part."""
        try:
            self._pack()
        finally:
            self._packed.close()

    def _pack(self) -> None:
        self._packed.write("".join(self._texts).encode("utf-8"))
        self._texts, self._waiting = [], 0


def _size_of_rows(sheet: Any) -> int:
    """Return the bytes that a sheet will have at the most, so far as its rows are on disk."""
    if not sheet.constant_memory:
        return 0
    return Path(sheet.row_data_filename).stat().st_size + _REST_OF_SHEET


def _entry(name: str, level: int | None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = level  # type: ignore[attr-defined]  # noqa: SLF001 - for `open`
    entry.create_system = 0  # else the bytes depend on the system that built the file
    return entry
