"""The VBA project of the add-in, written as [MS-OVBA] asks of a program that is not VBA itself.

pyOpenVBA leaves the compiled code and the cache that are in its template. They belong to another
project and to one version of VBA, and Excel may take such a project for damaged and drop it whole.
Here every stream is written again: modules as source alone, and a ``dir`` stream with each record
in the order of section 2.3.4.2. Excel compiles the source when it opens the add-in.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

from kpibook.on_use.dataclass import dataclass

NAME = "VBAProject"
"""The project's name, in ``dir`` and in the stream ``PROJECT``."""

_STORAGE = "VBA"
_CODE_PAGE = 1252
_LANGUAGE = 0x0409

#: Reserved1, Version, Reserved2 and Reserved3. Section 1.6: with Version 0xFFFF no cache is used.
_WITHOUT_CACHE = struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 0)

_AUTOMATION = (
    r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0"
    r"#C:\Windows\System32\stdole2.tlb#OLE Automation"
)
_OFFICE = (
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files"
    r"\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
)
#: Name and identifier (2.1.1.8) of each library whose types our modules name. Office has the types
#: of the ribbon. Excel adds its own library and that of VBA.
_REFERENCES = (("stdole", _AUTOMATION), ("Office", _OFFICE))


@dataclass(frozen=True, slots=True)
class ModuleSource:
    """A module as the project holds it.

    Attributes:
        name: Its name, and that of its stream.
        text: Its whole source, attributes included, with line ends of CRLF.
        is_procedural: True for a standard module, False for a class or a document's module.
    """

    name: str
    text: str
    is_procedural: bool


def as_specified(project: bytes) -> bytes:
    """Return a project of pyOpenVBA with its streams written again from its modules' sources.

    Args:
        project: The bytes of a vbaProject.bin; its streams ``PROJECT`` and ``PROJECTwm`` stay.
    """
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, parse_vba_project

    file = CFB.from_bytes(project)
    modules = [_module(module) for module in parse_vba_project(file).modules]
    for module in modules:
        source = module.text.encode(f"cp{_CODE_PAGE}")
        file.write_stream_in_storage(_STORAGE, module.name, compress(source))
    file.write_stream_in_storage(_STORAGE, "dir", compress(directory(modules)))
    file.write_stream_in_storage(_STORAGE, "_VBA_PROJECT", _WITHOUT_CACHE)
    written: bytes = file.to_bytes()
    return written


def _module(module: Any) -> ModuleSource:
    return ModuleSource(module.name, module.source, module.kind.name == "standard")


def directory(modules: Iterable[ModuleSource]) -> bytes:
    """Return the ``dir`` stream of a project with these modules, before compression."""
    return b"".join((
        _information(),
        *(_reference(name, identifier) for name, identifier in _REFERENCES),
        _modules(list(modules)),
        _record(0x0010),
    ))  # fmt: skip


def _information() -> bytes:
    """Return PROJECTINFORMATION (2.3.4.2.1)."""
    return b"".join((
        _number(0x0001, 3),  # SYSKIND: 64-bit Windows; a Mac and 32 bits read it all the same
        _number(0x004A, 6),  # COMPATVERSION
        _number(0x0002, _LANGUAGE),
        _number(0x0014, _LANGUAGE),  # LCIDINVOKE
        _record(0x0003, struct.pack("<H", _CODE_PAGE)),
        _record(0x0004, _mbcs(NAME)),
        _both(0x0005, 0x0040, ""),  # DOCSTRING
        _both(0x0006, 0x003D, "", unicode_second=False),  # HELPFILEPATH
        _number(0x0007, 0),  # HELPCONTEXT
        _number(0x0008, 0),  # LIBFLAGS
        # VERSION: the number in the place of a size is 4, but the record has two bytes more.
        _number(0x0009, 1) + struct.pack("<H", 0),
        _both(0x000C, 0x003C, ""),  # CONSTANTS
    ))  # fmt: skip


def _reference(name: str, identifier: str) -> bytes:
    """Return REFERENCENAME (2.3.4.2.2.2) and REFERENCEREGISTERED (2.3.4.2.2.5)."""
    registered = _sized(_mbcs(identifier)) + struct.pack("<IH", 0, 0)
    return _both(0x0016, 0x003E, name) + _record(0x000D, registered)


def _modules(modules: list[ModuleSource]) -> bytes:
    """Return PROJECTMODULES (2.3.4.2.3)."""
    count = _record(0x000F, struct.pack("<H", len(modules)))
    cookie = _record(0x0013, struct.pack("<H", 0xFFFF))
    return count + cookie + b"".join(map(_module_record, modules))


def _module_record(module: ModuleSource) -> bytes:
    """Return MODULE (2.3.4.2.3.2) of a module whose stream holds its source and nothing before."""
    return b"".join((
        _record(0x0019, _mbcs(module.name)),
        _record(0x0047, _utf16(module.name)),
        _both(0x001A, 0x0032, module.name),  # STREAMNAME
        _both(0x001C, 0x0048, ""),  # DOCSTRING
        _number(0x0031, 0),  # OFFSET
        _number(0x001E, 0),  # HELPCONTEXT
        _record(0x002C, struct.pack("<H", 0xFFFF)),  # COOKIE
        _record(0x0021 if module.is_procedural else 0x0022),  # TYPE
        _record(0x002B),
    ))  # fmt: skip


def _record(identifier: int, content: bytes = b"") -> bytes:
    return struct.pack("<H", identifier) + _sized(content)


def _number(identifier: int, number: int) -> bytes:
    return _record(identifier, struct.pack("<I", number))


def _both(first: int, second: int, text: str, *, unicode_second: bool = True) -> bytes:
    """Return a text in the project's code page, and again under a second identifier."""
    again = _utf16(text) if unicode_second else _mbcs(text)
    return _record(first, _mbcs(text)) + _record(second, again)


def _sized(content: bytes) -> bytes:
    return struct.pack("<I", len(content)) + content


def _mbcs(text: str) -> bytes:
    return text.encode(f"cp{_CODE_PAGE}")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
