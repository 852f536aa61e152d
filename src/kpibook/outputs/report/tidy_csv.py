"""The report's figures as a tidy CSV file, with metadata that says what each column holds.

The metadata are those of CSV on the Web (https://www.w3.org/TR/tabular-data-primer/), in a file
next to the table: programs and open-data portals read units, types and licence from it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.block import Block, Movement
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.report import Group, Report
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.csv_table import write_csv_lines
from kpibook.outputs.report.look import Files, Look

_END = "-metadata.json"


@dataclass(frozen=True, slots=True)
class _Line:
    """Quarter of a measure.

    Attributes:
        group: The group of its measure.
        block: The measure.
        quarter: The quarter.
        actual: Its actual.
        target: Its target.
    """

    group: Group
    block: Block
    quarter: Quarter
    actual: Figure
    target: Figure

    @property
    def is_now(self) -> bool:
        """True for the quarter of the report, which has a status and directions."""
        return str(self.quarter) == self.block.period

    def movement(self, place: int) -> Movement | None:
        """Return one of the directions; None for an earlier quarter and if it has none."""
        movements = self.block.movements if self.is_now else ()
        return movements[place] if place < len(movements) else None


@dataclass(frozen=True, slots=True)
class Column:
    """Column of the table.

    Attributes:
        name: Its heading.
        datatype: Type of its values: string, decimal or date.
        meaning: What it holds.
        value: Returns its value, "" for none.
        required: True if it always has a value.
    """

    name: str
    datatype: str
    meaning: str
    value: Callable[[_Line], str]
    required: bool = False


def _now(value: Callable[[Block], str]) -> Callable[[_Line], str]:
    """Return a column's value of the quarter of the report; earlier quarters have none."""
    return lambda line: value(line.block) if line.is_now else ""


def _label(place: int) -> Callable[[_Line], str]:
    return lambda line: movement.word.label if (movement := line.movement(place)) else ""


def _against(place: int) -> Callable[[_Line], str]:
    return lambda line: movement.against if (movement := line.movement(place)) else ""


COLUMNS = (
    Column("measure_id", "string", "The measure, the same in every quarter's file; references "
           "may repeat between directorates.", lambda line: line.block.name.id, required=True),
    Column("directorate", "string", "Who answers for it.", lambda line: line.block.directorate),
    Column("service", "string", "The service within it.", lambda line: line.block.service),
    Column("owner", "string", "The post that reports it.", lambda line: line.block.owner),
    Column("priority", "string", "The Council Plan priority it serves.",
           lambda line: line.group.priority),
    Column("ref", "string", "The measure's reference.", lambda line: line.block.name.ref,
           required=True),
    Column("measure", "string", "What is measured.", lambda line: line.block.name.title),
    Column("unit", "string", "What it is counted in.", lambda line: line.block.unit),
    Column("period", "string", "The financial quarter; Q1 is April to June.",
           lambda line: str(line.quarter), required=True),
    Column("period_start", "date", "Its first day.", lambda line: line.quarter.start.isoformat(),
           required=True),
    Column("period_end", "date", "Its last day.", lambda line: line.quarter.end.isoformat(),
           required=True),
    Column("actual", "decimal", "The figure in the unit: 72.1 is 72.1%. Blank if there is none, "
           "or it is withheld.", lambda line: line.actual.value),
    Column("actual_printed", "string", "The figure as the report prints it, or shorthand: [x] not "
           "available, [c] confidential, [z] not applicable.", lambda line: line.actual.text),
    Column("target", "decimal", "The target of that quarter, in the unit.",
           lambda line: line.target.value),
    Column("target_printed", "string", "The target as the report prints it.",
           lambda line: line.target.text),
    Column("comparator", "decimal", "A value from elsewhere, in the unit.",
           _now(lambda block: block.comparison.figure.value if block.comparison else "")),
    Column("comparator_name", "string", "Where that value is from.",
           _now(lambda block: block.comparison.name if block.comparison else "")),
    Column("status", "string", "The status against the target, in the report's quarter.",
           _now(lambda block: block.status.label)),
    Column("status_key", "string", "The same as a key, which no council's word changes.",
           _now(lambda block: block.status.key)),
    Column("direction", "string", "The direction of travel.", _label(0)),
    Column("direction_against", "string", "What it is compared with.", _against(0)),
    Column("second_direction", "string", "The second direction of travel.", _label(1)),
    Column("second_direction_against", "string", "What that is compared with.", _against(1)),
    Column("commentary", "string", "The officer's commentary.",
           _now(lambda block: "\n".join(block.commentary))),
    Column("action", "string", "What is being done.",
           _now(lambda block: "\n".join(block.action))),
    Column("notes", "string", "Notes that travel with the figure.",
           _now(lambda block: " ".join(block.notes))),
)  # fmt: skip


def write_tidy_csv(report: Report, look: Look, name: str) -> Files:
    """Return the table and its metadata.

    Args:
        report: The report.
        look: What was chosen about it.
        name: Name of the table's file.
    """
    stream = io.BytesIO()
    rows = ([column.value(line) for column in COLUMNS] for line in _lines(report))
    write_csv_lines(stream, [column.name for column in COLUMNS], rows)
    metadata = json.dumps(_metadata(report, look, name), indent=1, ensure_ascii=False)
    return {name: stream.getvalue(), f"{name}{_END}": f"{metadata}\n".encode()}


def _lines(report: Report) -> Iterator[_Line]:
    """Yield a line for each quarter of each measure, that of the report last."""
    for group in report.groups:
        for block in group.blocks:
            for point in block.trend.points:
                if point.period != block.period:
                    quarter = Quarter.parse(point.period)
                    yield _Line(group, block, quarter, point.actual, point.target)
            yield _Line(group, block, Quarter.parse(block.period), block.actual, block.target)


def _metadata(report: Report, look: Look, name: str) -> dict[str, Any]:
    optional = {
        "dc:publisher": report.council,
        "dc:license": {"@id": look.licence.url} if look.licence else None,
    }
    sentences = (f"{report.state}.", *(sentence.text for sentence in report.summary.sentences))
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": report.language}],
        "url": quote(name),
        "dc:title": report.title,
        "dc:description": " ".join(sentences),
        "schema:creativeWorkStatus": report.state,
        "dc:language": report.language,
        **{key: value for key, value in optional.items() if value},
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [_column(column) for column in COLUMNS],
            "primaryKey": ["measure_id", "period"],
        },
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": column.datatype,
        "required": column.required,
    }
