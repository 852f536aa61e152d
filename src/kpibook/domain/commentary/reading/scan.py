"""A text as sentences: words, figures and periods, each with its part and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from decimal import Decimal
from functools import lru_cache

from kpibook.domain.commentary.reading.figure import Figure, Span
from kpibook.domain.commentary.reading.lexicon import Part, begins_a_phrase, part_at, stem
from kpibook.domain.commentary.reading.number_words import (
    CARDINALS,
    MULTIPLES,
    SHARES,
    fraction_of,
    is_multiple,
)
from kpibook.domain.commentary.reading.spelled import BEGINS, base_at, spelled_at, unit_at
from kpibook.domain.commentary.reading.when import PERIOD, When, when_of
from kpibook.domain.measures.number import plain
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

#: Characters of a text that are read; an officer's commentary has some hundreds.
MOST_CHARACTERS = 20_000
# Words of a sentence that are read; what has more is no sentence.
_MOST_WORDS = 400

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
# What has more digits is a card or a telephone number, or worse.
_MOST_DIGITS = 18
_TOKEN = regex(
    rf"(?P<period>{PERIOD})|(?P<number>(?=[£0-9]){_NUMBER})"
    r"|(?P<code>[a-z]++[./-]?\d[\w./-]*|\d+[a-z][\w]*|\d+[/:-]\d[\d/:-]*)"
    r"|(?P<word>[a-z][a-z'\u2019.]*(?:-[a-z][a-z'\u2019]*)*)"
    r"|(?P<mark>[,;:()\u2013\u2014.!?/+%-]|\n)"
)
_SCALES = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "k": 1000, "thousand": 1000}
_BASES = {"hundredthousand": 100_000, "tenthousand": 10_000, "thousand": 1_000}
_UNIT_WORDS = {"day": "days", "min": "minute", "sec": "second"}
_ABOUT = frozenset(
    [
        "about",
        "around",
        "nearly",
        "almost",
        "approximately",
        "roughly",
        "circa",
        "c",
        "c.",
        "ca",
        "some",
        "over",
        "under",
        "approx",
        "just",
        "more",
        "less",
        "close",
        "well",
    ]
)
_ABBREVIATIONS = frozenset(
    [
        "i.e",
        "e.g",
        "approx",
        "no",
        "vs",
        "v",
        "avg",
        "yr",
        "max",
        "min",
        "inc",
        "est",
        "etc",
        "dept",
        "ext",
        "tel",
        "st",
        "mr",
        "mrs",
        "dr",
        "c",
        "ca",
        "incl",
        "excl",
    ]
)


@dataclass(frozen=True, slots=True)
class Item:
    """Word, figure or period in a sentence.

    Attributes:
        part: Its part.
        word: Its text in small letters.
        start: Its first character in the whole text.
        end: The character behind its last.
        figure: The number; None for other items.
        when: The period; None for other items.
        phrase: All its words, where a phrase of several is one item; else "".
    """

    part: Part
    word: str
    start: int
    end: int
    figure: Figure | None = None
    when: When | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Sentence of a text.

    Attributes:
        items: Its words, figures and periods in order.
        parts: A letter for each, see `Part`; a pattern over them is a rule of grammar.
        text: The whole text that it is of.
        asks: True for a question.
        numbered: Its figures with their places in `parts`.
    """

    items: tuple[Item, ...]
    parts: str
    text: str = field(repr=False)
    asks: bool = False
    numbered: tuple[tuple[int, Figure], ...] = ()

    def span(self, first: int, last: int) -> Span:
        """Return the place of the items from `first` to `last`, both included."""
        return Span(self.items[first].start, self.items[last].end)

    def figure(self, place: int) -> Figure:
        """Return the number at a place of `parts` that is a figure."""
        figure = self.items[place].figure
        if figure is None:
            raise LookupError(place)
        return figure

    def figures(self) -> Iterator[tuple[int, Figure]]:
        """Yield the figures with their places in `parts`."""
        return iter(self.numbered)


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
    found: list[Sentence] = []
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(lowered):
        mark = match["mark"]
        if mark in (".", "!", "?", "\n"):
            if run:
                found.append(_sentence(run, text, now, title, name, asks=mark == "?"))
            run = []
        elif (
            match["word"]
            and match["word"].endswith(".")
            and _ends(match["word"], lowered, match.end())
        ):
            run.append(match)
            found.append(_sentence(run, text, now, title, name))
            run = []
        else:
            run.append(match)
    if run:
        found.append(_sentence(run, text, now, title, name))
    return found


_SMALL_LETTERS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def _ends(word: str, text: str, end: int) -> bool:
    return word.rstrip(".") not in _ABBREVIATIONS or end >= len(text.rstrip())


