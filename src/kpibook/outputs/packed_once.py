"""Workbook of XlsxWriter whose parts are packed once, after kpibook has finished them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from kpibook.files.reading import open_regular, read_regular
from kpibook.outputs.finish import final_part

_PIECE = 1 << 20
#: Of zlib: a long sheet at 6 took longer to pack than to draw, and is a tenth smaller.
_LEVEL_OF_LONG_SHEETS = 4

#: Where XlsxWriter keeps a part: in memory, or in a temporary file of that name.
_Kept = io.StringIO | io.BytesIO | str


class PackedOnce(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that keeps its parts when it is closed, until `packed` packs them.

    XlsxWriter packs them itself: to change a part then is to unpack and pack all of them again.

    Args:
        options: Options of XlsxWriter.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(io.BytesIO(), options)
        self._parts: list[tuple[_Kept, str]] = []

    def packed(self, headings: Mapping[float, int]) -> bytes:
        """Return the closed workbook as a file, with heading styles and language.

        Args:
            headings: As in `kpibook.outputs.finish.final_part`.
        """
        target = io.BytesIO()
        level = None if self.in_memory else _LEVEL_OF_LONG_SHEETS
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for kept, name in self._parts:
                entry = _entry(name, level)
                change = final_part(name, headings)
                if change is not None:
                    package.writestr(entry, change(_content(kept)), compresslevel=level)
                elif isinstance(kept, str):
                    _pack_file(package, entry, Path(kept))
                else:
                    package.writestr(entry, _content(kept), compresslevel=level)
                if isinstance(kept, str):
                    Path(kept).unlink()
        return target.getvalue()

    def _get_packager(self) -> Any:
        """Return XlsxWriter's packager, which hands the parts to this workbook to pack."""
        packager = super()._get_packager()
        packager._create_package = self._keeping(packager._create_package)  # noqa: SLF001
        packager._filename = self._place_of(packager)  # noqa: SLF001
        return packager

    def _place_of(self, packager: Any) -> Callable[[str], _Kept]:
        """Return the function that says where a part is kept: a file for a sheet, else memory."""
        on_disk = packager._filename  # noqa: SLF001

        def place(name: str) -> _Kept:
            if name.startswith("xl/worksheets/sheet") or not name.endswith((".xml", ".rels")):
                kept: _Kept = on_disk(name)
                return kept
            in_memory = io.StringIO()
            packager.filenames.append((in_memory, name, False))
            return in_memory

        return place

    def _keeping(
        self, create: Callable[[], list[tuple[_Kept, str, bool]]]
    ) -> Callable[[], list[Any]]:
        def kept() -> list[Any]:
            self._parts = [(part, name) for part, name, _ in create()]
            return []

        return kept


def _content(kept: _Kept) -> bytes:
    if isinstance(kept, str):
        return read_regular(kept)
    content = kept.getvalue()
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _pack_file(package: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    """Pack a part piece by piece, so that a long sheet is never in memory as a whole."""
    entry.file_size = path.stat().st_size
    with open_regular(path) as part, package.open(entry, "w") as packed:
        while piece := part.read(_PIECE):
            packed.write(piece)


def _entry(name: str, level: int | None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = level  # type: ignore[attr-defined]  # noqa: SLF001 - for `open`
    entry.create_system = 0  # else the bytes depend on the system that built the file
    return entry
