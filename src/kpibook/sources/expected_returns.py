"""The list of expected returns: a CSV with workbooks or directorates, contacts and due days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from kpibook.domain.finding import Finding, finding_from
from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.nothing import says_nothing
from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.domain.wording import listed, nearest, quoted, shortened
from kpibook.errors import Location, NotADate, SourceError
from kpibook.on_use.regex import regex
from kpibook.sources.bounds import MOST_ROWS, too_long
from kpibook.sources.records import Record, is_filled, records_in
from kpibook.sources.text_file import read_text

WORKBOOK, DIRECTORATE, CONTACT = "Workbook", "Directorate", "Contact"
EMAIL, DUE, RETURNED_ON = "E-mail", "Due", "Returned on"
#: The columns of the list, with other headings for each, in small letters without signs.
_HEADINGS: Mapping[str, Sequence[str]] = {
    WORKBOOK: ("workbook", "file", "file name", "filename", "book", "workbook name", "return"),
    DIRECTORATE: ("directorate", "department", "service", "team", "directorate name"),
    CONTACT: ("contact", "contact name", "contact person", "name", "officer", "lead", "owner"),
    EMAIL: ("e mail", "email", "e mail address", "email address", "contact email", "address",
            "contact e mail"),
    DUE: ("due", "due date", "due on", "due by", "deadline", "date due", "return by", "due day"),
    RETURNED_ON: ("returned on", "returned", "date returned", "return date", "received",
                  "received on", "date received", "came in on"),
}  # fmt: skip
_MEANINGS = {text: heading for heading, texts in _HEADINGS.items() for text in texts}
_SEARCHED = 20  # rows in which the headings are looked for
_DELIMITERS = (",", ";", "\t", "|")
_ADDRESS = regex(r"[\w.+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)


def read_expected(path: Path, findings: list[Finding]) -> tuple[ExpectedReturn, ...]:
    """Read the list of expected returns.

    A row names a workbook, a directorate or both; contact, e-mail, due day and the day it was
    returned are optional. Of two rows with one name the first is used.

    Args:
        path: A CSV file, separated by commas, semicolons, tabs or upright strokes.
        findings: List to which findings on the file and its rows are added.

    Raises:
        SourceError: ``file-missing``, ``expect-no-csv``, ``heading-missing``, ``expect-empty``,
            or it cannot be read as CSV.
    """
    _check_file(path)
    header, records = _table(read_text(path, findings), path.name)
    _report_headings(header, path.name, findings)
    names = [_meaning(text) for text in header]
    width = max(place for place, text in enumerate(header, 1) if text.strip())
    items: dict[tuple[str, str], ExpectedReturn] = {}
    for line, fields in records:
        where = Location(path.name, line=line)
        if any(field.strip() for field in fields[width:]):
            findings.append(_extra_fields(width, len(fields), where))
            continue
        texts = {name: one_line(text) for name, text in zip(names, fields, strict=False) if name}
        item = _item(texts, where, findings)
        if item is not None and not _is_known(items, item, where, findings):
            items[item.key] = item
            _report_gaps(item, texts, where, findings)
    if not items:
        raise SourceError(
            "names no workbook and no directorate.",
            code="expect-empty",
            where=path.name,
            fix="Write a row for each return that is expected.",
        )
    return tuple(items.values())


def one_line(text: str) -> str:
    """Return a field without extra spaces and line ends; "" for a word for nothing, such as "-"."""
    line = " ".join(text.split())
    return "" if says_nothing(line) else line


def _check_file(path: Path) -> None:
    if not path.exists():
        raise SourceError(
            "there is no such file.", code="file-missing", where=str(path), fix="Check its name."
        )
    if path.suffix.casefold() not in (".csv", ".tsv", ".txt"):
        raise SourceError(
            "is not a CSV file.",
            code="expect-no-csv",
            where=path.name,
            fix="Save the list of expected returns as CSV and give that.",
        )


def _table(text: str, file: str) -> tuple[list[str], list[Record]]:
    """Return the heading row and the records below it, by the delimiter with most headings."""
    best: tuple[int, str, int] | None = None
    for delimiter in _DELIMITERS:
        for place, (_, fields) in enumerate(_start(text, delimiter, file)):
            meanings = {_meaning(field) for field in fields} - {""}
            known = len(meanings)
            if meanings & {WORKBOOK, DIRECTORATE} and (best is None or known > best[0]):
                best = (known, delimiter, place)
    if best is None:
        raise SourceError(
            f"has no column {WORKBOOK} or {DIRECTORATE}.",
            code="heading-missing",
            where=file,
            fix=f"Give its columns the headings {listed(list(_HEADINGS))}; one of the first two is "
            "enough.",
        )
    _, delimiter, place = best
    records = list(
        islice(filter(is_filled, records_in(text, delimiter, file)), place + MOST_ROWS + 2)
    )
    if len(records) > place + MOST_ROWS + 1:
        raise too_long(file)
    return records[place][1], records[place + 1 :]


def _start(text: str, delimiter: str, file: str) -> list[Record]:
    """Return the first filled records; those before a fault if the file is broken."""
    records: list[Record] = []
    try:
        # The records before a fault stay in the list.
        records.extend(islice(filter(is_filled, records_in(text, delimiter, file)), _SEARCHED))
    except SourceError:
        if delimiter == _DELIMITERS[-1] and not records:
            raise
    return records


def _meaning(heading: str) -> str:
    """Return the column that a heading means; "" if it means no column of the list."""
    return _MEANINGS.get(" ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split()), "")


def _report_headings(header: Sequence[str], file: str, findings: list[Finding]) -> None:
    meanings = [_meaning(text) for text in header]
    for place, text in enumerate(header):
        meaning = meanings[place]
        if text.strip() and not meaning:
            what = f"its column {quoted(text, 40)} is not one of the list: not used."
            fix = nearest(text, _HEADINGS)
            findings.append(Finding("expect-column-unknown", what, Location(file), fix))
        elif meaning and meaning in meanings[:place]:
            raise SourceError(
                f"two of its columns say {meaning}.",
                code="heading-duplicate",
                where=file,
                fix="Rename one of them, or take it out.",
            )
    if DUE not in meanings:
        what = f"has no column {DUE}: no return can be late."
        fix = f"Add a column {DUE} with the last day on which each return is in time."
        findings.append(Finding("expect-due-missing", what, Location(file), fix))


def _item(
    texts: Mapping[str, str], where: Location, findings: list[Finding]
) -> ExpectedReturn | None:
    workbook, directorate = texts.get(WORKBOOK, ""), texts.get(DIRECTORATE, "")
    if not workbook and not directorate:
        what = "a row names no workbook and no directorate: not used."
        fix = f"Write the name under {WORKBOOK} or {DIRECTORATE}, or take the row out."
        findings.append(Finding("expect-name-missing", what, where, fix))
        return None
    contact, email = texts.get(CONTACT, ""), texts.get(EMAIL, "")
    return ExpectedReturn(
        workbook,
        directorate,
        contact or email,
        tuple(dict.fromkeys(_ADDRESS.findall(email) or _ADDRESS.findall(contact))),
        _day(DUE, texts, where, findings),
        _day(RETURNED_ON, texts, where, findings),
        where.line or 0,
    )


def _day(
    heading: str, texts: Mapping[str, str], where: Location, findings: list[Finding]
) -> date | None:
    try:
        return parse_date(texts.get(heading, ""))
    except NotADate as error:
        finding = finding_from(error, where)
        what = f"{heading}: {finding.what}"
        findings.append(Finding("expect-date-unreadable", what, where, finding.fix))
        return None


def _is_known(
    items: Mapping[tuple[str, str], ExpectedReturn],
    item: ExpectedReturn,
    where: Location,
    findings: list[Finding],
) -> bool:
    earlier = items.get(item.key)
    if earlier is not None:
        what = (
            f"{quoted(item.workbook or item.directorate, 60)} is on line {earlier.line} already: "
        )
        fix = "Take one of the two rows out."
        findings.append(Finding("expect-twice", f"{what}this row is not used.", where, fix))
    return earlier is not None


def _report_gaps(
    item: ExpectedReturn, texts: Mapping[str, str], where: Location, findings: list[Finding]
) -> None:
    """Report a return without a contact, with a wrong address or without a due day."""
    name = shortened(item.name, 60)
    if not item.contact:
        what = f"{name} has no contact."
        fix = f"Write whom to ask under {CONTACT}."
        findings.append(Finding("expect-contact-missing", what, where, fix))
    elif (texts.get(EMAIL) or "@" in item.contact) and not item.addresses:
        what = f"the e-mail address of {name} is not one."
        fix = "Write the name, the sign @ and the domain, without spaces."
        findings.append(Finding("expect-address-unreadable", what, where, fix))
    unread = any(f.where == where and f.code == "expect-date-unreadable" for f in findings)
    if item.due is None and DUE in texts and not unread:
        what = f"{name} has no due day: it cannot be late."
        fix = f"Write the day under {DUE}, such as 17/01/2022."
        findings.append(Finding("expect-due-missing", what, where, fix))


def _extra_fields(expected: int, actual: int, where: Location) -> Finding:
    return Finding(
        "csv-extra-fields",
        f"a row has {actual} fields where the header has {expected}: not used.",
        where,
        "Put a field that holds a comma in double quotes.",
    )