@lru_cache(maxsize=1024)
def title_stems(title: str, synonyms: bool = True) -> frozenset[str]:
    """Return the stems of the words of a title that tell it from other measures.

    >>> sorted(title_stems("Calls to the contact centre answered", synonyms=False))
    ['answer', 'call', 'centr', 'contact']
    """
    words = re.findall(r"[a-z][a-z'-]+|\d[\d,]*", title.lower())
    numbers = (word.replace(",", "") for word in words if word[0].isdecimal())
    stems = {stem(part) for word in words for part in (word, *word.split("-")) if _tells(part)}
    others = (group for group in _synonyms() if synonyms and not stems.isdisjoint(group))
    return frozenset(stems.union(numbers, *others))


# Words for the same: a text on a waiting list says "the queue".
_SAME = (
    "waiting wait waits awaiting awaited await queue list backlog",
    "spend spending spent cost costs expenditure",
    "debt arrears owed owing outstanding balance",
    "decided determined",
    "answered responded replied",
    "sickness absence absent",
    "recycled recycling composted composting reused reuse",
    "collected collection",
    "completed completions completion",
    "satisfaction satisfied happy",
    "turnover leavers",
    "casualties casualty injured",
    "households household families",
    "timeliness time",
)


@lru_cache(maxsize=1)
def _synonyms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(word) for word in group.split()) for group in _SAME)


_NO_NAMES = frozenset(("average", "mean", "median", "all", "the", "figure", "of"))


@lru_cache(maxsize=256)
def comparator_name(elsewhere: str) -> tuple[str, ...]:
    """Return the words of a comparator's name by which a text may call it; none for "All average".

    >>> comparator_name("South West average"), comparator_name("All")
    (('south', 'west'), ())
    """
    words = re.findall(r"[a-z][a-z'&-]*", elsewhere.lower())
    while words and words[-1] in _NO_NAMES:
        words.pop()
    return () if not words or words[0] in _NO_NAMES else tuple(words)


_SMALL_PARTS = frozenset(
    (Part.SMALL, Part.OF, Part.IN, Part.TO, Part.BY, Part.AND, Part.BE, Part.THAN, Part.FROM)
)
# A word of grammar stays what it is where a title has it too.
_TITLE_PARTS = frozenset((None, *Part)) - _SMALL_PARTS - {Part.BUT, Part.NOT, Part.SINCE}


def _tells(word: str) -> bool:
    return len(word) > 2 and part_at([word], 0)[0] not in _SMALL_PARTS


def _sentence(
    run: list[re.Match[str]],
    text: str,
    now: Quarter,
    title: frozenset[str],
    name: tuple[str, ...] = (),
    asks: bool = False,
) -> Sentence:
    run = run[:_MOST_WORDS]
    words = [(m["word"] or m[0]).rstrip(".").replace("\u2019", "'") for m in run]
    items: list[Item] = []
    place = 0
    while place < len(run):
        word = words[place]
        if name and word == name[0] and tuple(words[place : place + len(name)]) == name:
            span = run[place].start(), run[place + len(name) - 1].end()
            items.append(Item(Part.COMPARATOR, word, *span, phrase=" ".join(name)))
            place += len(name)
            continue
        if run[place]["word"] and _is_plain(word):
            part = Part.TITLE if stem(word) in title else Part.OTHER
            items.append(Item(part, word, run[place].start(), run[place].end()))
            place += 1
            continue
        item, size = _item(run, words, place, now, title)
        if item is not None:
            items.append(item)
        place += size
    parts = "".join([item.part._value_ for item in items])
    numbered = tuple((n, item.figure) for n, item in enumerate(items) if item.figure is not None)
    return Sentence(tuple(items), parts, text, asks, numbered)


_MARKS = {
    ",": Part.COMMA,
    ";": Part.STOP,
    ":": Part.STOP,
    "(": Part.OPEN,
    ")": Part.CLOSE,
    "\u2013": Part.STOP,
    "\u2014": Part.STOP,
}


def _item(
    run: list[re.Match[str]], words: list[str], place: int, now: Quarter, title: frozenset[str]
) -> tuple[Item | None, int]:
    match, word = run[place], words[place]
    start, end = match.span()
    if match["period"]:
        return Item(Part.WHEN, word, start, end, when=when_of(match, now)), 1
    if match["mark"]:
        part = _mark(word, match.string[start - 1 : start], match.string[end : end + 1])
        return (None if part is None else Item(part, word, start, end)), 1
    begins = match["number"] or word in SHARES or "-" in word
    if begins and (share := fraction_of(words, place)):
        value, size = share
        figure = Figure(value, "share", step=Decimal("0.005"), about=_about(words, place))
        return Item(Part.FIGURE, word, start, run[place + size - 1].end(), figure), size
    if match["number"]:
        if match["digits"].replace(",", "") in title and not (match["percent"] or match["pound"]):
            return Item(Part.TITLE, word, start, end), 1
        return _number(match, words, place)
    if match["word"]:
        if is_multiple(words, place):
            multiple = Figure(Decimal(MULTIPLES[word]), "times", step=Decimal("0.05"))
            return Item(Part.UP if multiple.value > 1 else Part.DOWN, word, start, end, multiple), 1
        if (word in BEGINS or "-" in word) and (found := _spelled(run, words, place, title)):
            return found
        part, size = _part_of(run, words, place)
        if size == 1 and part in _TITLE_PARTS and stem(word) in title:
            return Item(Part.TITLE, word, start, end), 1
        phrase = " ".join(words[place : place + size]) if size > 1 else ""
        last = run[place + size - 1].end()
        return Item(part or Part.OTHER, word, start, last, phrase=phrase), size
    return Item(Part.OTHER, word, start, end), 1


