"""Fields of a CSV file replaced in its text: everything else stays as it was, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kpibook.errors import LayoutError
from kpibook.outputs.csv_table import harmless
from kpibook.services.paths.output import Destination, Saved
from kpibook.sources.grids.csv_grid import csv_grid, delimiter_of
from kpibook.sources.text_file import raw_text
from kpibook.workbook.mapped.reading import SourceFile
from kpibook.workbook.protocol import Value
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address, cell_at

_BLANK_KIND = "blank"


class CsvCells:
    """A CSV file whose fields are written; it is read by the same places as a sheet."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            SourceError: It cannot be read, or is no CSV.
            LayoutError: ``layout-not-written``: its lines are in two codes.
        """
        self.name = path.name
        self._path = path
        self._text, self._code = raw_text(path)
        if self._code is None:
            raise LayoutError(
                "has lines in two codes, so that kpibook cannot write into it.",
                code="layout-not-written",
                where=path.name,
                fix="Open it in Excel or LibreOffice and save it as CSV UTF-8.",
            )
        self._delimiter = delimiter_of(self._text.removeprefix("\ufeff"))
        self._fields = dict(_records(self._text, self._delimiter))
        self._new: dict[tuple[int, int], str] = {}

    def source(self, most_rows: int) -> SourceFile:
        """Return the file as it will be, to be read."""
        grid = csv_grid(self._path, most_rows)
        rows = {number: dict(cells) for number, cells in grid.rows.items()}
        for (row, column), text in self._new.items():
            rows.setdefault(row, {})[column] = Cell(address(row, column), "text", text)
            rows[row] = dict(sorted(rows[row].items()))
        return SourceFile(self.name, [type(grid)(grid.name, rows)], has_sheets=False)

    def cell(self, _sheet: str, reference: str) -> Cell:
        """Return a field as a cell of text."""
        row, column = cell_at(reference)
        if (row, column) in self._new:
            return Cell(reference, "text", self._new[row, column])
        spans = self._fields.get(row, ())
        text = _plain(self._text[slice(*spans[column - 1])]) if column <= len(spans) else ""
        return Cell(reference, "text" if text else _BLANK_KIND, text or None)

    def set(self, _sheet: str, reference: str, value: Value, _number_format: str | None) -> None:
        """Write a field; text that a spreadsheet program would take for a formula is made text."""
        text = "" if value is None else str(value)
        # A sign alone, such as a dash for no change, is no formula.
        is_plain = isinstance(value, int | float) or len(text) == 1
        self._new[cell_at(reference)] = text if is_plain else harmless(text)

    def set_colours(
        self,
        _sheet: str,
        _reference: str,
        _rgb: str | None,
        _font: str,
        *,
        is_text: bool = False,  # noqa: ARG002 as for a workbook
    ) -> bool:
        """Return False: a CSV file has no colours."""
        return False

    def is_merged_into(self, _sheet: str, _reference: str) -> bool:
        """Return False: a CSV file has no merged cells."""
        return False

    def save(self, destination: Destination) -> Saved:
        """Write the file to its destination.

        Raises:
            SaveError: It cannot be written; what is on disk is as it was.
            LayoutError: A letter does not exist in the code of the file (``layout-not-written``).
        """
        pieces, end = [], 0
        for start, stop, text in sorted(self._edits()):
            pieces += [self._text[end:start], text]
            end = stop
        written = "".join([*pieces, self._text[end:]])
        try:
            content = written.encode(self._code or "utf-8")
        except UnicodeEncodeError as error:
            raise LayoutError(
                f"has no sign for {written[error.start]!r} in its code.",
                code="layout-not-written",
                where=self.name,
                fix="Save it as CSV UTF-8 in Excel or LibreOffice, and fill that.",
            ) from error
        return destination.save_bytes(self._path, content, is_as_opened=not self._new)

    def _edits(self) -> Iterator[tuple[int, int, str]]:
        longer: dict[int, dict[int, str]] = {}
        for (row, column), text in self._new.items():
            spans = self._fields[row]
            if column > len(spans):
                longer.setdefault(row, {})[column] = text
                continue
            start, stop = spans[column - 1]
            yield start, stop, self._quoted(text, self._text[start:stop])
        for row, texts in longer.items():
            spans = self._fields[row]
            end = spans[-1][1]
            numbers = range(len(spans) + 1, max(texts) + 1)
            fields = (self._quoted(texts.get(number, ""), "") for number in numbers)
            yield end, end, "".join(f"{self._delimiter}{field}" for field in fields)

    def _quoted(self, text: str, before: str) -> str:
        needs = any(sign in text for sign in (self._delimiter, '"', "\n", "\r"))
        if not needs and not before.startswith('"'):
            return text
        doubled = text.replace('"', '""')
        return f'"{doubled}"'


def _records(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[tuple[int, int]]]]:
    """Yield the line on which each record begins, and the start and end of each of its fields."""
    position, line = (1 if text.startswith("\ufeff") else 0), 1
    while position < len(text):
        begins, spans, start = line, [], position
        while True:
            position, lines = _end_of_field(text, position, delimiter)
            line += lines
            spans.append((start, position))
            if position >= len(text) or text[position] != delimiter:
                break
            position += 1
            start = position
        if text.startswith("\r\n", position):
            position += 2
        elif position < len(text):
            position += 1
        line += 1
        yield begins, spans


def _end_of_field(text: str, start: int, delimiter: str) -> tuple[int, int]:
    """Return the end of a field, and the line ends within it."""
    if not text.startswith('"', start):
        ends = (text.find(sign, start) for sign in (delimiter, "\n", "\r"))
        return min((end for end in ends if end >= 0), default=len(text)), 0
    end = start + 1
    while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
        end += 2
    end = len(text) if end < 0 else end + 1
    field = text[start:end]
    return end, field.count("\n") + field.count("\r") - field.count("\r\n")


def _plain(field: str) -> str:
    bare = field[1:-1].replace('""', '"') if field.startswith('"') else field
    return bare.strip()
