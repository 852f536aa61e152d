"""A closer look at a workbook before another library is let near it.

Our own reader never allocates what a file merely claims, so `Package.open` needs none of this.
Other readers do: one aborts the whole process on a 2 kB file that declares four billion texts,
another makes an object for every cell of a merged range A1:XFD1048576.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.parsers import expat

from kpibook.errors import Location, RefusedFile
from kpibook.xlsx.cells.references import Area, areas, column_number
from kpibook.xlsx.cells.row_scanner import cells_in, row_starts, rows_in
from kpibook.xlsx.opc.limits import DEFAULT_LIMITS, Limits
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets as sheetlist
from kpibook.xlsx.worksheet.stream import SheetStream, cleaned
from kpibook.xlsx.xml import elements as xml

_FIRST = re.compile(r"<[^?!]|<!")
_NOT_YET = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_COLUMN = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})[0-9]")
_CELL = re.compile(rb"<(?:[\w.\-]+:)?c[\s/>]")
_SMALLEST_TEXT = 4
_PROLOGUE = 64 * 1024
_PARSED = (".xml", ".rels")


def vet(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a workbook that would harm a reader other than ours.

    Reads every sheet once; about half a second for a sheet of 100 MB.

    Raises:
        RefusedFile: What the guard refuses, and ``xml-doctype``, ``xml-too-deep``,
            ``count-untrue``, ``rectangle-too-large``, ``merged-too-large``, ``part-too-large``.
    """
    with OpcPackage.open(Path(path), limits) as container:
        vet_container(container, limits)


def vet_container(container: OpcPackage, limits: Limits = DEFAULT_LIMITS) -> None:
    """As `vet`, for a package that is open."""
    workbook = sheetlist.find_workbook(container)
    listed = sheetlist.entries(container, workbook)
    sheets = {entry.part for entry in listed if entry.kind == sheetlist.WORKSHEET}
    for part in container.names():
        if part.lower().endswith(_PARSED):
            _check_prologue(container, part)
    for part in container.names():
        if part in sheets:
            _check_sheet(container, part, limits)
        elif part.lower().endswith(_PARSED) and _is_main(part):
            _check_depth(container, part, limits)
    strings = next((n for n in container.names() if n.lower().endswith("sharedstrings.xml")), None)
    if strings is not None:
        _check_counts(container, strings)


def _is_main(part: str) -> bool:
    """Parts that every reader parses: the workbook, styles, texts, relationships."""
    name = part.lower().rpartition("/")[2]
    return name.endswith(".rels") or name in (
        "workbook.xml", "styles.xml", "sharedstrings.xml", "[content_types].xml",
    )  # fmt: skip


def _check_prologue(container: OpcPackage, part: str) -> None:
    """A document type can only stand before the first element."""
    start = b""
    for piece in container.stream(part):
        start += piece
        if len(start) >= _PROLOGUE:
            break
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:4]
    text = start[:_PROLOGUE].decode("utf-16" if wide else "utf-8", "ignore")
    found = _FIRST.search(_NOT_YET.sub("", text))
    if found is not None and found[0] == "<!":
        xml.clean(b"<!", part=part, file=container.name)  # raises: a document type


def _check_depth(container: OpcPackage, part: str, limits: Limits) -> None:
    if container.size(part) > limits.xml_size:
        raise RefusedFile(
            f"the part {part!r} is {container.size(part):,} bytes, more than the "
            f"{limits.xml_size:,} allowed.",
            code="part-too-large",
            where=Location(container.name),
            fix="If the file is trusted, raise Limits.xml_size.",
        )
    depth = 0

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise _too_deep(part, container.name, limits)

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        for piece in cleaned(container.stream(part), part=part, file=container.name):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise xml.damaged(part, container.name) from error


def _too_deep(part: str, file: str, limits: Limits) -> RefusedFile:
    return RefusedFile(
        f"the part {part!r} nests its elements more than {limits.depth} deep.",
        code="xml-too-deep",
        where=Location(file),
        fix="Do not open this file: no spreadsheet program makes it.",
    )


def _check_counts(container: OpcPackage, part: str) -> None:
    """A list of texts that claims more of them than its bytes could hold."""
    start = b""
    for piece in cleaned(container.stream(part), part=part, file=container.name):
        start += piece
        if xml.first_tag(start, "sst") is not None:
            break
    tag = xml.first_tag(start, "sst")
    claimed = tag.get("uniqueCount") if tag is not None else ""
    most = int(claimed) if claimed.isdigit() else 0
    if most * _SMALLEST_TEXT > container.size(part):
        raise RefusedFile(
            f"the part {part!r} claims {most:,} texts, more than it could hold.",
            code="count-untrue",
            where=Location(container.name),
            fix="Open the workbook in Excel and save it again, if you trust it.",
        )


def _check_sheet(container: OpcPackage, part: str, limits: Limits) -> None:
    stream = SheetStream(container.stream(part), part=part, file=container.name)
    used = _declared(stream.head)
    before = 0
    for block in stream.blocks():
        last = max((number for number, _ in row_starts(block, stream.prefix, before)), default=1)
        used = used.with_cell(last, _last_column(block, stream.prefix, before))
        before = last
    if used.size > limits.rectangle:
        raise RefusedFile(
            f"the sheet in {part!r} spans {used}, {used.size:,} cells, more than the "
            f"{limits.rectangle:,} allowed.",
            code="rectangle-too-large",
            where=Location(container.name),
            fix="Delete the stray cell at its far end in Excel, or raise Limits.rectangle.",
        )
    _check_merged(stream.tail, part, container.name, limits)


def _last_column(block: bytes, prefix: bytes, before: int) -> int:
    columns = _COLUMN.findall(block)
    if len(columns) >= len(_CELL.findall(block)):
        return max((column_number(letters.decode()) for letters in set(columns)), default=1)
    rows = rows_in(block, prefix, before)
    return max((c.column for row in rows for c in cells_in(block, row, prefix)), default=1)


def _declared(head: bytes) -> Area:
    tag = xml.first_tag(head, "dimension")
    found = next(areas(tag.get("ref")), None) if tag is not None else None
    return found or Area(1, 1, 1, 1)


def _check_merged(tail: bytes, part: str, file: str, limits: Limits) -> None:
    covered = 0
    for local in ("mergeCell", "hyperlink"):
        for tag in xml.tags(tail, local):
            covered += sum(one.size for one in areas(tag.get("ref")))
    if covered > limits.merged:
        raise RefusedFile(
            f"the merged ranges and links of the sheet in {part!r} cover {covered:,} cells, more "
            f"than the {limits.merged:,} allowed.",
            code="merged-too-large",
            where=Location(file),
            fix="Unmerge whole rows and columns in Excel, or raise Limits.merged.",
        )
