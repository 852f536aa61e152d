"""Text as it goes into HTML and SVG."""

from __future__ import annotations

from html import escape

from kpibook.errors import whole_characters
from kpibook.on_use.regex import regex

# Most words are of these characters alone, and are written as they are. (In an attribute of HTML an
# apostrophe is escaped too, in XML it is not.)
_AS_IT_IS = regex(r"[ !#-%(-;=?-~]*")
# No character reference can replace these either.
_NOT_ALLOWED = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def text(words: str) -> str:
    """Return words as markup, fit for an element and for an attribute in quotation marks.

    >>> text('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    if _AS_IT_IS.fullmatch(words):
        return words
    return escape(_NOT_ALLOWED.sub("\ufffd", whole_characters(words)))
