"""Grids of an OpenDocument spreadsheet (.ods): its tables, with repeated cells written out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kpibook.errors import SourceError
from kpibook.files.reading import read_regular, unreadable
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.mapped.grid import Grid
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LARGEST = 64 * 1024 * 1024  # bytes of its content, uncompressed
_RATIO = 250
_WIDEST = 1_000
_REPEATED = 1_000  # filled rows that one element may stand for


def ods_grids(path: Path, most_rows: int) -> list[Grid]:
    """Read the tables of an .ods file.

    Raises:
        SourceError: ``ods-unreadable``: it is no such file, is protected by a password, or is too
            large; or it cannot be read at all.
    """
    content = _content(path)
    fills = dict(_fills(content))
    return [
        _Table(table, fills, most_rows).grid()
        for table in content.iterfind(f".//{_OFFICE}spreadsheet/{_TABLE}table")
    ]


def _content(path: Path) -> Element:
    try:
        # A named pipe would be waited for; read_regular refuses it.
        with zipfile.ZipFile(BytesIO(read_regular(path, _LARGEST))) as package:
            info = package.getinfo("content.xml")
            too_dense = info.file_size > _RATIO * max(info.compress_size, 1)
            if info.file_size > _LARGEST or (too_dense and info.file_size > _LARGEST // 8):
                raise _unreadable(path, "its content is too large")
            source = package.read("content.xml")
        root: Element = fromstring(source, forbid_dtd=True)
    except OSError as error:
        raise unreadable(error, path.name, SourceError) from error
    except (KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        raise _unreadable(path, "it is no OpenDocument file that can be opened") from error
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise _unreadable(path, "its content is damaged, or has a password") from error
    return root


def _unreadable(path: Path, why: str) -> SourceError:
    return SourceError(
        f"cannot be read as an OpenDocument spreadsheet: {why}.",
        code="ods-unreadable",
        where=path.name,
        fix="Open it in LibreOffice or Excel and save it again, without a password.",
    )


def _fills(content: Element) -> Iterator[tuple[str, str]]:
    for style in content.iter(f"{_STYLE}style"):
        for properties in style.iter(f"{_STYLE}table-cell-properties"):
            colour = properties.get(f"{_FO}background-color", "")
            if colour.startswith("#"):
                yield style.get(f"{_STYLE}name", ""), colour[1:].upper()


@dataclass(slots=True)
class _Table:
    """A table, read row by row."""

    table: Element
    styles: Mapping[str, str]
    most_rows: int
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)

    def grid(self) -> Grid:
        number = 1
        for row in self.table.iter(f"{_TABLE}table-row"):
            repeated = _count(row, "number-rows-repeated")
            for again in range(min(repeated, _REPEATED if len(row) else 0)):
                if number + again > self.most_rows or not self._row(row, number + again):
                    break
            number += repeated
            if number > self.most_rows:
                break
        name = self.table.get(f"{_TABLE}name", "")
        return Grid(name, self.rows, tuple(self.merged), self.fills)

    def _row(self, row: Element, number: int) -> bool:
        """Read a row; False if nothing is in it."""
        cells: dict[int, Cell] = {}
        column = 1
        for element in row:
            times = _count(element, "number-columns-repeated")
            value = _value(element)
            colour = self.styles.get(element.get(f"{_TABLE}style-name", ""), "")
            for at in range(column, min(column + times, _WIDEST)):
                if value is not None:
                    cells[at] = Cell(address(number, at), *value)
                    if colour:
                        self.fills[number, at] = colour
                elif colour and times < _WIDEST // 10:
                    self.fills[number, at] = colour
            across = _count(element, "number-columns-spanned")
            down = _count(element, "number-rows-spanned")
            if across > 1 or down > 1:
                self.merged.append((number, column, number + down - 1, column + across - 1))
            column += times
        if cells:
            self.rows[number] = cells
        return bool(cells)


def _count(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(int(text), 1) if text.isdigit() and len(text) < 9 else 1


def _value(element: Element) -> tuple[str, Any, str | None, str] | None:
    """Return the kind, value, formula and number format of a cell; None for a blank."""
    if element.tag != f"{_TABLE}table-cell":
        return None
    kind = element.get(f"{_OFFICE}value-type", "")
    number = element.get(f"{_OFFICE}value", "")
    formula = element.get(f"{_TABLE}formula")
    formula = None if formula is None else f"={formula}"
    text = "\n".join("".join(part.itertext()) for part in element.iterfind(f"{_TEXT}p"))
    if kind in ("float", "percentage", "currency") and number:
        code = {"percentage": "0.0%", "currency": "£#,##0.00"}.get(kind, "General")
        return ("number", float(number), formula, code)
    if kind == "date" and (day := element.get(f"{_OFFICE}date-value")):
        return ("date", datetime.fromisoformat(day), formula, "dd/mm/yyyy")
    if kind == "boolean":
        return ("bool", element.get(f"{_OFFICE}boolean-value") == "true", formula, "General")
    return ("text", text, formula, "General") if text else None
