"""A sentence with the facts of its measure, clause by clause: which words are about the measure."""

from __future__ import annotations

from functools import lru_cache

from kpibook.domain.commentary.claims.sentence_facts import SentenceFacts
from kpibook.domain.commentary.reading.lexicon import Part, stem
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

# Words of the title that outweigh a word that is not in it.
_MANY = 3
_BEHIND = regex(
    r"(?P<figure>N)(?:(?:[og]e?)?[okzveiYZtbITPaM]{0,12})(?:\([^()]{0,12}\))?(?:,[Pveahi]{0,5}|,Pz[Pve]{1,3})?$"
)
# Words before a period with which something is compared.
# Or a figure of that period: "from 52.9% in the previous quarter".
_BASE = regex(r"(?:[hsrwo][ei]{0,2}|N[ieo(]{0,2})$")
_ASIDE = regex(r"x[^,;N]{1,9},v")
_ASIDES = regex(r"\([^()]*\)|,x[^,;N]{1,9},(?=v)")
# "The miss rate", "the failure rate": what is not in the figure.
_OF_MISSES = regex(r"X[ke]{0,2}P")
# narrowly failed to · we have not
_DENIAL = regex(r"e{0,2}n[evti]{0,3}$")
_GOES_ON = regex(r"a(?=e{0,2}v)(?![^a]*n)")
# "28 days" next to a percentage; of a measure in days they can be its figure.
_SPANS_OF_TIME = frozenset(("times", "month", "year", "week"))
_COMPARED_WITH = regex(r"[ABHJLWDUQS][^N;]{0,3}[hrs]e{0,2}$|vn?he{0,2}h?e{0,2}$")
_SIZES = frozenset(("slight", "minor", "small", "large", "big", "additional", "extra", "mild"))
# Words next to a measure's name that make it no other.
_SAYING_NOTHING = frozenset(
    (
        *("finished", "ended", "closed", "completed", "finishes", "closes"),
        *("prompt", "running", "takes", "took", "take", "taking"),
        *("time", "times", "delivery", "monthly", "headline", "latest", "current", "indicator"),
        *("council-wide", "district", "in-year", "activity", "end-of-quarter", "average"),
    )
)
_OTHERS = (Part.OTHER, Part.LEFT)
# Letters of a stem that other words of its family begin with.
_LONG = 4
# Words that make it a share or a rate, and no number.
_SHARES = frozenset(("rates", "percentage", "percentages", "proportion", "share", "shares"))
#: Words that make a figure a number, and no share or rate.
NUMBERS = frozenset(("number", "numbers", "volume", "volumes", "total", "count"))

#: Words next to a target that make it the year's.
OF_YEAR = frozenset(["annual", "full-year", "year-end", "yearly", "year's", "end-of-year"])
#: Words next to "target" that tell of another than the measure's own of the quarter.
OTHER_TARGET = frozenset(
    [
        "ambition",
        "earlier",
        "future",
        "individual",
        "interim",
        "internal",
        "long-term",
        "lower",
        "national",
        "new",
        "next",
        "old",
        "other",
        "previous",
        "second",
        "stretch",
        "upper",
    ]
)


