"""Limits of the guard on the size of a workbook."""

from __future__ import annotations

from kpibook.on_use.dataclass import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the guard. A council's largest workbook is far below every default.

    To read a trusted file that is larger, raise the limit that its refusal is about:
    ``Workbook.open("big.xlsx", limits=Limits(part_size=2_000_000_000))``.

    Attributes:
        file_size: Bytes on disk.
        total_size: Bytes of all parts together, uncompressed.
        part_size: Bytes of one part, uncompressed.
        xml_size: Bytes of one part that is held in memory whole to be parsed (workbook, styles,
            shared strings, tables, relationships). Of a sheet, which is read in pieces, what is
            before its rows and what is after them is under it.
        ratio: How many times larger a part may be than its compressed bytes. Asked of parts
            above `ratio_from` bytes only, because a small part does no harm.
        ratio_from: See `ratio`.
        members: Number of parts.

    >>> Limits(members=50).members
    50
    """

    file_size: int = 512 * _MB
    total_size: int = 2048 * _MB
    part_size: int = 1024 * _MB
    xml_size: int = 64 * _MB
    ratio: int = 250
    ratio_from: int = 8 * _MB
    members: int = 20_000


DEFAULT_LIMITS = Limits()
