"""Place of the report in a template, as the number of paragraphs in front of it."""

from __future__ import annotations

from kpibook.docx.body import Frame
from kpibook.docx.controls import layout_of
from kpibook.docx.record import binding
from kpibook.docx.word_file import WordFile

_HERE = "here"


def paragraphs_before(word: WordFile, frame: Frame) -> int:
    """Return the number of paragraphs that a template has in front of the report.

    The document is left with the template's own text alone.
    """
    properties, inside = f"<w:sdtPr>{binding(_HERE)}</w:sdtPr>", "<w:sdtContent/>"
    place = f"<w:p><w:sdt>{properties}{inside}</w:sdt></w:p>"
    word.package.write(word.main, frame.before + place.encode() + frame.after)
    controls = layout_of(word).controls
    return next(control.paragraph for control in controls if control.name == _HERE)
