"""A text as sentences: words, figures and periods, each with its part and its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.lexicon import Part, part_at, stem
from kpibook.domain.commentary.reading.number_words import (
    MULTIPLES,
    SHARES,
    begins_share,
    is_multiple,
)
from kpibook.domain.commentary.reading.numbers import in_digits, in_words, share_at
from kpibook.domain.commentary.reading.sentence import Item, Sentence
from kpibook.domain.commentary.reading.spelled import BEGINS
from kpibook.domain.commentary.reading.title import TITLE_PARTS, comparator_name
from kpibook.domain.commentary.reading.tokens import Open, Run, sentences_of
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

#: Characters of a text that are read; an officer's commentary has some hundreds.
MOST_CHARACTERS = 20_000
# Words of a sentence that are read; what has more is no sentence.
_MOST_WORDS = 400
_SMALL_LETTERS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


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
    for run in sentences_of(lowered, now, title):
        items = _items(run, title, name)
        parts = "".join([item[0]._value_ for item in items])
        numbered = tuple([(n, item[4]) for n, item in enumerate(items) if item[4] is not None])
        found.append(Sentence(tuple(items), parts, text, run.asks, numbered))
    return found


def _items(run: Run, title: frozenset[str], name: tuple[str, ...]) -> list[Item]:
    tokens, opens = run.tokens[:_MOST_WORDS], run.opens
    words = [token[1] for token in tokens]
    if name and name[0] in words:
        opens = sorted([*_names(words, name), *opens], key=lambda each: each[0])
    items: list[Item] = []
    done, size = 0, len(words)
    for each in opens:
        place, kind, _, behind = each
        if place < done:
            continue
        if behind:  # with or without "'s"
            following = words[place + 1] if place + 1 < size else ""
            if following not in behind and not following.endswith("'s"):
                continue
        elif place >= size:
            break
        items += tokens[done:place]
        done = place + 1
        if kind == "name":
            done = place + len(name)
            _, word, start, *_ = tokens[place]
            end = tokens[done - 1][3]
            items.append(Item(Part.COMPARATOR, word, start, end, phrase=" ".join(name)))
        elif kind != "mark":
            item, taken = _item(tokens, words, each, title)
            items.append(item)
            done = place + taken
    return items + tokens[done:]


def _names(words: list[str], name: tuple[str, ...]) -> Iterator[Open]:
    """Yield the places where the words are those of the comparator's name."""
    for place, word in enumerate(words):
        if word == name[0] and tuple(words[place : place + len(name)]) == name:
            yield place, "name", None, frozenset()


def _item(
    tokens: list[Item], words: list[str], each: Open, title: frozenset[str]
) -> tuple[Item, int]:
    """Return what begins at a number, a reference or a word that needs the next, and its words."""
    place, kind, match, _ = each
    _, word, start, end, *_ = tokens[place]
    if (
        (kind == "number" or word in SHARES or "-" in word)
        and begins_share(words, place)
        and (share := share_at(tokens, words, place))
    ):
        return share
    if match is not None:
        return in_digits(tokens[place], match, words, place, title), 1
    if kind != "word":
        return tokens[place], 1
    if is_multiple(words, place):
        multiple = Figure(Decimal(MULTIPLES[word]), "times", step=Decimal("0.05"))
        return Item(Part.UP if multiple.value > 1 else Part.DOWN, word, start, end, multiple), 1
    if (word in BEGINS or "-" in word) and (number := in_words(tokens, words, place, title)):
        return number
    part, size = _part_of(tokens, words, place)
    if size == 1:
        if part in TITLE_PARTS and stem(word) in title:
            part = Part.TITLE
        return Item(part or Part.OTHER, word, start, end), 1
    phrase = " ".join(words[place : place + size])
    return Item(part or Part.OTHER, word, start, tokens[place + size - 1][3], phrase=phrase), size


_LIMITS = frozenset((Part.TARGET, Part.COMPARATOR))
_COMPARES = frozenset(
    ("favourably", "unfavourably", "well", "badly", "poorly", "level", "line", "par", "compares")
)


_SPAN = regex(r"(?:\d+|[a-z]+) (?:months|weeks|days|quarters)\b")


def _part_of(tokens: list[Item], words: list[str], place: int) -> tuple[Part | None, int]:
    """Return the part of a phrase and its words.

    "Over the 75%" and "over the limit" are more, "over the year" is not; "with the" begins a
    clause but in "compares well with the average".
    """
    part, size = part_at(words, place)
    if words[place] == "since":
        return _since(tokens, words, place), size
    if size == 2 and words[place] == "over":
        return (Part.MORE, 1) if _is_a_limit(tokens, words, place + 2) else (part, size)
    if words[place] == "after" and _SPAN.match(" ".join(words[place + 1 : place + 3])):
        return Part.IN, 1  # "after nine months" begins no clause
    if size == 2 and words[place] == "with" and words[place - 1] in _COMPARES:
        return Part.AGAINST, 1
    return part, size


def _is_a_limit(tokens: list[Item], words: list[str], place: int) -> bool:
    """Return True for a number, a target or a comparator: "the limit", "the quarterly target"."""
    if place >= len(tokens):
        return False
    if tokens[place][0] is Part.FIGURE:
        return True
    part, size = part_at(words, place)
    if part is Part.SMALL and place + size < len(words):
        part, _ = part_at(words, place + size)
    return part in _LIMITS


def _since(tokens: list[Item], words: list[str], place: int) -> Part:
    """Return the part of "since": "since the team moved" begins a clause."""
    if words[place + 1 : place + 2] != ["the"]:
        return Part.SINCE
    names = any(token[0] is Part.WHEN for token in tokens[place + 2 : place + 4])
    return Part.SINCE if names else Part.BUT
