"""A text as sentences: words, figures and periods, each with its part and its place."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.lexicon import Part, alone, part_at, stem
from kpibook.domain.commentary.reading.number_words import (
    BEHIND_FIRST,
    MULTIPLES,
    SHARES,
    is_multiple,
)
from kpibook.domain.commentary.reading.numbers import in_digits, in_words, share_at
from kpibook.domain.commentary.reading.sentence import Item, Sentence
from kpibook.domain.commentary.reading.spelled import BEGINS, BIG
from kpibook.domain.commentary.reading.title import TITLE_PARTS, comparator_name
from kpibook.domain.commentary.reading.tokens import Token, sentences_of
from kpibook.domain.commentary.reading.when import when_of
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

#: Characters of a text that are read; an officer's commentary has some hundreds.
MOST_CHARACTERS = 20_000
# Words of a sentence that are read; what has more is no sentence.
_MOST_WORDS = 400
_SMALL_LETTERS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_MARKS = {
    ",": Part.COMMA,
    ";": Part.STOP,
    ":": Part.STOP,
    "(": Part.OPEN,
    ")": Part.CLOSE,
    "\u2013": Part.STOP,
    "\u2014": Part.STOP,
}


def sentences(
    text: str, now: Quarter, title: frozenset[str] = frozenset(), elsewhere: str = ""
) -> list[Sentence]:
    """Return the sentences of a text, up to `MOST_CHARACTERS`.

    Args:
        text: The text.
        now: The quarter that it is about.
        title: The stems of the words of the measure's title.
        elsewhere: The name of its comparator.

    >>> [s.parts for s in sentences("Down from 91.5% in Q2. We met it.", Quarter(2024, 3))]
    ['DrNiT', 'PMP']
    """
    text = text[:MOST_CHARACTERS]
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is longer would move every place
        lowered = text.translate(_SMALL_LETTERS)
    name = comparator_name(elsewhere)
    found = []
    for run, asks in sentences_of(lowered):
        items = _items(run[:_MOST_WORDS], lowered, now, title, name)
        parts = "".join([item[0]._value_ for item in items])
        numbered = tuple([(n, item[4]) for n, item in enumerate(items) if item[4] is not None])
        found.append(Sentence(tuple(items), parts, text, asks, numbered))
    return found


_new = tuple.__new__  # half the time of the class's own


def _items(
    run: list[Token], text: str, now: Quarter, title: frozenset[str], name: tuple[str, ...]
) -> list[Item]:
    words = [token[1] for token in run]
    items: list[Item] = []
    place = 0
    while place < len(run):
        kind, word, start, end, match = run[place]
        size = 1
        known = _known(word) if kind == "word" else None
        if name and word == name[0] and tuple(words[place : place + len(name)]) == name:
            size = len(name)
            end = run[place + size - 1][3]
            items.append(Item(Part.COMPARATOR, word, start, end, phrase=" ".join(name)))
        elif known is not None and not (known[2] and _goes_on(words, place, known[2])):
            part, root, _ = known
            part = Part.TITLE if root in title else part
            items.append(_new(Item, (part, word, start, end, None, None, "")))  # most items
        elif kind == "mark":
            mark = _mark(word, text[start - 1 : start], text[end : end + 1])
            if mark is not None:
                items.append(Item(mark, word, start, end))
        elif kind == "period":
            items.append(Item(Part.WHEN, word, start, end, None, when_of(match, now)))
        else:
            item, size = _item(run, words, place, title)
            items.append(item)
        place += size
    return items


def _goes_on(words: list[str], place: int, behind: frozenset[str]) -> bool:
    """Return True if the word behind a place is one of some, with or without "'s"."""
    following = words[place + 1] if place + 1 < len(words) else ""
    return following in behind or following.endswith("'s")


_ARTICLES = frozenset(("a", "an"))
# What makes a share or a number of an article: "a third", "a hundred".
_BEHIND_ARTICLE = BEHIND_FIRST | BIG


@lru_cache(maxsize=8192)
def _known(word: str) -> tuple[Part, str, frozenset[str]] | None:
    """Return the part of a word, the stem by which a title may claim it, and what makes it another.

    The stem is "" if no title may claim it. Behind the words of the set the part is another. None
    for a word that may be a number.
    """
    if "-" in word or word == "since":
        return None
    is_article = word in _ARTICLES
    if not is_article and (word in BEGINS or word in SHARES or word in MULTIPLES):
        return None
    part, behind = alone(word)
    if is_article:
        behind |= _BEHIND_ARTICLE
    return part, stem(word) if part in TITLE_PARTS else "", behind


def _item(
    run: list[Token], words: list[str], place: int, title: frozenset[str]
) -> tuple[Item, int]:
    """Return what begins at a number, a reference or a word that needs the next, and its words."""
    kind, word, start, end, _ = run[place]
    if (kind == "number" or word in SHARES or "-" in word) and (
        share := share_at(run, words, place)
    ):
        return share
    if kind == "number":
        return in_digits(run, words, place, title)
    if kind != "word":
        named = word.rstrip(".") in title
        return Item(Part.TITLE if named else Part.OTHER, word, start, end), 1
    if is_multiple(words, place):
        multiple = Figure(Decimal(MULTIPLES[word]), "times", step=Decimal("0.05"))
        return Item(Part.UP if multiple.value > 1 else Part.DOWN, word, start, end, multiple), 1
    if (word in BEGINS or "-" in word) and (number := in_words(run, words, place, title)):
        return number
    part, size = _part_of(run, words, place)
    if size == 1:
        if part in TITLE_PARTS and stem(word) in title:
            part = Part.TITLE
        return Item(part or Part.OTHER, word, start, end), 1
    phrase = " ".join(words[place : place + size])
    return Item(part or Part.OTHER, word, start, run[place + size - 1][3], phrase=phrase), size


_LIMITS = frozenset((Part.TARGET, Part.COMPARATOR))
_COMPARES = frozenset(
    ("favourably", "unfavourably", "well", "badly", "poorly", "level", "line", "par", "compares")
)


_SPAN = regex(r"(?:\d+|[a-z]+) (?:months|weeks|days|quarters)\b")


def _part_of(run: list[Token], words: list[str], place: int) -> tuple[Part | None, int]:
    """Return the part of a phrase and its words.

    "Over the 75%" and "over the limit" are more, "over the year" is not; "with the" begins a
    clause but in "compares well with the average".
    """
    part, size = part_at(words, place)
    if words[place] == "since":
        return _since(run, words, place), size
    if size == 2 and words[place] == "over":
        return (Part.MORE, 1) if _is_a_limit(run, words, place + 2) else (part, size)
    if words[place] == "after" and _SPAN.match(" ".join(words[place + 1 : place + 3])):
        return Part.IN, 1  # "after nine months" begins no clause
    if size == 2 and words[place] == "with" and words[place - 1] in _COMPARES:
        return Part.AGAINST, 1
    return part, size


def _is_a_limit(run: list[Token], words: list[str], place: int) -> bool:
    """Return True for a number, a target or a comparator: "the limit", "the quarterly target"."""
    if place >= len(run):
        return False
    if run[place][0] == "number":
        return True
    part, size = part_at(words, place)
    if part is Part.SMALL and place + size < len(words):
        part, _ = part_at(words, place + size)
    return part in _LIMITS


def _since(run: list[Token], words: list[str], place: int) -> Part:
    """Return the part of "since": "since the team moved" begins a clause."""
    if words[place + 1 : place + 2] != ["the"]:
        return Part.SINCE
    names = any(token[0] == "period" for token in run[place + 2 : place + 4])
    return Part.SINCE if names else Part.BUT


def _mark(mark: str, before: str, behind: str) -> Part | None:
    """Return the part of a mark: " - " is a stop, "/" between digits is "of", "79/110"."""
    if mark == "-" and before == " " == behind:
        return Part.STOP
    if mark == "/" and before.isdecimal() and behind.isdecimal():
        return Part.OF
    return _MARKS.get(mark)
