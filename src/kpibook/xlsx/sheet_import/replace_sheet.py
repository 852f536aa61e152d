"""A sheet built elsewhere put into a workbook, new or in the place of one of the same name."""

from __future__ import annotations

from dataclasses import dataclass

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.sheet_import import worksheet_source
from kpibook.xlsx.sheet_import.related_parts import Parts, orphans, remove_parts
from kpibook.xlsx.sheet_import.table_names import check_tables, table_ids
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.styles.merge import merge
from kpibook.xlsx.workbook_part import defined_names, sheets
from kpibook.xlsx.xml import elements as xml

_PUT_BY_HAND = (
    ("charts", "/charts/chart"),
    ("pictures", "/media/"),
    ("comments", "comments"),
    ("form controls", "/ctrlprops/"),
    ("ActiveX controls", "/activex/"),
    ("shapes", "/drawings/drawing"),
    ("printer settings", "/printersettings/"),
    ("embedded files", "/embeddings/"),
)
_ROOTED = {"pivotTable": "a pivot table", "slicer": "a slicer", "timeline": "a timeline",
           "queryTable": "a table fed by a query"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grafted:
    """What putting a sheet in did to a package.

    Attributes:
        part: Part name of the sheet.
        new: True when there was no sheet of that name.
        added: Parts written besides the sheet itself.
        removed: Parts of the replaced sheet that nothing else used.
        notes: What a person should know, in sentences.
    """

    part: str
    new: bool
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def replace_sheet(
    container: OpcPackage, workbook: str, styles: Styles, name: str, scratch: OpcPackage
) -> Grafted:
    """Put the sheet `name` of `scratch` into a package, in place of its own sheet of that name.

    A sheet that is replaced keeps its name, position, state, numbers, part name and VBA name, so
    what refers to it from elsewhere still does. A sheet that is new goes last. The styles are
    held in `styles` until its ``flush``; everything else is in the container at once. Nothing is
    written when it is refused.

    Args:
        container: The package to change.
        workbook: Name of its workbook part.
        styles: Its styles.
        name: The sheet's name, without regard to case.
        scratch: A package that has the sheet, built by XlsxWriter.

    Raises:
        RefusedEdit: ``sheet-missing`` when `scratch` has no such sheet, ``sheet-not-a-worksheet``,
            ``sheet-is-rooted`` when the sheet to replace holds a pivot table, slicer or query that
            other parts depend on, ``table-name-taken``, ``name-taken``, ``graft-unsupported``.
    """
    before = container.checkpoint()
    try:
        with styles.all_or_nothing():
            return _Graft(container, workbook, styles, name, scratch).run()
    except BaseException:
        container.roll_back(before)
        raise


class _Graft:
    def __init__(
        self, container: OpcPackage, workbook: str, styles: Styles, name: str, scratch: OpcPackage
    ) -> None:
        self.container, self.workbook, self.styles = container, workbook, styles
        self.scratch, self.scratch_workbook = scratch, sheets.find_workbook(scratch)
        entry = self._find(scratch, self.scratch_workbook, name)
        if entry is None:
            raise RefusedEdit(
                f"the sheet to put in is not in the workbook that was built: {name!r}.",
                code="sheet-missing",
                where=scratch.name,
                fix="Give the sheet the name it is to have.",
            )
        self.entry = entry
        self.old = self._find(container, workbook, name)
        self.notes: list[str] = []

    def _find(self, book: OpcPackage, workbook: str, name: str) -> sheets.SheetEntry | None:
        found = next(
            (e for e in sheets.entries(book, workbook) if e.name.lower() == name.lower()), None
        )
        if found is not None and (found.kind != sheets.WORKSHEET or not found.part):
            raise RefusedEdit(
                f"'{found.name}' is not a worksheet but a {found.kind or 'missing part'}.",
                code="sheet-not-a-worksheet",
                where=Location(book.name, found.name),
                fix="Rename that sheet, or choose another name.",
            )
        return found

    def run(self) -> Grafted:
        self._refuse_rooted()
        strict = relationships.STRICT_TYPES.encode() in self.container.read(
            relationships.part_name(self.workbook)
        )
        gone = orphans(self.container, self.old.part) if self.old else ()
        check_tables(self.container, self.scratch, self.entry.part, gone, self._names_taken())
        new_names = self._defined_names()
        sheet_xml = self._sheet_xml()
        ids = table_ids(self.container, self.scratch, self.entry.part, gone)
        self._say_what_goes(gone)
        remove_parts(self.container, gone)
        parts = Parts(self.container, self.scratch, self.merged, ids, strict=strict)
        part = self.old.part if self.old else parts.free(self.entry.part)
        parts.copy(self.entry.part, part, sheet_xml)
        if self.old is None:
            sheets.add(self.container, self.workbook, self.entry.name, part)
        self._write_names(new_names)
        return Grafted(part, self.old is None, tuple(parts.written[1:]), gone, tuple(self.notes))

    def _refuse_rooted(self) -> None:
        if self.old is None:
            return
        for one in _all_relationships(self.container, self.old.part):
            if one.kind in _ROOTED:
                raise RefusedEdit(
                    f"the sheet '{self.old.name}' holds {_ROOTED[one.kind]}.",
                    code="sheet-is-rooted",
                    where=Location(self.container.name, self.old.name),
                    why="Other parts of the workbook depend on it, and would be damaged.",
                    fix="Move it to another sheet in Excel, then try again.",
                )

    def _sheet_xml(self) -> bytes:
        old = self.old
        place = worksheet_source.Place()
        if old is not None:
            place = worksheet_source.place_of(
                xml.clean(self.container.read(old.part), part=old.part, file=self.container.name)
            )
        source = xml.clean(self.scratch.read(self.entry.part), part=self.entry.part)
        strings = worksheet_source.shared_strings(self.scratch, self.scratch_workbook)
        other = Styles.of(self.scratch, self.scratch_workbook)
        worksheet_source.refuse_unsupported(source, self.entry.name)
        self.merged = merge(self.styles, other)
        return worksheet_source.fitted(source, self.merged, strings, place)

    def _position(self) -> int:
        """Position of the sheet in the target, 0 for the first."""
        listed = sheets.entries(self.container, self.workbook)
        if self.old is None:
            return len(listed)
        return [entry.relationship for entry in listed].index(self.old.relationship)

    def _names_taken(self) -> set[str]:
        text = sheets.source(self.container, self.workbook)
        return {name.name.lower() for name in defined_names.read(text)}

    def _defined_names(self) -> list[defined_names.DefinedName]:
        """The names that come along: the sheet's own, and the book's that stand for its cells."""
        listed = sheets.entries(self.scratch, self.scratch_workbook)
        theirs = [entry.name for entry in listed].index(self.entry.name)
        found = defined_names.read(sheets.source(self.scratch, self.scratch_workbook))
        here = self._position()
        wide = [name for name in found if name.sheet is None and self._on_sheet(name)]
        self._refuse_taken(wide)
        own = [
            defined_names.DefinedName(name.name, name.text, here, name.hidden)
            for name in found
            if name.sheet == theirs
        ]
        return own + wide

    def _refuse_taken(self, wide: list[defined_names.DefinedName]) -> None:
        text = sheets.source(self.container, self.workbook)
        present = {n.name.lower(): n for n in defined_names.read(text) if n.sheet is None}
        for name in wide:
            other = present.get(name.name.lower())
            if other is not None and not self._on_sheet(other):
                raise RefusedEdit(
                    f"the name {other.name!r} already stands for something else.",
                    code="name-taken",
                    where=Location(self.container.name, self.entry.name),
                    why="Formulas that use the name would change what they say.",
                    fix="Rename it in Formulas > Name Manager, then try again.",
                )

    def _on_sheet(self, name: defined_names.DefinedName) -> bool:
        found = defined_names.reference(name.text)
        return found is not None and found[0].lower() == self.entry.name.lower()

    def _write_names(self, new: list[defined_names.DefinedName]) -> None:
        text = sheets.source(self.container, self.workbook)
        here = self._position() if self.old else -1
        keys = {(name.name.lower(), name.sheet) for name in new}

        def drop(name: defined_names.DefinedName) -> bool:
            built_in = name.name.startswith(defined_names.BUILT_IN_PREFIX)
            return (name.sheet == here and built_in) or (name.name.lower(), name.sheet) in keys

        result = defined_names.replaced(text, drop, new)
        if result is not text:
            self.container.write(self.workbook, result)

    def _say_what_goes(self, gone: tuple[str, ...]) -> None:
        """Name what a person may have put on the sheet that is replaced, and that goes with it."""
        if self.old is None:
            return
        kinds = [word for word, mark in _PUT_BY_HAND if any(mark in one.lower() for one in gone)]
        if kinds:
            self.notes.append(
                f"what '{self.old.name}' had besides its cells went with the sheet replaced: "
                + ", ".join(kinds)
            )


def _all_relationships(
    container: OpcPackage, part: str, seen: set[str] | None = None
) -> list[relationships.Relationship]:
    """The relationships of a part and of all that it leads to."""
    seen = set() if seen is None else seen
    seen.add(part.lower())
    found = list(relationships.of(container, part).values())
    for one in list(found):
        if not one.external and one.target.lower() not in seen and one.target in container:
            found += _all_relationships(container, one.target, seen)
    return found
