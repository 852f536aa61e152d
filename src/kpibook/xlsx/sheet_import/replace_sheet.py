"""Import of a sheet into a workbook, as a new sheet or in place of a sheet of the same name."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.sheet_import import worksheet_source
from kpibook.xlsx.sheet_import.related_parts import Parts, orphans, remove_parts
from kpibook.xlsx.sheet_import.table_names import check_tables, table_ids
from kpibook.xlsx.styles.cell_formats import Styles
from kpibook.xlsx.styles.merge import merge
from kpibook.xlsx.workbook_part import defined_names, sheets
from kpibook.xlsx.xml import elements as xml

_ADDED_BY_HAND = (
    ("charts", "/charts/chart"),
    ("pictures", "/media/"),
    ("comments", "comments"),
    ("form controls", "/ctrlprops/"),
    ("ActiveX controls", "/activex/"),
    ("shapes", "/drawings/drawing"),
    ("printer settings", "/printersettings/"),
    ("embedded files", "/embeddings/"),
)
# Caches and connections in other parts of the package refer to these.
_ROOTED = {"pivotTable": "a pivot table", "slicer": "a slicer", "timeline": "a timeline",
           "queryTable": "a table fed by a query"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grafted:
    """Effect of a sheet import on a package.

    Attributes:
        part: Part name of the sheet.
        new: True if there was no sheet of that name.
        added: Parts written in addition to the sheet itself.
        removed: Parts of the replaced sheet that nothing else used.
        notes: Sentences for the user.
    """

    part: str
    new: bool
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def replace_sheet(
    container: OpcPackage, workbook: str, styles: Styles, name: str, scratch: OpcPackage
) -> Grafted:
    """Put the sheet `name` of `scratch` into a package, in place of its sheet of that name.

    A replaced sheet keeps its name, position, state, ids, part name and VBA name, so references to
    it from elsewhere stay valid. A new sheet goes last. The formats are pending in `styles` until
    its ``flush``; everything else is in the container at once. A refusal writes nothing.

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
            return _SheetImport(container, workbook, styles, name, scratch).run()
    except BaseException:
        container.roll_back(before)
        raise


