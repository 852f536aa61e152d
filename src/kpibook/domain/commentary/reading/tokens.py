"""Tokens of a text: words, numbers, references, marks and periods, a sentence at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kpibook.domain.commentary.reading.lexicon import Part, alone, stem
from kpibook.domain.commentary.reading.number_words import BEHIND_FIRST, MULTIPLES, SHARES
from kpibook.domain.commentary.reading.period_forms import FOLLOWED_BY
from kpibook.domain.commentary.reading.sentence import Item
from kpibook.domain.commentary.reading.spelled import BEGINS, BIG
from kpibook.domain.commentary.reading.title import TITLE_PARTS
from kpibook.domain.commentary.reading.when import FIRST_WORDS, PERIOD, when_of
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

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
# Each token behind one other group. Most are words: what begins like a reference ("covid-19",
# "q3") is none.
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
_MARKS = {
    ",": Part.COMMA,
    ";": Part.STOP,
    ":": Part.STOP,
    "(": Part.OPEN,
    ")": Part.CLOSE,
    "\u2013": Part.STOP,
    "\u2014": Part.STOP,
}
_new = tuple.__new__  # half the time of the class's own


#: A token that other words may change, or that is no item: its place in the run, its kind ("word",
#: "number", "code", or "mark" for one that is no item), the match of a number, and the words of
#: which one has to follow, or the part is known already (empty if all its words have to be looked
#: at). A plain tuple, because half of the tokens have one.
Open = tuple[int, str, re.Match[str] | None, frozenset[str]]


class Run(NamedTuple):
    """Tokens of a sentence.

    Attributes:
        tokens: Each as the item that it is if no other word changes that.
        opens: Those that other words may change, or that are no items, in order.
        asks: True for a question.
    """

    tokens: list[Item]
    opens: list[Open]
    asks: bool


def sentences_of(text: str, now: Quarter, title: frozenset[str] = frozenset()) -> Iterator[Run]:
    """Yield the tokens of each sentence of a text.

    Args:
        text: The text in small letters.
        now: The quarter that it is about.
        title: The stems of the words of the measure's title.

    >>> runs = sentences_of("up 2.5% in q2. it met.", Quarter(2024, 3))
    >>> [[token.word for token in run.tokens] for run in runs]
    [['up', '2.5%', 'in', 'q2'], ['it', 'met']]
    """
    text = text.replace("\u2019", "'")
    tokens: list[Item] = []
    opens: list[Open] = []
    place, last, goes_on = 0, len(text.rstrip()), True
    while goes_on:
        goes_on = False
        for match in _TOKEN.finditer(text, place):
            word, ends = match[1], False
            if word is not None:  # most tokens
                start, place = match.span(1)
                tries, clean, is_dotted, part, root, behind = _word(word)
                if tries is not None and (not tries or text[place + 1 : place + 3] in tries):
                    goes_on = _is_period(text, start, tokens, now)
                    if goes_on:
                        place = tokens[-1][3]
                        break
                part = Part.TITLE if root in title else part
                if behind is not None:
                    opens.append((len(tokens), "word", None, behind))
                tokens.append(_new(Item, (part, clean, start, place, None, None, "")))
                ends = is_dotted and (clean not in _ABBREVIATIONS or place >= last)
            elif (word := match[2]) in _ENDS:
                ends = bool(tokens)
            elif word is not None:
                _read_mark(text, match, tokens, opens)
            elif goes_on := _is_period_or_number(text, match, tokens, opens, now, title):
                place = tokens[-1][3]
                break
            if ends:
                yield Run(tokens, opens, word == "?")
                tokens, opens = [], []
    if tokens:
        yield Run(tokens, opens, False)


def _is_period(text: str, start: int, tokens: list[Item], now: Quarter) -> bool:
    """Return True if a period begins at a place, and add it to the tokens."""
    period = _PERIOD.match(text, start)
    if period is None:
        return False
    word, end = period[0], period.end()
    tokens.append(_new(Item, (Part.WHEN, word, start, end, None, when_of(period, now), "")))
    return True


def _read_mark(text: str, match: re.Match[str], tokens: list[Item], opens: list[Open]) -> None:
    """Add a mark to the tokens: " - " is a stop, "/" between digits is "of", "79/110"."""
    (start, end), mark = match.span(2), match[2]
    before, behind = text[start - 1 : start], text[end : end + 1]
    part = _MARKS.get(mark)
    if mark == "-" and before == " " == behind:
        part = Part.STOP
    elif mark == "/" and before.isdecimal() and behind.isdecimal():
        part = Part.OF
    if part is None:
        opens.append((len(tokens), "mark", None, _ANYTHING))
    tokens.append(Item(part or Part.OTHER, mark, start, end))


def _is_period_or_number(
    text: str,
    match: re.Match[str],
    tokens: list[Item],
    opens: list[Open],
    now: Quarter,
    title: frozenset[str],
) -> bool:
    """Add a number, a reference or the period that begins at it; return True for a period."""
    kind = match.lastgroup or ""
    start, end = match.span(kind)
    word = text[start:end]
    if _may_begin_a_period(word) and _is_period(text, start, tokens, now):
        return True
    word = word.rstrip(".")
    if kind == "number":
        opens.append((len(tokens), kind, match, _ANYTHING))
        tokens.append(Item(Part.FIGURE, word, start, end))
        return False
    if "-" in word:
        opens.append((len(tokens), kind, None, _ANYTHING))
    tokens.append(Item(Part.TITLE if word in title else Part.OTHER, word, start, end))
    return False


_NO_PERIOD = regex(r"[£%,]")  # a number with such a mark


def _may_begin_a_period(word: str) -> bool:
    """Return False if the letters of a number or a reference begin no period."""
    first = _LETTERS.match(word)
    return not _NO_PERIOD.search(word) if first is None else first[0] in FIRST_WORDS


_ARTICLES = frozenset(("a", "an"))
# What makes a share or a number of an article: "a third", "a hundred".
_BEHIND_ARTICLE = BEHIND_FIRST | BIG
_ANYTHING: frozenset[str] = frozenset()
_Word = tuple[frozenset[str] | None, str, bool, Part, str, frozenset[str] | None]


@lru_cache(maxsize=8192)  # a few hundred words make most commentaries
def _word(word: str) -> _Word:
    """Return what is to know of a word.

    First what can follow if it begins a period, see `FOLLOWED_BY`: empty for anything, None if it
    begins none. Then the word without full stops, and True if it had one; its part; the stem by
    which a title may claim it, "" if none may; and the words behind it with which its part is
    another: empty for a part that only a look at all its words can tell, None for no such words.
    """
    clean = word.rstrip(".")
    return _begins(word), clean, clean != word, *_known(clean)


def _begins(word: str) -> frozenset[str] | None:
    if word in FIRST_WORDS:
        return FOLLOWED_BY.get(word, _ANYTHING)
    first = _LETTERS.match(word)
    is_one = first is not None and first[0] != word and first[0] in FIRST_WORDS
    return _ANYTHING if is_one else None


def _known(word: str) -> tuple[Part, str, frozenset[str] | None]:
    is_article = word in _ARTICLES
    is_number = word in BEGINS or word in SHARES or word in MULTIPLES
    if "-" in word or word == "since" or (is_number and not is_article):
        return Part.OTHER, "\n", _ANYTHING
    part, behind = alone(word)
    if is_article:
        behind |= _BEHIND_ARTICLE
    return part, stem(word) if part in TITLE_PARTS else "", behind or None
