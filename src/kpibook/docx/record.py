"""Record in a Word document of what was printed into it, and from which cells.

It is a custom XML part of two halves. `shown` has an element for each content control, of text
alone: Word writes what is typed into a control there, and LibreOffice drops attributes. `origin`
says what was printed and where it came from, and no program changes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

from kpibook.docx.markup import content, is_as_it_is, value
from kpibook.docx.word_file import WordFile, in_words_for_word
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import relationships

NAMESPACE = "urn:kpibook:printed-report:1"
STORE = "{6B706962-6F6F-6B00-8000-7265706F7274}"
_IN = "{" + NAMESPACE + "}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Figure or sentence of the document.

    Attributes:
        name: Name of its element in the record, unique in the document.
        id: Its id in the report; a text that is printed twice has two entries of one id.
        ref: Reference of its measure; "" if it is of several.
        part: The part of the measure or report it is.
        period: The period it is of.
        printed: Its text as it was printed.
        value: The figure exactly; "" for a sentence and for no figure.
        workbook: Name of the workbook it comes from; "" if it was worked out.
        sheet: Likewise the sheet.
        cell: Likewise the cell.
        paragraph: Number of its paragraph in the report.
        around: The fixed words in the same paragraph.
    """

    name: str
    id: str
    ref: str
    part: str
    period: str
    printed: str
    value: str = ""
    workbook: str = ""
    sheet: str = ""
    cell: str = ""
    paragraph: str = "0"
    around: str = ""


#: End of each text that is hashed: where a text ends is a part of what is hashed.
_END = "\0"
_FIELDS = tuple(field.name for field in fields(Entry))
# `dataclasses.astuple` copies every text as if it were a dataclass too.
_texts_of = attrgetter(*_FIELDS)


@dataclass(frozen=True, slots=True)
class Record:
    """Record of the texts that were printed into a document.

    Attributes:
        period: The quarter of the report.
        workbooks: Each workbook with the hash of its bytes; "" for one that was not saved.
        measures: Ids of the measures that its counts are of.
        entries: Its figures and sentences, in the order of the document.
    """

    period: str
    workbooks: tuple[tuple[str, str], ...] = ()
    measures: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def seal(self) -> str:
        """Hash of it all, by which a change to it is found."""
        lines = [(self.period,), *self.workbooks, self.measures, *map(_texts_of, self.entries)]
        ended = [f"{_END.join((*line, ''))}\1" for line in lines]
        return hashlib.sha256("".join(ended).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class RecordRead:
    """Record as a document has it.

    Attributes:
        record: The record.
        shown: What the elements that controls are bound to say now, by name.
        sealed: True if the record is as it was written.
    """

    record: Record
    shown: dict[str, str]
    sealed: bool


def binding(name: str) -> str:
    """Return the element that binds a content control to the entry of a name."""
    return (
        f"<w:dataBinding w:prefixMappings=\"xmlns:k='{NAMESPACE}'\" "
        f'w:xpath="/k:report[1]/k:shown[1]/k:{name}[1]" w:storeItemID="{STORE}"/>'
    )


def record_part(record: Record) -> bytes:
    """Return a record as a custom XML part."""
    return "".join(_record(record)).encode("utf-8")


def _record(record: Record) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<report xmlns="{NAMESPACE}"><shown>'
    for entry in record.entries:
        yield f"<{entry.name}>{content(entry.printed)}</{entry.name}>"
    yield (f'</shown><origin period={value(record.period)} seal="{record.seal}">')
    for name, digest in record.workbooks:
        yield f"<workbook name={value(name)} sha256={value(digest)}/>"
    for ident in record.measures:
        yield f"<measure id={value(ident)}/>"
    for entry in record.entries:
        yield f"<entry {_attributes(entry)}/>"
    yield "</origin></report>"


def _attributes(entry: Entry) -> str:
    texts = _texts_of(entry)
    pairs = zip(_FIELDS, texts, strict=True)
    if is_as_it_is("".join(texts)):
        return " ".join([f'{name}="{text}"' for name, text in pairs if text])
    return " ".join([f"{name}={value(text)}" for name, text in pairs if text])


def properties_part() -> bytes:
    """Return the part that gives a custom XML part its id."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{STORE}" xmlns:ds="{namespace}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def record_of(word: WordFile) -> RecordRead | None:
    """Return the record of a document; None if it has no record that can be read."""
    for part in _custom_parts(word):
        source = word.source_of(part)
        if NAMESPACE.encode() not in source:
            continue
        if (record := _read(word.tree_of(part))) is not None:
            return record
    return None


def _custom_parts(word: WordFile) -> list[str]:
    package, main = word.package, word.main
    of_document = in_words_for_word(lambda: relationships.of(package, main)).values()
    kinds = [each for each in of_document if each.kind == "customXml" and not each.external]
    return [each.target for each in kinds if each.target in package]


def _read(root: Any) -> RecordRead | None:
    shown, origin = root.find(f"{_IN}shown"), root.find(f"{_IN}origin")
    if root.tag != f"{_IN}report" or shown is None or origin is None:
        return None
    record = Record(
        period=origin.get("period", ""),
        workbooks=tuple(
            (each.get("name", ""), each.get("sha256", "")) for each in origin.iter(f"{_IN}workbook")
        ),
        measures=tuple(each.get("id", "") for each in origin.iter(f"{_IN}measure")),
        entries=tuple(_entries(each.attrib for each in origin.iter(f"{_IN}entry"))),
    )
    texts = {each.tag.removeprefix(_IN): "".join(each.itertext()) for each in shown}
    return RecordRead(record, texts, origin.get("seal") == record.seal)


def _entries(attributes: Iterable[dict[str, str]]) -> Iterator[Entry]:
    for each in attributes:
        texts = {name: each.get(name, "") for name in _FIELDS}
        number = texts["paragraph"] if texts["paragraph"].isdecimal() else "0"
        yield Entry(**{**texts, "paragraph": number[:9]})


def has_record(word: WordFile) -> bool:
    """Return True if a document is a report that kpibook wrote."""
    return any(NAMESPACE.encode() in word.source_of(part) for part in _custom_parts(word))