class _SheetImport:
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
        entry = next(
            (e for e in sheets.entries(book, workbook) if e.name.lower() == name.lower()), None
        )
        if entry is not None and (entry.kind != sheets.WORKSHEET or not entry.part):
            raise RefusedEdit(
                f"'{entry.name}' is not a worksheet but a {entry.kind or 'missing part'}.",
                code="sheet-not-a-worksheet",
                where=Location(book.name, entry.name),
                fix="Rename that sheet, or choose another name.",
            )
        return entry

    def run(self) -> Grafted:
        self._refuse_rooted()
        # XlsxWriter writes transitional parts only; in a strict workbook their namespaces must
        # change.
        strict = relationships.STRICT_TYPES.encode() in self.container.read(
            relationships.part_name(self.workbook)
        )
        orphaned = orphans(self.container, self.old.part) if self.old else ()
        check_tables(self.container, self.scratch, self.entry.part, orphaned, self._used_names())
        new_names = self._defined_names()
        sheet_xml = self._sheet_xml()
        # The old tables' ids are read before their parts are removed.
        ids = table_ids(self.container, self.scratch, self.entry.part, orphaned)
        remove_parts(self.container, orphaned)
        parts = Parts(self.container, self.scratch, self.merged, ids, strict=strict)
        part = self.old.part if self.old else parts.free(self.entry.part)
        parts.copy(self.entry.part, part, sheet_xml)
        self._note_losses(orphaned, parts.written)
        if self.old is None:
            sheets.add(self.container, self.workbook, self.entry.name, part)
        self._write_names(new_names)
        return Grafted(
            part, self.old is None, tuple(parts.written[1:]), orphaned, tuple(self.notes)
        )

    def _refuse_rooted(self) -> None:
        if self.old is None:
            return
        for relationship in _all_relationships(self.container, self.old.part):
            if relationship.kind in _ROOTED:
                raise RefusedEdit(
                    f"the sheet '{self.old.name}' holds {_ROOTED[relationship.kind]}.",
                    code="sheet-is-rooted",
                    where=Location(self.container.name, self.old.name),
                    why="Other parts of the workbook depend on it, and would be damaged.",
                    fix="Move it to another sheet in Excel, then try again.",
                )

    def _sheet_xml(self) -> bytes:
        old = self.old
        kept_properties = worksheet_source.KeptProperties()
        if old is not None:
            kept_properties = worksheet_source.properties_to_keep(
                xml.clean(self.container.read(old.part), part=old.part, file=self.container.name)
            )
        source = xml.clean(self.scratch.read(self.entry.part), part=self.entry.part)
        strings = worksheet_source.shared_strings(self.scratch, self.scratch_workbook)
        scratch_styles = Styles.of(self.scratch, self.scratch_workbook)
        worksheet_source.refuse_unsupported(source, self.entry.name)
        self.merged = merge(self.styles, scratch_styles)
        return worksheet_source.fitted(source, self.merged, strings, kept_properties)

    def _position(self) -> int:
        """Return the position of the sheet in the target, 0 for the first."""
        entries = sheets.entries(self.container, self.workbook)
        if self.old is None:
            return len(entries)
        return [entry.relationship for entry in entries].index(self.old.relationship)

    def _used_names(self) -> set[str]:
        text = sheets.source(self.container, self.workbook)
        return {name.name.lower() for name in defined_names.read(text)}

    def _defined_names(self) -> list[defined_names.DefinedName]:
        """Return the names to copy: the sheet's own names, and workbook names for its cells."""
        entries = sheets.entries(self.scratch, self.scratch_workbook)
        scratch_position = [entry.name for entry in entries].index(self.entry.name)
        names = defined_names.read(sheets.source(self.scratch, self.scratch_workbook))
        position = self._position()
        workbook_names = [name for name in names if name.sheet is None and self._on_sheet(name)]
        self._refuse_used(workbook_names)
        sheet_names = [
            defined_names.DefinedName(name.name, name.text, position, name.hidden)
            for name in names
            if name.sheet == scratch_position
        ]
        return sheet_names + workbook_names

    def _refuse_used(self, workbook_names: list[defined_names.DefinedName]) -> None:
        text = sheets.source(self.container, self.workbook)
        present = {n.name.lower(): n for n in defined_names.read(text) if n.sheet is None}
        for name in workbook_names:
            existing = present.get(name.name.lower())
            if existing is not None and not self._on_sheet(existing):
                raise RefusedEdit(
                    f"the name {existing.name!r} already names something else.",
                    code="name-taken",
                    where=Location(self.container.name, self.entry.name),
                    why="Formulas that use the name would change what they say.",
                    fix="Rename it in Formulas > Name Manager, then try again.",
                )

    def _on_sheet(self, name: defined_names.DefinedName) -> bool:
        reference = defined_names.reference(name.text)
        return reference is not None and reference[0].lower() == self.entry.name.lower()

    def _write_names(self, new: list[defined_names.DefinedName]) -> None:
        text = sheets.source(self.container, self.workbook)
        position = self._position() if self.old else -1
        # Excel compares names without regard to case, and a sheet may have a name that the workbook
        # has too.
        keys = {(name.name.lower(), name.sheet) for name in new}

        def drop(name: defined_names.DefinedName) -> bool:
            built_in = name.name.startswith(defined_names.BUILT_IN_PREFIX)
            # Print area, print titles and filter range of the old sheet go with its cells.
            return (name.sheet == position and built_in) or (name.name.lower(), name.sheet) in keys

        result = defined_names.replaced(text, drop, new)
        if result is not text:
            self.container.write(self.workbook, result)

    def _note_losses(self, removed: Sequence[str], written: Sequence[str]) -> None:
        """Add a note on the things of the replaced sheet that a person may have added to it.

        A sheet that kpibook draws with charts had charts before too, and they are drawn again.
        """
        if self.old is None:
            return
        kinds = [
            word
            for word, mark in _ADDED_BY_HAND
            if any(mark in part.lower() for part in removed)
            and not any(mark in part.lower() for part in written)
        ]
        if kinds:
            self.notes.append(
                f"what '{self.old.name}' had besides its cells went with the sheet replaced: "
                + ", ".join(kinds)
            )


def _all_relationships(
    container: OpcPackage, part: str, visited: set[str] | None = None
) -> list[relationships.Relationship]:
    """Return the relationships of a part and of all parts that it refers to."""
    visited = set() if visited is None else visited
    visited.add(part.lower())
    collected = list(relationships.of(container, part).values())
    for relationship in list(collected):
        if (
            not relationship.external
            and relationship.target.lower() not in visited
            and relationship.target in container
        ):
            collected += _all_relationships(container, relationship.target, visited)
    return collected
