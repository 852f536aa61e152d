"""Tokens of a text: words, numbers, references, marks and periods, a sentence at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.reading.when import FIRST_WORDS, PERIOD
from kpibook.on_use.regex import regex

#: Kind, word in small letters, first character, the character behind the last, and the match.
Token = tuple[str, str, int, int, re.Match[str]]

_NUMBER = (
    r"(?P<pound>£)?(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<ordinal>st|nd|rd|th)?(?P<scale> ?(?:million|m|billion|bn|k|thousand)\b)?"
    r"(?P<percent> ?%| ?per ?cent\b)?"
    r"(?P<points>[ -]?(?:percentage )?points?\b|[ -]?ppts?\b|[ -]?pps?\b|[ -]?p\.p\.)?"
    r"(?P<unit>[ -]?(?:working )?days?\b|[ -]?kg\b|[ -]?weeks?\b|[ -]?hours?\b|"
    r"[ -]?min(?:ute)?s?\b|[ -]?sec(?:ond)?s?\b|[ -]?months?\b|[ -]?years?\b)?"
    r"(?P<per> ?(?:in every|per|in|for every) (?:every )?(?P<base>100,?000|10,?000|1,?000|"
    r"hundred thousand|ten thousand|thousand)\b)?"
)
# Each token behind one other group, which is then the last that matched. Most are words: what
# begins like a reference ("covid-19", "q3") is none.
_TOKEN = regex(
    r" ?(?:(?P<word>(?![a-z]++[./-]?\d)[a-z][a-z'.]*(?:-[a-z][a-z']*)*)"
    r"|(?P<mark>[,;:()\u2013\u2014.!?/+%-]|\n)"
    rf"|(?P<number>(?=[£0-9]){_NUMBER})"
    r"|(?P<code>[a-z]++[./-]?\d[\w./-]*|\d+[a-z][\w]*|\d+[/:-]\d[\d/:-]*))"
)
_PERIOD = regex(PERIOD)
_LETTERS = regex(r"[a-z]+")
_ENDS = frozenset(".!?\n")
_ABBREVIATIONS = frozenset(
    (
        *("i.e", "e.g", "approx", "no", "vs", "v", "avg", "yr", "max", "min", "inc", "est", "etc"),
        *("dept", "ext", "tel", "st", "mr", "mrs", "dr", "c", "ca", "incl", "excl"),
    )
)


def sentences_of(text: str) -> Iterator[tuple[list[Token], bool]]:
    """Yield the tokens of each sentence of a text, and True for a question.

    Args:
        text: The text in small letters.

    >>> [[word for _, word, *_ in tokens] for tokens, _ in sentences_of("up 2.5% in q2. it met.")]
    [['up', '2.5%', 'in', 'q2'], ['it', 'met']]
    """
    text = text.replace("\u2019", "'")
    run: list[Token] = []
    place, search, last = 0, _TOKEN.search, len(text.rstrip())
    while match := search(text, place):
        kind = match.lastgroup or ""
        start, place = match.span(kind)
        word, ends = text[start:place], False
        if kind == "mark":
            if word in _ENDS:
                if run:
                    yield run, word == "?"
                    run = []
                continue
        elif (word in FIRST_WORDS or not word.isalpha()) and (
            period := _period(text, start, place, word)
        ):
            kind, match, place, word = "period", period, period.end(), period.group()
        elif word[-1] == ".":
            word = word.rstrip(".")
            ends = kind == "word" and (word not in _ABBREVIATIONS or place >= last)
        run.append((kind, word, start, place, match))
        if ends:
            yield run, False
            run = []
    if run:
        yield run, False


# Words that seldom begin a period, with the first characters of what follows if they do.
_FOLLOWED_BY = {
    "a": "y",  # a year ago
    "by": "12",
    "in": "123acelmpst",
    "of": "123lt",
    "since": "12",
    "to": "12",
}


def _period(text: str, start: int, end: int, word: str) -> re.Match[str] | None:
    """Return the period at a word; None if its letters up to a mark or digit begin none."""
    if word in _FOLLOWED_BY:
        if text[end + 1 : end + 2] not in _FOLLOWED_BY[word]:
            return None
    elif word not in FIRST_WORDS:
        first = _LETTERS.match(word)
        if first is not None and first.group() not in FIRST_WORDS:
            return None
    return _PERIOD.match(text, start)
