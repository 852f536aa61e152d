"""The archive of Python source that the page runs: kpibook, and the packages that it needs."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kpibook.files.reading import read_regular
from kpibook.workbook.template import template_path

#: What the page imports besides Python's own library; each is plain Python.
_NEEDED = ("defusedxml", "filelock", "platformdirs", "xlsxwriter")
#: What no page runs: the add-in, the command line, and what builds the page.
_LEFT_OUT = ("addin", "cli", "browser/build", "browser/command_line", "browser/page", "docs")
_FONTS = ".ttf"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def python_archive() -> bytes:
    """Return the archive, a zip file; the same bytes from the same packages.

    Files are deflated, without times of their own, in the order of their names.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, path in sorted(_files()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, read_regular(path))
    return archive.getvalue()


def _files() -> Iterator[tuple[str, Path]]:
    kpibook = _folder("kpibook")
    for name, path in _in_package(kpibook, "kpibook"):
        if not name.removeprefix("kpibook/").startswith(_LEFT_OUT) and path.suffix != _FONTS:
            yield name, path
    for path in template_path().parent.iterdir():
        if path.suffix in (".xlsx", ".docx"):
            yield f"kpibook/workbook_templates/{path.name}", path
    for package in _NEEDED:
        yield from _in_package(_folder(package), package)


def _in_package(folder: Path, package: str) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield f"{package}/{path.relative_to(folder).as_posix()}", path


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0])