class Context(SentenceFacts):
    """Sentence with the facts of its measure, and the grammar of its clauses: who it is about."""

    __slots__ = ()

    def is_behind_actual(self, place: int) -> bool:
        """Return True if the words at a place go on about the actual before them.

        "42.0% of those invited, ahead of", "21.3%, which is above": the last figure is the actual,
        and between are what it is of, a comma, or "which is".
        """
        between = _BEHIND.search(self.parts[:place])
        return between is not None and between.start("figure") in self.actuals

    def is_of_other_time(self, place: int) -> bool:
        """Return True if the words before a place set them in another period: "a year ago we were".

        Not if the actual is between, or if the period is what is compared with ("than in Q2").
        """
        at = self.parts.rfind("T", 0, place)
        while at >= 0 and (self.when(at).relation is Relation.NOW or _BASE.search(self.parts[:at])):
            at = self.parts.rfind("T", 0, at)
        return at >= 0 and not any(at < actual <= place + 6 for actual in self.actuals)

    def clause_start(self, place: int) -> int:
        """Return the place where the clause that holds a place begins.

        A clause begins after a semicolon, a dash, "but" and "while".
        """
        known = self._starts.get(place)
        if known is None:
            known = self._starts[place] = self._clause_start(place)
        return known

    def _clause_start(self, place: int) -> int:
        start = max(self.parts.rfind(";", 0, place), self.parts.rfind("x", 0, place))
        aside = start > 0 and self.parts[start - 1 : start + 1] == ",x"
        if aside and _ASIDE.match(self.parts[start : place + 1]):
            return self.clause_start(start - 1)  # "the rate, while lower than in Q2, is"
        return start + 1

    def subject(self, place: int) -> str:
        """Return the letters from the clause's start to a place, without asides in brackets."""
        known = self._subjects.get(place)
        if known is None:
            known = self.parts[self.clause_start(place) : place]
            if "(" in known or ",x" in known:
                known = _ASIDES.sub("", known)
            self._subjects[place] = known
        return known

    def is_about_measure(self, place: int) -> bool:
        """Return True if the words before a place name the measure and nothing else.

        "Performance", "the rate", "stage 1 complaints" (in its title) and no subject at all.
        """
        subject = self.subject(place)
        if "g" in subject or "C" in subject or _OF_MISSES.search(subject):
            return False
        known = {*self.actuals, *self.counts, *self.wholes}
        start = self.clause_start(place)
        if any(at not in known for at in self.said_figures(start, place)):
            return False
        if "k" in self.parts[start:place] and self._is_qualified(start, place):
            return False
        # "Calls received" are not the calls answered of a title.
        others = sum(subject.count(letter) for letter in "zYZ")
        if others:
            others -= self.kin(start, place)
        return others <= 0 or (subject.count("k") >= _MANY and others == 1)

    def is_of_a_group(self, place: int) -> bool:
        """Return True if a word before a figure names a part; "only 80.2% of them" names none."""
        groups = self.parts.count("g", self.clause_start(place), place)
        return groups > (self.parts[place - 1 : place] == "g" and self.word(place - 1) == "only")

    def _is_qualified(self, first: int, last: int) -> bool:
        """Return True for "slight injuries" of a title that says nothing of slight ones."""
        title = title_stems(self.facts.title)
        return any(
            self.parts[at + 1] == "k" and self.word(at) in _SIZES and self.word(at) not in title
            for at in range(first, last - 1)
        )

    def said_figures(self, first: int, last: int) -> list[int]:
        """Return the places of figures that may be what is spoken of.

        Not of those that it is compared with ("not as good as the 93.5% of"), of spans of time
        ("after nine months") and of multiples.
        """
        return [
            at
            for at, figure in self.sentence.numbered
            if first <= at < last
            and figure.unit not in _SPANS_OF_TIME
            and (at in self.actuals or not _COMPARED_WITH.search(self.parts[:at]))
        ]

    def kin(self, first: int, last: int) -> int:
        """Return how many words are kin to the title, "visitors" of visits, or say nothing."""
        words = [item.word for item in self.sentence.items[first:last] if item.part in _OTHERS]
        stems = _long_stems(self.facts.title) if words else ()
        return sum(word in _SAYING_NOTHING or word.startswith(stems) for word in words)

    def is_of_its_kind(self, place: int) -> bool:
        """Return True if what moves before a place is the measure's kind of figure.

        "Applications rose" is a number, and says nothing of a share or a rate of them.
        """
        facts = self.facts
        start = self.clause_start(place)
        words = [item.word for item in self.sentence.items[start:place]]
        if facts.unit in _AVERAGES and self._is_of_things(start, place):
            return False
        if facts.unit is None or not facts.unit.per:
            others = _SHARES if facts.unit in (None, Unit.COUNT) else _SHARES | NUMBERS
            return not any(word in others for word in words)
        if "per" in words:
            return True  # "admissions per 100,000 are lower"
        return "P" in self.subject(place) and not any(word in NUMBERS for word in words)

    def _is_of_things(self, first: int, last: int) -> bool:
        """Return True for "calls" of "Satisfaction with calls": how many, and not how good."""
        named = [self.word(at) for at in range(first, last) if self.parts[at] == "k"]
        if not named or "P" in self.parts[first:last]:
            return False
        head = _head_of(self.facts.title)
        return not any(stem(word) in head or not word.endswith("s") for word in named)

    def names_only_now(self, first: int, last: int, ends: str) -> bool:
        """Return True if a clause names no period but the quarter.

        Args:
            first: A place in the clause.
            last: The place behind which the clause ends with one of some letters.
            ends: The letters of `Part` that end it.
        """
        places = (self.parts.find(mark, last) for mark in ends)
        end = min((at for at in places if at >= 0), default=len(self.parts))
        times = (item.when for item in self.sentence.items[self.clause_start(first) : end])
        return all(when is None or (when.relation is Relation.NOW and when.exact) for when in times)

    def is_plan(self, place: int) -> bool:
        """Return True if the words about a place are of a plan, a wish or a condition."""
        if "f" not in self.parts:
            return self.sentence.asks
        start = self.clause_start(place)
        return "f" in self.parts[start : place + 4] or self.sentence.asks

    def is_not(self, place: int) -> bool:
        """Return True if the words before a place, since the last comma, deny it."""
        return self.denials(place) % 2 == 1

    def with_denial(self, first: int) -> int:
        """Return where the words that deny a judgement begin: they matter in what is quoted."""
        denial = _DENIAL.search(self.parts, self.clause_start(first), first)
        return first if denial is None else denial.start()

    def denials(self, place: int) -> int:
        """Return how many words before a place, since the last comma, deny it."""
        if "n" not in self.parts:
            return 0
        start = max(self.clause_start(place), self.parts.rfind(",", 0, place) + 1)
        before = self.parts[start:place]
        goes_on = _GOES_ON.search(before)  # "is not as good as in Q2 and remains short of"
        if goes_on is not None and self.word(start + goes_on.start()) == "and":
            before = before[goes_on.end() :]
        return before.count("n")


# Units of which a figure is no number of things.
_AVERAGES = (Unit.SCORE, Unit.DAYS, Unit.DURATION)
_OF = regex(r"\b(?:with|of|to|for|per|by|from|in|on)\b")


@lru_cache(maxsize=256)
def _head_of(title: str) -> frozenset[str]:
    """Return the stems of a title's words before its first preposition."""
    return title_stems(_OF.split(title.casefold(), maxsplit=1)[0])


@lru_cache(maxsize=256)
def _long_stems(title: str) -> tuple[str, ...]:
    return tuple(stem for stem in title_stems(title) if len(stem) >= _LONG)
