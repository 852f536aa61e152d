"""The report put into a template: parts that are not the report's keep their bytes."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from kpibook.docx.body import control_ids, frame_of
from kpibook.docx.properties import set_properties
from kpibook.docx.record import Entry, Record, properties_part, record_part
from kpibook.docx.styles import styles_of
from kpibook.docx.word_file import DOCUMENT_TYPE, WordFile
from kpibook.domain.report.report import Report
from kpibook.outputs.report.docx.chart import picture_id, relationship_id
from kpibook.outputs.report.docx.pen import ChartParts, Pen
from kpibook.outputs.report.docx.places import paragraphs_before
from kpibook.outputs.report.docx.sections import body
from kpibook.outputs.report.docx.style_set import StyleSet
from kpibook.outputs.report.docx.template import template_of
from kpibook.outputs.report.look import Files, Look
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_PICTURE_TYPE = "image/svg+xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def write_docx(report: Report, look: Look, name: str) -> Files:
    """Return the report as a Word document.

    Args:
        report: The report.
        look: What was chosen about it, the template included.
        name: Name of the file.

    Raises:
        RefusedFile: The template cannot be used.
    """
    word = template_of(look)
    package = word.package
    frame = frame_of(word)
    styles, used_ids = StyleSet(styles_of(word), look.styles), control_ids(word)
    pen = Pen(styles, report.language, used_ids, paragraphs_before(word, frame))
    drawn = body(pen, report, look, frame.width)
    package.write(word.main, frame.before + drawn.encode() + frame.after)
    content_types.declare(package, word.main, DOCUMENT_TYPE)
    _add_record(word, _record(report, pen.entries))
    _add_charts(word, pen.charts)
    properties = {
        "title": report.title,
        "creator": report.council,
        "language": report.language,
    }
    set_properties(package, properties)
    return {name: _bytes(package)}


def _bytes(package: OpcPackage) -> bytes:
    written = io.BytesIO()
    package.dump(written)
    return written.getvalue()


def _record(report: Report, entries: Iterable[Entry]) -> Record:
    members = (name.id for count in report.summary.counts for name in count.measures)
    return Record(
        period=report.period,
        workbooks=tuple((source.name, source.sha256) for source in report.sources),
        measures=tuple(members),
        entries=tuple(entries),
    )


def _add_record(word: WordFile, record: Record) -> None:
    package = word.package
    number = 1
    while f"customXml/item{number}.xml" in package:
        number += 1
    part, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    package.write(part, record_part(record))
    package.write(properties, properties_part())
    content_types.declare(package, properties, _PROPERTIES_TYPE)
    content_types.declare(package, part, "application/xml")
    relationships.add(package, word.main, "customXml", part)
    relationships.add(package, part, "customXmlProps", properties)


def _add_charts(word: WordFile, charts: Sequence[ChartParts]) -> None:
    """Add charts; the lists of types and relationships are written once for all of them."""
    if not charts:
        return
    package = word.package
    types: list[str] = []
    related: list[str] = []

    def adder(form: str, kind: str, content_type: str) -> Callable[[str, str], None]:
        numbers = _free_numbers(package, form)
        target = relationships.relative(word.main, form)
        full = f"{relationships.TYPES}/{kind}"

        def add(source: str, ident: str) -> None:
            number = next(numbers)
            package.write(form.format(number), source.encode())
            types.append(
                f'<Override PartName="/{form.format(number)}" ContentType="{content_type}"/>'
            )
            related.append(
                f'<Relationship Id="{ident}" Type="{full}" Target="{target.format(number)}"/>'
            )

        return add

    add_chart = adder("word/charts/chart{}.xml", "chart", _CHART_TYPE)
    add_picture = adder("word/media/chart{}.svg", "image", _PICTURE_TYPE)
    for number, each in enumerate(charts, start=1):
        add_chart(each.chart, relationship_id(number))
        add_picture(each.picture, picture_id(number))
    _append(package, content_types.PART, types)
    _append(package, relationships.part_name(word.main), related)


def _free_numbers(package: OpcPackage, form: str) -> Iterator[int]:
    return (number for number in itertools.count(1) if form.format(number) not in package)


def _append(package: OpcPackage, part: str, elements: Sequence[str]) -> None:
    source = xml.clean(package.read(part), part=part, file=package.name)
    # A part may give its namespace a prefix, and what is added declares no other.
    prefix = xml.root(source, part=part, file=package.name).prefix.decode()
    fragment = "".join(each.replace("<", f"<{prefix}", 1) for each in elements).encode()
    package.write(part, xml.spliced(source, [xml.append_child(source, fragment)]))
