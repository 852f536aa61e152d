from __future__ import annotations

from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring

from kpibook.docx.record import (
    NAMESPACE,
    Entry,
    Record,
    binding,
    properties_part,
    record_of,
    record_part,
)
from kpibook.docx.word_file import WordFile, word_file_from
from kpibook.workbook.template import report_template_bytes
from kpibook.xlsx.opc import relationships

ENTRY = Entry(
    "f1", "m-a.pi-1.actual", "PI.1", "actual", "Q3 2021/22", "72.1%", "72.1",
    "a \"b\" & c.xlsx", "This quarter", "H8", "12", "Note:",
)  # fmt: skip
RECORD = Record(
    "Q3 2021/22", (("a.xlsx", "00ff"),), ("m-a.pi-1",), (ENTRY, replace(ENTRY, name="f2", cell=""))
)


def a_document(part: bytes) -> WordFile:
    word = word_file_from(report_template_bytes(), "r.docx")
    word.package.write("customXml/item1.xml", part)
    relationships.add(word.package, word.main, "customXml", "customXml/item1.xml")
    return word


def test_a_record_is_read_back_as_it_was_written() -> None:
    read = record_of(a_document(record_part(RECORD)))

    assert read is not None
    assert read.record == RECORD
    assert read.sealed
    assert read.shown == {"f1": "72.1%", "f2": "72.1%"}


def test_the_elements_that_controls_are_bound_to_hold_text_alone() -> None:
    shown = fromstring(record_part(RECORD))[0]

    assert [(each.tag, each.attrib, len(each)) for each in shown] == [
        (f"{{{NAMESPACE}}}f1", {}, 0),
        (f"{{{NAMESPACE}}}f2", {}, 0),
    ]


def test_a_control_is_bound_by_a_prefix_that_it_declares() -> None:
    assert f"xmlns:k='{NAMESPACE}'" in binding("f7")
    assert 'w:xpath="/k:report[1]/k:shown[1]/k:f7[1]"' in binding("f7")
    store = binding("f7").split('w:storeItemID="')[1].split('"')[0]
    assert f'ds:itemID="{store}"'.encode() in properties_part()


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'72.1%"', b'72.2%"'), (b"H8", b"H9"), (b"00ff", b"00fe"),
     (b'Q3 2021/22" seal', b'Q2 2021/22" seal'), (b'<measure id="m-a.pi-1"/>', b"")],
)  # fmt: skip
def test_a_change_of_what_was_printed_breaks_the_seal(old: bytes, new: bytes) -> None:
    part = record_part(RECORD)
    assert old in part

    read = record_of(a_document(part.replace(old, new)))

    assert read is not None
    assert not read.sealed


def test_what_is_typed_into_a_control_does_not_break_the_seal() -> None:
    part = record_part(RECORD).replace(b"<f1>72.1%</f1>", b"<f1>99%</f1>")

    read = record_of(a_document(part))

    assert read is not None
    assert read.sealed
    assert read.shown["f1"] == "99%"


def test_another_program_s_part_is_no_record() -> None:
    assert record_of(a_document(b"<b:Sources xmlns:b='urn:x'/>")) is None
    assert record_of(a_document(f"<report xmlns='{NAMESPACE}'/>".encode())) is None
    assert record_of(word_file_from(report_template_bytes(), "r.docx")) is None
