"""Workbook: the class with which the rest of kpibook opens, reads, edits and saves a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kpibook.errors import RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx import recalculation
from kpibook.xlsx.cells.references import areas, cell_at
from kpibook.xlsx.cells.shared_strings import SharedStrings
from kpibook.xlsx.formula_results.after_edits import results_after_edits
from kpibook.xlsx.formula_results.calculation_state import set_mark, state_of
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.limits import DEFAULT_LIMITS, Limits
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.source_file import SourceFile, scratch_container
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.styles.looks import Looks
from kpibook.xlsx.workbook_part import defined_names as names
from kpibook.xlsx.workbook_part import file_kind
from kpibook.xlsx.workbook_part import sheets as sheetlist
from kpibook.xlsx.worksheet.conditional_formats import WordFormat, set_word_formats
from kpibook.xlsx.worksheet.edits import Results
from kpibook.xlsx.worksheet.worksheet import Sheet
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    from kpibook.xlsx.tables.table import Table

_SIGNATURES = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """An entry of the workbook's list of sheets.

    Attributes:
        name: As on its tab.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        kind: ``worksheet``, ``chartsheet``, ``dialogsheet`` or ``xlMacrosheet``.
        part: Name of its part in the package; empty when the part is missing.
        sheet_id: The number that stays the same when sheets are moved.
    """

    name: str
    state: str
    kind: str
    part: str
    sheet_id: int
    _book: Workbook

    @property
    def protected(self) -> bool:
        """Return True if a worksheet is protected; reads the sheet to its end."""
        return self.kind == sheetlist.WORKSHEET and self._book.sheet(self.name).protected


@dataclass(frozen=True, slots=True)
class Changes:
    """The effect of a save at this moment.

    Attributes:
        rewritten: Names of parts whose bytes will differ.
        added: Names of parts that were not there.
        removed: Names of parts that will be gone.
        cells: Addresses of the cells edited, by sheet name.
        notes: What the person should know, in sentences.
        run_notes: Those of them that only say how the run went about it.
    """

    rewritten: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    cells: dict[str, list[str]]
    notes: tuple[str, ...]
    run_notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rewritten or self.added or self.removed)


class Workbook:
    """An open workbook file. Nothing on disk changes until `save`.

    Use `Workbook.open`, best in a ``with`` block.

    Attributes:
        container: The parts.
        workbook_part: Name of the part that lists the sheets.
    """

    def __init__(self, container: OpcPackage, source_file: SourceFile) -> None:
        self._source_file = source_file
        self._sheets: dict[str, Sheet] = {}
        self._notes: dict[str, bool] = {}  # each with whether it is only about the run
        self._replaced: set[str] = set()
        self._known_results: set[tuple[str, int, int]] = set()
        self._results: dict[str, Results] = {}
        self._edit_count, self._results_of, self._all_seen = 0, -1, True
        self._noted = -1  # the count of edits whose notes are known
        self._saved: Path | None = None
        self._attach(container)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Open a workbook after the guard has looked at it.

        Args:
            path: An .xlsx, .xlsm, .xltx, .xltm or .xlam file.
            limits: Sizes allowed; see `kpibook.xlsx.opc.limits.Limits` for how to raise them.

        Raises:
            PackageError: ``file-missing``, ``not-a-file``, ``file-unreadable``.
            RefusedFile: See `xlsx.opc.guard.admit` and `xlsx.workbook_part.file_kind.ending_of`.
        """
        source_file = SourceFile(limits)
        container = source_file.opened(Path(path))
        try:
            return cls(container, source_file)
        except BaseException:
            container.close()
            raise

    @classmethod
    def from_bytes(cls, data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Self:
        """Open a workbook held in memory, such as one that XlsxWriter has just built."""
        return cls(OpcPackage.from_bytes(data, name, limits), SourceFile(limits))

    def _attach(self, container: OpcPackage) -> None:
        self._container = container
        self.workbook_part = sheetlist.find_workbook(container)
        self._ending = file_kind.ending_of(container, self.workbook_part)
        self.calculation = state_of(container, self.workbook_part)
        self._signed = any(n.lower().startswith(_SIGNATURES) for n in container.names())
        self._reread()

    def _reread(self) -> None:
        """Read the workbook part again and forget whatever was read by way of it."""
        container = self.container
        source = sheetlist.source(container, self.workbook_part)
        properties = xml.child(source, "workbookPr")
        self.epoch_1904 = properties is not None and properties.tag.get("date1904") in ("1", "true")
        self._entries = sheetlist.entries(container, self.workbook_part)
        self._styles: Styles | None = None
        self._looks: Looks | None = None
        self._quotes = (-1, False)
        self._strings: SharedStrings | None = None

    @property
    def container(self) -> OpcPackage:
        """Return the parts; after a save, those of the file that was written."""
        if self._saved is not None:
            saved, self._saved = self._saved, None
            self._attach(self._source_file.opened(saved))
        return self._container

    # Reading

    @property
    def path(self) -> Path | None:
        """Return the file it was opened from or last saved to; None for a workbook in memory."""
        return self._source_file.path

    @property
    def name(self) -> str:
        """Return the file name, for messages."""
        return self.container.name

    @property
    def styles(self) -> Styles:
        """Return the cell formats; formats appended to them are written by `save`."""
        if self._styles is None:
            self._styles = Styles.of(self.container, self.workbook_part)
        return self._styles

    @property
    def looks(self) -> Looks:
        """Return the colours of the cell formats."""
        if self._looks is None:
            self._looks = Looks.of(self.container, self.workbook_part, self.styles)
        return self._looks

    @property
    def quotes_text(self) -> bool:
        """Return True if any cell format marks its text as quoted."""
        # Formats are only ever appended, so the answer holds while their number is the same.
        count = len(self.styles)
        if self._quotes[0] != count:
            self._quotes = count, self.styles.has_quote_prefix
        return self._quotes[1]

    @property
    def strings(self) -> SharedStrings:
        """Return the shared strings."""
        if self._strings is None:
            part = relationships.target_of(self.container, self.workbook_part, "sharedStrings")
            self._strings = SharedStrings(self.container, part, self._source_file.limits.xml_size)
        return self._strings

    @property
    def sheets(self) -> list[SheetInfo]:
        """Return every sheet, in the order of the tabs."""
        return [SheetInfo(e.name, e.state, e.kind, e.part, e.sheet_id, self) for e in self._entries]

    @property
    def entries(self) -> list[sheetlist.SheetEntry]:
        """Return the sheets as the workbook part lists them."""
        return self._entries

    @property
    def edited_sheets(self) -> list[Sheet]:
        """Return the sheets with pending edits."""
        return [sheet for sheet in self._sheets.values() if sheet.edits]

    @property
    def new_results(self) -> dict[str, Results]:
        """Return the results of formulas that `save` would store or remove, by sheet name."""
        self._work_out_results()
        return self._results

    @property
    def replaced_sheets(self) -> frozenset[str]:
        """Return the names of the sheets that `replace_sheet` put in since the last save."""
        return frozenset(self._replaced)

    @property
    def sheet_names(self) -> list[str]:
        """Return the names of all sheets, in the order of the tabs."""
        return [entry.name for entry in self._entries]

    def sheet(self, name: str) -> Sheet:
        """Return the worksheet of that name; case does not matter.

        Raises:
            RefusedEdit: ``sheet-missing``, with the existing names; ``sheet-not-cells`` for a
                chart or dialog sheet; ``sheet-part-missing`` when the file lacks its content.
        """
        entry = sheetlist.worksheet(self._entries, name, self.name)
        if entry.part not in self._sheets:
            self._sheets[entry.part] = Sheet(self, entry)
        return self._sheets[entry.part]

    @property
    def tables(self) -> list[Table]:
        """Return every table of every sheet."""
        from kpibook.xlsx.tables import table

        return table.all_tables(self)

    def table(self, name: str) -> Table:
        """Return the table of that name; case does not matter.

        Raises:
            RefusedEdit: ``table-missing``, with the existing names.
        """
        from kpibook.xlsx.tables import table

        return table.find_table(self, name)

    @property
    def defined_names(self) -> dict[str, str]:
        """Return the text of each defined name of the whole workbook, as ``"='Sheet'!$A$1"``."""
        source = sheetlist.source(self.container, self.workbook_part)
        return {entry.name: "=" + entry.text for entry in names.read(source) if entry.sheet is None}

    def named_cell(self, name: str) -> tuple[str, str] | None:
        """Return the sheet and address of a defined name that is a single cell, or None."""
        # Excel compares defined names without regard to case.
        key = name.lower()
        text = next((t for n, t in self.defined_names.items() if n.lower() == key), None)
        reference = names.reference(text[1:]) if text else None
        if reference is None or reference[1].size != 1:
            return None
        return reference[0], reference[1].anchor

    # Editing and saving

    def replace_sheet(self, name: str, scratch: str | os.PathLike[str] | bytes) -> None:
        """Put a sheet from another workbook in place of the sheet of that name, or add it last.

        Args:
            name: The sheet's name, here and in `scratch`.
            scratch: A workbook built by XlsxWriter, as a path or as bytes.

        Raises:
            RefusedEdit, RefusedFile: See `kpibook.xlsx.sheet_import.replace_sheet`.
        """
        from kpibook.xlsx.sheet_import import replace_sheet as graft

        self.about_to_edit()
        with scratch_container(scratch, self._source_file.limits) as scratch_package:
            replaced = graft.replace_sheet(
                self.container, self.workbook_part, self.styles, name, scratch_package
            )
        # The chain may list cells of the old sheet, and the new sheet's formulas have no results
        # yet.
        recalculation.drop_chain(self.container, self.workbook_part)
        recalculation.recalculate_on_load(self.container, self.workbook_part)
        for note in replaced.notes:
            self.note(note)
        self._replaced.add(name)
        self.forget_sheet(replaced.part)

    def set_word_formats(self, sheet: str, address: str, formats: Sequence[WordFormat]) -> bool:
        """Give other words in a column a look, where conditional formats did so for the old words.

        Returns:
            True if the cell at `address` had conditional formats of that kind, and only those.

        Raises:
            RefusedEdit: No such sheet, or the workbook is signed.
        """
        self.about_to_edit()
        cell = next(areas(address))
        return set_word_formats(self.sheet(sheet), self.styles, cell, formats)

    def know_results(self, sheet: str, addresses: Iterable[str]) -> None:
        """Keep the stored results of these formulas, whatever cells they read have changed."""
        self._edit_count += 1
        for cell in addresses:
            self._known_results.add((sheet.casefold(), *cell_at(cell)))

    def about_to_edit(self) -> None:
        """Refuse every edit of a digitally signed workbook.

        Raises:
            RefusedEdit: ``workbook-signed``.
        """
        if self._signed:
            raise RefusedEdit(
                "the workbook is digitally signed, and any change to it ends the signature.",
                code="workbook-signed",
                where=self.name,
                fix="Remove the signature in Excel first: File, Info, View Signatures. "
                "Have the workbook signed again afterwards.",
            )
        self._edit_count += 1

    def formulas_moved(self) -> None:
        """Have the workbook calculated when it is opened, with a new calculation chain."""
        recalculation.drop_chain(self.container, self.workbook_part)
        if recalculation.may_hold_formulas(self.container, self.workbook_part):
            recalculation.recalculate_on_load(self.container, self.workbook_part)

    def note(self, text: str, *, of_run: bool = False) -> None:
        """Add a sentence to the notes of `changes`; a sentence is added only once.

        Args:
            text: The sentence.
            of_run: True if it only says how it was done, and the user need do nothing.
        """
        self._notes.setdefault(text, of_run)

    def forget_sheet(self, part: str) -> None:
        """Drop the pending edits and cached reads of a sheet whose part was replaced whole."""
        self._reread_entries()
        entry = next((e for e in self._entries if e.part == part), None)
        sheet = self._sheets.get(part)
        if sheet is not None and entry is not None:
            sheet.reset(entry)

    def rebase(self, part: str) -> None:
        """Read a sheet again whose part was rewritten around its cells; its pending edits stay."""
        if part in self._sheets:
            self._sheets[part].rebase()

    def rebase_all(self) -> None:
        """Read every sheet again whose part was rewritten; pending edits stay."""
        for sheet in self._sheets.values():
            sheet.rebase()

    def changes(self) -> Changes:
        """Return the parts that `save` would rewrite, add and remove, and the cells edited."""
        cells = {s.name: s.edits.addresses() for s in self._sheets.values() if s.edits.cells}
        with self._flushed() as container:
            added = container.added()
            rewritten = [part for part in container.changed() if part not in added]
            removed = container.removed()
        return Changes(
            *(tuple(rewritten), tuple(added), tuple(removed), cells),
            notes=tuple(self._notes),
            run_notes=self._run_notes(),
        )

    def notes(self, *, of_run: bool = False) -> tuple[str, ...]:
        """Return the notes of `changes`, or its run notes, without looking for all else in it."""
        if self._noted != self._edit_count:
            with self._flushed():  # a save notes some itself
                self._noted = self._edit_count
        return self._run_notes() if of_run else tuple(self._notes)

    def _run_notes(self) -> tuple[str, ...]:
        return tuple(note for note, of_run in self._notes.items() if of_run)

    def check_name(self, path: str | os.PathLike[str]) -> None:
        """Refuse a file name whose ending belongs to another kind of workbook.

        Raises:
            SaveError: ``ending-mismatch``.
        """
        file_kind.check_new_name(Path(path).name, self._ending, self.name)

    def check_unchanged(self) -> None:
        """Refuse to go on if the file on disk is no longer the file that was opened.

        Raises:
            SaveError: ``source-changed``.
        """
        self._source_file.check_unchanged(self.name)

    def is_as_opened(self) -> bool:
        """Return True if `save` would write the content that the file holds, despite any edits."""
        with self._flushed() as container:
            return container.is_as_opened()

    def save(
        self, path: str | os.PathLike[str] | None = None, *, backup: bool | Path = False
    ) -> Path:
        """Write the workbook, all of it or nothing.

        Afterwards the workbook is that of the file saved, for further reading and editing.
        Without edits the file written is the file opened, byte for byte.

        Args:
            path: Where to save; None for the file it was opened from.
            backup: Keep the old file; see `kpibook.files.atomic.atomic_write`.

        Returns:
            The file written.

        Raises:
            SaveError: ``save-where``, ``source-changed``, ``ending-mismatch``, and those of
                `kpibook.files.atomic.atomic_write`.
            RefusedEdit: An edit of a large sheet that meets its obstacle only while it is written.
        """
        _ = self.container  # opens the file of an earlier save
        target = self._source_file.target(path, self.name)
        self.check_name(target)
        self._source_file.check_unchanged(self.name)
        with self._flushed() as container:
            container.check_parts()
            written = self._source_file.write(container, target, backup)
        self._go_on_from(target)
        return written

    def close(self) -> None:
        """Close the file; edits not saved are lost."""
        self._saved = None
        # Each sheet knows its workbook: without a circle all that was read goes at once.
        self._sheets = {}
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Private methods

    def _reread_entries(self) -> None:
        self._entries = sheetlist.entries(self.container, self.workbook_part)

    @contextmanager
    def _flushed(self) -> Iterator[OpcPackage]:
        """Yield the container with every pending edit in it, and take them out again at the end."""
        container = self.container
        self._work_out_results()
        for name, results in self._results.items():
            self.sheet(name).show_results(results)
        edited = self.edited_sheets
        if self._styles is not None and (edited or container.changed()):
            self._styles.flush()
        # The edits stay pending in the sheets: a save that fails can be repeated, and `changes` may
        # be asked at any time.
        before = container.checkpoint()
        try:
            for sheet in edited:
                container.write(sheet.part, sheet.content() or sheet.patched)
            if recalculation.settle(
                container, self.workbook_part, [sheet.edits for sheet in edited]
            ):
                self.note(
                    "Excel works out the formulas when it next opens the workbook, and may ask to "
                    "save it.",
                    of_run=True,
                )
            if self._replaced or any(sheet.edits.cells for sheet in edited):
                trusted = self.calculation.trusted and self._all_seen
                set_mark(container, self.workbook_part, trusted=trusted)
            yield container
        finally:
            container.roll_back(before)
            for name in self._results:
                self.sheet(name).show_results({})

    def _work_out_results(self) -> None:
        """Work out the formulas that read changed cells, once for each state of the edits.

        Reading goes on to give the results as stored: what is saved is no business of `changes`.
        """
        if self._results_of == self._edit_count:
            return
        results = results_after_edits(self, self._known_results)
        self._all_seen, self._results = results is not None, results or {}
        self._results_of = self._edit_count

    def _go_on_from(self, saved: Path) -> None:
        """Make the written file the open file, once a caller asks for its parts."""
        # Opening waits until then, as most callers save and are done.
        self._source_file.path = self._saved = saved
        self._container.close()
        self._styles = self._strings = self._looks = None
        self._quotes = (-1, False)
        self._notes.clear()
        self._replaced.clear()
        self._known_results.clear()
        self._results = {}
        self._edit_count += 1
        for sheet in self._sheets.values():
            sheet.reset(sheet.entry)
