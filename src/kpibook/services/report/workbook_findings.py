"""Findings on a report in Word whose workbooks say something else now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kpibook.docx.record import Entry, Record
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.agreed import CHANGED, WORDED
from kpibook.domain.report.assemble import report_from
from kpibook.domain.report.material import Material, ids_of, workbook_id
from kpibook.domain.report.printed import BY_VALUE, Printed, printed_of
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.wording import listed, quoted
from kpibook.errors import Location, SourceError
from kpibook.on_use.replacing import replace
from kpibook.services.paths.inputs import gather
from kpibook.services.report.document_findings import cell_of, name_of
from kpibook.services.report.material import Surroundings, read_material

_WITHHELD = "[c]"
_STATUS = ".status"
#: Parts that need the council's words, the part that was asked for or the list of returns again.
_NOT_COMPARED = ("words", "title", "scope", "completeness")
_LONGEST = 160
_AGAIN = "Write the report again."


def workbook_findings(
    record: Record, against: Sequence[str | Path], file: str, layout: Path | None = None
) -> Iterator[Finding]:
    """Yield the findings on what the workbooks no longer say as the report does.

    Counts and sentences on the whole report are compared only if all its workbooks are given.
    What the council's words say is not compared: it needs the file of its words.

    Args:
        record: What was printed.
        against: The workbooks, folders and patterns that name them.
        file: Name of the report.
        layout: The layout of councils' own workbooks among them; None takes the one found.

    Raises:
        SourceError: ``report-book-unknown`` for a workbook that it was not made from.
    """
    names = _recorded_names(record, [name for _, name in gather(against)])
    material, _ = read_material(
        against, period=Quarter.parse(record.period), around=Surroundings(layout=layout)
    )
    yield from _changed(record, material, names, file)
    now = _printed_now(record, material, names)
    gone = list(_gone(record, now, names))
    yield from gone
    lost = {finding.ref for finding in gone}
    is_whole = len(set(names.values())) == len(record.workbooks)
    ids = {workbook_id(name) for name in names.values()}
    for entry in {entry.id: entry for entry in record.entries}.values():
        is_given = entry.id.split(".", 1)[0] in ids if entry.ref else is_whole
        if is_given and entry.ref not in lost and entry.part not in _NOT_COMPARED:
            yield from _out_of_date(entry, now.get(entry.id))


def _recorded_names(record: Record, given: Sequence[str]) -> dict[str, str]:
    """Return the name in the report of each workbook that is given."""
    recorded = [name for name, _ in record.workbooks]
    if len(recorded) == len(given) == 1:
        return {given[0]: recorded[0]}  # it may have another name now
    by_base = {Path(name).name.casefold(): name for name in recorded}
    names = {}
    for name in given:
        known = name if name in recorded else by_base.get(Path(name).name.casefold())
        if known is None:
            raise SourceError(
                "the report was not made from this workbook.",
                code="report-book-unknown",
                where=name,
                fix=f"It was made from {listed(recorded, 6)}: name one of these.",
            )
        names[name] = known
    return names


def _changed(
    record: Record, material: Material, names: Mapping[str, str], file: str
) -> Iterator[Finding]:
    hashes = dict(record.workbooks)
    for source in material.sources:
        recorded = hashes[names[source.name]]
        # A report of a workbook open in Excel has no hash: its figures are compared all the same.
        if recorded and source.sha256 != recorded:
            yield Finding(
                "report-source-changed",
                f"was saved again after {file} was written from it.",
                Location(source.name),
                _AGAIN,
                "Commentary and actions may have changed too, which are not compared.",
            )


def _printed_now(
    record: Record, material: Material, names: Mapping[str, str]
) -> dict[str, Printed]:
    """Return what the report would print now, by its ids in the report."""
    rows, members = material.in_order(), set(record.measures)
    chosen = [
        row
        for row, ident in zip(rows, ids_of(rows), strict=True)
        if _id_in_report(ident, names) in members
    ]
    if not chosen:
        return {}
    report = report_from(material.only(chosen, ""), Wording()).report
    items = ((_id_in_report(item.id, names), item) for item in printed_of(report))
    return {ident: replace(item, id=ident) for ident, item in items}


def _id_in_report(ident: str, names: Mapping[str, str]) -> str:
    """Return an id as the report has it: a workbook may have another name now."""
    for now, then in names.items():
        start = f"{workbook_id(now)}."
        if ident.startswith(start):
            return f"{workbook_id(then)}.{ident.removeprefix(start)}"
    return ident


def _gone(
    record: Record, now: Mapping[str, Printed], names: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding for each measure that its workbook does not have any more."""
    books = {workbook_id(then): name for name, then in names.items()}
    there = {ident.removesuffix(_STATUS) for ident in now if ident.endswith(_STATUS)}
    for entry in {entry.id: entry for entry in record.entries if entry.part == "status"}.values():
        name = books.get(entry.id.split(".", 1)[0])
        if name is not None and entry.id.removesuffix(_STATUS) not in there:
            yield Finding(
                "report-text-out-of-date",
                f"{entry.ref} is in the report, and no measure of the workbook now.",
                Location(name),
                _AGAIN,
                ref=entry.ref,
            )


def _is_same(entry: Entry, item: Printed) -> bool:
    """Return True if an entry would be printed as it was, but for the council's own words."""
    if entry.part not in BY_VALUE or not entry.value:
        return item.text == entry.printed
    if entry.value == WORDED:
        return item.value != CHANGED
    return item.value == entry.value


def _out_of_date(entry: Entry, item: Printed | None) -> Iterator[Finding]:
    """Yield the finding on an entry that would be printed otherwise now, or not at all."""
    if item is not None and _is_same(entry, item):
        return
    if item is None:
        says = "no longer printed"
    elif _WITHHELD in entry.printed:
        says = "another figure now, which the report withholds"
    else:
        says = f"{quoted(item.text, _LONGEST)} now"
    origin = item.origin if item is not None else None
    yield Finding(
        "report-text-out-of-date",
        f"{name_of(entry)} is {says}; the report says {quoted(entry.printed, _LONGEST)}.",
        Location(origin.workbook, origin.sheet, origin.cell) if origin else cell_of(entry),
        _AGAIN,
        ref=entry.ref,
    )
