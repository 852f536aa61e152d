"""WordprocessingML of runs and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kpibook.errors import whole_characters
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.xml.text import escape, quoted, unescape

# XML cannot hold these, not even as character references.
_NOT_ALLOWED = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Most words are of these characters alone, and are written as they are, on one line.
_AS_IT_IS = regex(r"[ !#-%'-;=?-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd]*")
#: Beginning of the words of a run.
TEXT = '<w:t xml:space="preserve">'
_TEXT = regex(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_WHITE = "FFFFFF"


@dataclass(frozen=True, slots=True)
class Letters:
    """Look of a run, on top of its paragraph's style.

    Attributes:
        bold: True for bold.
        colour: Colour as "1D2429"; "" for the style's.
        points: Size; 0 for the style's.
        language: Language of the text; "" for the document's.
    """

    bold: bool = False
    colour: str = ""
    points: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Look of a paragraph.

    Attributes:
        style: Id of its style; "" for the document's default.
        keep_next: Keep it on one page with the next paragraph.
        level: Its level in the outline, counted from 0; None for that of its style.
        before: Space above it in points; None for that of its style.
        indent: Indentation in twentieths of a point, with a hanging first line; 0 for none.
    """

    style: str = ""
    keep_next: bool = False
    level: int | None = None
    before: int | None = None
    indent: int = 0


PLAIN = Letters()
BODY = Shape()


def content(words: str) -> str:
    r"""Return words as content of an element, without what XML cannot hold.

    >>> content("a & b\x07")
    'a &amp; b\ufffd'
    """
    if _AS_IT_IS.fullmatch(words):
        return words
    return escape(_allowed(words)).decode()


def line(words: str) -> str:
    """Return words as the content of a run. Line ends are spaces."""
    if _AS_IT_IS.fullmatch(words):
        return words
    return content(_one_line(words))


def is_as_it_is(words: str) -> bool:
    """Return True if words are written as they are, as content and as a value."""
    return _AS_IT_IS.fullmatch(words) is not None


def value(words: str) -> str:
    """Return words as a value of an attribute, in quotation marks."""
    if _AS_IT_IS.fullmatch(words):
        return f'"{words}"'
    return quoted(_allowed(words)).decode()


def _allowed(words: str) -> str:
    return _NOT_ALLOWED.sub("\ufffd", whole_characters(words))


def run(words: str, letters: Letters = PLAIN) -> str:
    """Return a run of text; "" without words. Line ends are spaces."""
    if not words:
        return ""
    return f"<w:r>{run_properties(letters)}{TEXT}{line(words)}</w:t></w:r>"


def loose_words(runs: str) -> str:
    """Return the words of runs as reading a document gives them, without spaces at the ends."""
    return unescape("".join(_TEXT.findall(runs))).strip()


def run_properties(letters: Letters) -> str:
    """Return the look of a run as markup; "" for that of its paragraph's style."""
    inside = "".join(_letters(letters))
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _one_line(words: str) -> str:
    return re.sub(r"[\t\r\n\u2028\u2029]+", " ", words)


def _letters(letters: Letters) -> Iterable[str]:
    # The order of the schema: Word calls a file damaged that has another.
    if letters.bold:
        yield "<w:b/>"
    if letters.colour:
        yield f'<w:color w:val="{letters.colour}"/>'
    if letters.points:
        yield f'<w:sz w:val="{letters.points * 2}"/>'
    if letters.language:
        yield f"<w:lang w:val={value(letters.language)}/>"


def paragraph(inside: str, shape: Shape = BODY) -> str:
    """Return a paragraph around runs and controls."""
    properties = "".join(_shape(shape))
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def _shape(shape: Shape) -> Iterable[str]:
    if shape.style:
        yield f"<w:pStyle w:val={value(shape.style)}/>"
    if shape.keep_next:
        yield "<w:keepNext/>"
    if shape.before is not None:
        yield f'<w:spacing w:before="{shape.before * 20}"/>'
    if shape.indent:
        yield f'<w:ind w:left="{shape.indent}" w:hanging="{shape.indent}"/>'
    if shape.level is not None:
        yield f'<w:outlineLvl w:val="{shape.level}"/>'


def shading(colour: str) -> str:
    """Return the background of a cell; "" for white."""
    if colour in ("", _WHITE):
        return ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