@lru_cache(maxsize=8192)
def _is_plain(word: str) -> bool:
    """Return True for a word that is no number and begins no phrase: most words."""
    if "-" in word or word in BEGINS or word in SHARES or word in MULTIPLES:
        return False
    return not begins_a_phrase(word)


def _part_of(run: list[re.Match[str]], words: list[str], place: int) -> tuple[Part | None, int]:
    """Return the part of a phrase and its words; "over the 75%" is more, "over the year" not."""
    part, size = part_at(words, place)
    if words[place] == "since":
        return _since(run, words, place), size
    behind = run[place + 2 : place + 3]
    if size == 2 and words[place] == "over" and behind and behind[0]["number"]:
        return Part.MORE, 1
    return part, size


def _since(run: list[re.Match[str]], words: list[str], place: int) -> Part:
    """Return the part of "since": "since the team moved" begins a clause."""
    if words[place + 1 : place + 2] != ["the"]:
        return Part.SINCE
    names = any(match["period"] for match in run[place + 2 : place + 4])
    return Part.SINCE if names else Part.BUT


def _spelled(
    run: list[re.Match[str]], words: list[str], place: int, title: frozenset[str]
) -> tuple[Item, int] | None:
    """Return a number in words with its unit, "two percentage points"; None if it is no number."""
    number = spelled_at(words, place)
    if number is None or (number.size == 1 and words[place] not in CARDINALS):
        base, size = base_at(words, place) if words[place - 1 : place] in _PER else (0, 0)
        if not base:
            return None
        figure = Figure(Decimal(base), digits=1)
        item = Item(Part.FIGURE, words[place], run[place].start(), run[place + size - 1].end())
        return replace(item, figure=figure), size
    if number.size == 1 and words[place + 1 : place + 2] in (["of", "us"], ["or"]):
        return None
    start = run[place].start()
    if plain(number.value).replace(",", "") in title or words[place] in title:
        return Item(
            Part.TITLE, words[place], start, run[place + number.size - 1].end()
        ), number.size
    unit, per, more = unit_at(words, place + number.size)
    size = number.size + more
    vague = number.size == 1 and not (unit or per) and words[place] in ("one", "none")
    about = _about(words, place)
    figure = Figure(number.value, unit, per, number.step, about, number.digits)
    part = Part.OTHER if vague else Part.FIGURE
    return Item(part, words[place], start, run[place + size - 1].end(), figure), size


def _mark(mark: str, before: str, behind: str) -> Part | None:
    """Return the part of a mark: " - " is a stop, "/" between digits is "of", "79/110"."""
    if mark == "-" and before == " " == behind:
        return Part.STOP
    if mark == "/" and before.isdecimal() and behind.isdecimal():
        return Part.OF
    return _MARKS.get(mark)


# "17,860 times" is how often
_MOST_TIMES = 100
_PER = (["per"], ["every"], ["each"])


def _about(words: list[str], place: int) -> str:
    before = words[place - 1] if place else ""
    if before in ("than", "of", "a", "to") and place > 1 and words[place - 2] in _ABOUT:
        before = words[place - 2]
    return before if before in _ABOUT else ""


def _number(match: re.Match[str], words: list[str], place: int) -> tuple[Item, int]:
    start, end = match.span()
    digits = match["digits"]
    if match["ordinal"] or len(digits) > _MOST_DIGITS:
        return Item(Part.OTHER, words[place], start, end), 1
    value = Decimal(digits.replace(",", ""))
    places = len(digits.partition(".")[2])
    scale = Decimal(_SCALES[match["scale"].strip()]) if match["scale"] else Decimal(1)
    unit = (match["unit"] or "").strip(" -").removeprefix("working ").rstrip("s")
    if match["points"]:
        unit = "points"
    elif match["percent"]:
        unit = "%"
    elif match["pound"]:
        unit = "£"
    else:
        unit = _UNIT_WORDS.get(unit, unit)
    base = (match["base"] or "").replace(",", "").replace(" ", "")
    per = _BASES.get(base) or int(base or 0)
    following = words[place + 1 : place + 2]
    if not unit and following == ["times"] and value < _MOST_TIMES:
        unit = "times"
    figure = Figure(
        value * scale,
        unit,
        per,
        step=Decimal(5).scaleb(-places - 1) * scale,
        about=_about(words, place),
        digits=len(digits.replace(",", "").replace(".", "").strip("0")) or 1,
    )
    return Item(Part.FIGURE, words[place], start, end, figure), 1
