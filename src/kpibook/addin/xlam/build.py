"""The build of the add-in file from text: the same sources give the same bytes on any machine.

pyOpenVBA makes the VBA project; it is needed to build the add-in and never to use it.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpibook.addin.xlam.vba_modules import VbaModule, modules, this_workbook
from kpibook.addin.xlam.vba_project import as_specified
from kpibook.errors import KpibookError
from kpibook.files.atomic import atomic_write
from kpibook.on_use.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RIBBON_PART = "customUI/customUI14.xml"
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold, the same on any day
_ROOT_RELATIONSHIPS = "_rels/.rels"
# Excel reads the 2009/07 ribbon under the relationship type that came with the 2007 one's.
_RIBBON_RELATIONSHIP = (
    '<Relationship Id="rIdKpiRibbon" '
    'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{RIBBON_PART}"/></Relationships>'
)
_PROJECT = "xl/vbaProject.bin"
_CORE_PROPERTIES = "docProps/core.xml"
# Excel's list of add-ins shows title and description. The creator in pyOpenVBA's template is
# replaced.
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>KPI Book</dc:title><dc:creator>kpibook</dc:creator>"
    "<dc:description>Rates a council's performance workbook and writes its quarterly return."
    "</dc:description></cp:coreProperties>"
)


class BuildError(KpibookError):
    """The add-in cannot be built on this machine."""


@dataclass(frozen=True, slots=True)
class BuiltAddin:
    """A built add-in file.

    Attributes:
        path: The file.
        size: Its size in bytes.
        sha256: SHA-256 of its bytes, in hexadecimal.
    """

    path: Path
    size: int
    sha256: str

    def as_dict(self) -> dict[str, str | int]:
        """Return the result for ``--json``."""
        return {"path": str(self.path), "size": self.size, "sha256": self.sha256}


def build_addin(output: Path) -> BuiltAddin:
    """Build the add-in and write it to `output`, replacing what is there.

    Raises:
        BuildError: ``addin-ending``, ``pyopenvba-missing``.
        RuntimeChanged: ``xlwings-runtime-changed``.
        SaveError: The file cannot be written; an earlier file is unchanged.
    """
    if output.suffix.casefold() != ".xlam" and not output.is_dir():
        raise BuildError(
            "an add-in's name ends in .xlam.",
            code="addin-ending",
            where=output.name,
            why="Excel opens it under no other, and a workbook of that name would be replaced.",
            fix="Give it a name that ends in .xlam.",
        )
    data = addin_bytes()
    atomic_write(output, lambda stream: stream.write(data))
    return BuiltAddin(output, len(data), hashlib.sha256(data).hexdigest())


def addin_bytes() -> bytes:
    """Return the bytes of the add-in file; raises as `build_addin` does."""
    parts = _with_project(modules(), this_workbook())
    parts[_PROJECT] = as_specified(parts[_PROJECT])
    parts[_CORE_PROPERTIES] = _PROPERTIES.encode()
    parts[_ROOT_RELATIONSHIPS] = _linked(parts[_ROOT_RELATIONSHIPS])
    parts[RIBBON_PART] = ribbon_xml()
    return _zipped(parts)


def ribbon_xml() -> bytes:
    """Return the ribbon's XML with line ends of LF, as in git, also from a checkout with CRLF."""
    path = files("kpibook.addin").joinpath("ribbon", "customUI14.xml")
    return path.read_bytes().replace(b"\r\n", b"\n")


def _with_project(standard: Iterable[VbaModule], workbook_code: str) -> dict[str, bytes]:
    """Return the parts of a new add-in file with these modules, by name."""
    excel, kinds = _pyopenvba()
    with tempfile.TemporaryDirectory(prefix="kpibook-build-") as folder:
        path = Path(folder, "kpibook.xlam")
        with excel.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for module in standard:
                project.add_module(module.name, module.text, kind=kinds.standard)
            attributes = book.get_module("ThisWorkbook").rstrip("\r\n")
            book.set_module("ThisWorkbook", f"{attributes}\r\n{workbook_code}")
            book.save()
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}


def _pyopenvba() -> tuple[Any, Any]:
    """Import pyOpenVBA's class for Excel files and its kinds of module, or say what is missing."""
    try:
        from pyopenvba import ExcelFile, VBAModuleKind
    except ImportError as error:
        raise BuildError(
            "building the add-in needs pyOpenVBA, which is not installed.",
            code="pyopenvba-missing",
            why="The built add-in comes with kpibook; only a change to it needs building.",
            fix="Run: pip install pyopenvba==6.5.0",
        ) from error
    return ExcelFile, VBAModuleKind


def _linked(relationships: bytes) -> bytes:
    return relationships.replace(b"</Relationships>", _RIBBON_RELATIONSHIP.encode())


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    # Stored and not compressed: a deflate stream depends on the version of zlib.
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 0  # else it says if it was built on Windows or not
            package.writestr(entry, content)
    return buffer.getvalue()
