"""Kind of a workbook (.xlsx, .xlsm, ...) by its content type, checked against its name."""

from __future__ import annotations

from pathlib import PurePath

from kpibook.errors import Location, RefusedFile, SaveError
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage

_PLAIN = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
}
_MACRO = {
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ".xltm",
    "application/vnd.ms-excel.addin.macroEnabled.main+xml": ".xlam",
}
_ENDING_BY_TYPE = {name.lower(): ending for name, ending in (_PLAIN | _MACRO).items()}
_WITHOUT_MACROS = frozenset(_PLAIN.values())
_MACRO_PARTS = frozenset({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"})
_BINARY = "application/vnd.ms-excel.sheet.binary.macroenabled.main"


def ending_of(container: OpcPackage, workbook: str) -> str:
    """Return the ending that a file of this kind has, such as ``".xlsx"``.

    Raises:
        RefusedFile: ``not-a-workbook`` for a Word or other document, ``workbook-binary`` for .xlsb,
            ``macros-hidden`` when the file holds macros, or is of a kind that may, and its name or
            its content type denies it.
    """
    content_type = content_types.type_of(container, workbook).lower()
    if content_type == _BINARY:
        raise _refused(container, "the workbook is in the binary .xlsb format.", "workbook-binary")
    if content_type not in _ENDING_BY_TYPE:
        raise _refused(container, "the file is not an Excel workbook inside.", "not-a-workbook")
    ending = _ENDING_BY_TYPE[content_type]
    name_ending = PurePath(container.name).suffix.lower()
    related = relationships.of(container, workbook).values()
    # Excel goes by content, people by name; a renamed .xlsm keeps its macros.
    kinds = {relationship.kind for relationship in related}
    if "vbaProject" in kinds and ending in _WITHOUT_MACROS:
        raise _hidden(
            container,
            f"the workbook holds macros, but its content says that it is of the kind {ending}, "
            "which holds none.",
            "Get it again from where it came.",
        )
    if ending not in _WITHOUT_MACROS and name_ending in _WITHOUT_MACROS:
        holds = (
            "with macros" if kinds & _MACRO_PARTS else "which may hold macros (this file has none)"
        )
        raise _hidden(
            container,
            f"the name ends in {name_ending}, but the content is of the kind {ending}, {holds}.",
            f"If you trust it, rename it to end in {ending}, or get it again from where it came.",
        )
    return ending


def check_new_name(name: str, ending: str, opened_as: str) -> None:
    """Refuse to save a workbook under an ending of another kind, which Excel would not open.

    Args:
        name: The name to save it under.
        ending: The ending of its content type, such as ``".xlsx"``.
        opened_as: The name it was opened under; an ending of no kind, such as a temporary
            file's, may stay.

    Raises:
        SaveError: ``ending-mismatch``.
    """
    named = PurePath(name).suffix.lower()
    may_stay = named not in _ENDING_BY_TYPE.values() and named == PurePath(opened_as).suffix.lower()
    if named != ending and not may_stay:
        raise SaveError(
            f"a workbook of the kind {ending} cannot be saved as {named or 'a file of none'}.",
            code="ending-mismatch",
            where=name,
            why="Excel refuses a workbook whose name and content disagree.",
            fix=f"Give it a name that ends in {ending}.",
        )


def _hidden(container: OpcPackage, what: str, fix: str) -> RefusedFile:
    return RefusedFile(
        what,
        code="macros-hidden",
        where=Location(container.name),
        why="Excel does not open such a file.",
        fix=fix,
    )


def _refused(container: OpcPackage, what: str, code: str) -> RefusedFile:
    return RefusedFile(
        what,
        code=code,
        where=Location(container.name),
        fix="Open it in Excel and save it as an Excel Workbook (.xlsx).",
    )
