"""Places of what is checked in a report: the number of its paragraph, and the words around it.

They are those that `kpibook.docx.controls.layout_of` reads from the document. The report's own
markup has a single form, so it is cut into paragraphs, which takes a tenth of parsing it.
"""

from __future__ import annotations

from kpibook.docx.body import Frame
from kpibook.docx.controls import layout_of
from kpibook.docx.record import binding
from kpibook.docx.word_file import WordFile
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.xml.text import unescape

_CONTROL = regex(r'<w:sdt>.*?<w:tag w:val="(\w+)"/>.*?</w:sdt>')
_TEXT = regex(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_HERE = "here"


@dataclass(frozen=True, slots=True)
class ControlPlace:
    """Place of a content control.

    Attributes:
        paragraph: Number of its paragraph in the document, counted from 0.
        around: The words of that paragraph that are in no control.
    """

    paragraph: int
    around: str


def paragraphs_before(word: WordFile, frame: Frame) -> int:
    """Return the number of paragraphs that a template has in front of the report.

    The document is left with the template's own text alone.
    """
    properties, inside = f"<w:sdtPr>{binding(_HERE)}</w:sdtPr>", "<w:sdtContent/>"
    place = f"<w:p><w:sdt>{properties}{inside}</w:sdt></w:p>"
    word.package.write(word.main, frame.before + place.encode() + frame.after)
    controls = layout_of(word).controls
    return next(control.paragraph for control in controls if control.name == _HERE)


def places_in(body: str, before: int) -> dict[str, ControlPlace]:
    """Return the place of each content control of a report, by its name.

    Args:
        body: The report as markup, of paragraphs that are not within one another.
        before: The number of paragraphs in front of it.
    """
    places: dict[str, ControlPlace] = {}
    for number, paragraph in enumerate(body.split("<w:p>")[1:], start=before):
        names = _CONTROL.findall(paragraph)
        if names:
            loose = "".join(_TEXT.findall(_CONTROL.sub("", paragraph)))
            place = ControlPlace(number, unescape(loose).strip())
            places.update(dict.fromkeys(names, place))
    return places
