"""Keys of a layout file, and the words that its values may be."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.domain.measures.vocabulary.reading import BASIS, FREQUENCY, MARKER, POLARITY, UNIT
from kpibook.workbook.mapped.council_layout import ROLES

#: Keys of the file that hold one text, outside its tables: what the workbook does not say.
TOP_TEXTS = ("scheme", "period", "council", "directorate", "committee")
#: Keys of the file, outside its tables.
TOP = ("table", "words", "measure", "settled", *TOP_TEXTS)
#: Keys of a ``[[settled]]``, all but the day needed.
SETTLED_TEXTS = ("ref", "code", "figure", "by", "period")
SETTLED = (*SETTLED_TEXTS, "on")
#: Keys of a ``[[table]]`` that hold one text.
TABLE_TEXTS = ("sheet", "file", "sections", "section_role", "stops_at", "periods", "title", "join")
#: Keys of a ``[[table]]`` that are no role of a column.
TABLE_OTHERS = ("orientation", "heading_rows", "status", "direction", "where", "passes_over")
TABLE = (*TABLE_TEXTS, *TABLE_OTHERS, *ROLES)
#: What a section row may name.
SECTION_ROLES = ("priority", "directorate", "service")
#: Roles by which tables may be joined.
JOINS = ("ref", "measure")
#: Keys of ``[words]`` that hold a word and its meaning, with the role of the word.
WORD_TABLES: Mapping[str, str] = {
    "unit": UNIT,
    "polarity": POLARITY,
    "basis": BASIS,
    "frequency": FREQUENCY,
    "marker": MARKER,
}
#: Keys of ``[words]`` for statuses, directions and the absence of a target.
STATUS, DIRECTION, NO_TARGET = "status", "direction", "no_target"
WORDS = (*WORD_TABLES, STATUS, DIRECTION, NO_TARGET)
#: How a running total's target of the year may be spread over its quarters.
PROFILES = ("straight line",)
#: What may be said of a measure under ``[measure.REF]``.
ANSWERS = (
    *("measure", "unit", "polarity", "basis", "tolerance", "frequency", "quarter_from"),
    *("decimals", "priority", "directorate", "service", "owner", "target", "year_target"),
    *("target_q1", "target_q2", "target_q3", "target_q4", "profile"),
)
