"""Recognition of figures in a text that are not dates, years, quarters or references."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NOT_FIGURES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:\s+\d{{4}})?"  # 17th January 2022
    rf"|\b{_MONTH}\s+\d{{4}}\b"  # January 2022
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b"  # 17/01/2022
    r"|\b(?:19|20)\d\d\s*[/\u2010-\u2015-]\s*(?:19|20)?\d\d\b"  # 2021/22
    r"|\b(?<=\bin )(?:19|20)\d\d\b|\b(?<=\bsince )(?:19|20)\d\d\b"  # in 2021
    r"|\b(?:q|qtr|quarter)\s*\.?\s*[1-4]\b"  # Q3
    r"|\b(?:pi|kpi|ref)\s*\.?\s*\d+\b",  # PI. 2250
    re.IGNORECASE,
)
_FIGURE = re.compile(
    # Fractions, superscripts and circled digits are figures too, and \d does not match them.
    r"\d|[\u00bc-\u00be\u2150-\u215e\u00b2\u00b3\u00b9\u2460-\u2473]"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|"
    r"single|pair|couple|both|half|halved|third|quarter of|quarters|"
    r"twice|doubled?|treble[d]?|tripled?|none)\b",
    re.IGNORECASE,
)


def states_figures(text: str) -> bool:
    """Return True if a text states a figure, in digits or in words; dates and periods do not count.

    It errs on the side of True ("one of the reasons"): it decides which texts may be published
    with a number that is withheld.

    >>> states_figures("Three of them left in May"), states_figures("Since 17th January 2022")
    (True, False)
    """
    return _FIGURE.search(_NOT_FIGURES.sub(" ", text)) is not None
