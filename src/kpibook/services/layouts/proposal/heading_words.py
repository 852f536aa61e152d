"""Words of headings in councils' own workbooks, by the role of the column below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kpibook.on_use.regex import regex
from kpibook.sources.heading_text import heading_from, spelling
from kpibook.sources.vocabulary import ASKED, Sureness
from kpibook.workbook import layout as own
from kpibook.workbook.mapped.periods.period_words import mentions_in

_ROLES: Mapping[str, str] = MappingProxyType(
    {
        own.REF: "ref",
        own.MEASURE: "measure",
        own.UNIT: "unit",
        own.POLARITY: "polarity",
        own.BASIS: "basis",
        own.TOLERANCE: "tolerance",
        own.FREQUENCY: "frequency",
        own.DECIMALS: "decimals",
        own.PRIORITY: "priority",
        own.DIRECTORATE: "directorate",
        own.SERVICE: "service",
        own.OWNER: "owner",
        own.TARGET: "target",
        own.ACTUAL: "actual",
        own.NUMERATOR: "numerator",
        own.DENOMINATOR: "denominator",
        own.PREVIOUS: "previous",
        own.PREVIOUS_YEAR: "previous_year",
        own.LAST_OUTTURN: "previous_year_outturn",
        own.COMPARATOR_VALUE: "comparator",
        own.COMPARATOR: "comparator_name",
        own.FORECAST: "forecast",
        own.COMMENTARY: "commentary",
        own.ACTION: "action",
        own.STATUS: "status",
        own.DIRECTION: "direction",
        own.PERIOD: "period",
        own.MARKER: "marker",
        own.NOTE: "commentary",
    }
)
#: Words that the vocabulary of kpibook's own tables does not have; Welsh among them.
_MORE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ref": ("cyfeirnod", "cyf", "cod", "pi", "kpi", "indicator code", "measure code", "no"),
        "measure": (
            *("mesur", "dangosydd", "dangosydd perfformiad", "disgrifiad", "what we measure"),
            *("pi description", "what are we measuring", "success measure", "kpi", "pi"),
        ),
        "unit": ("uned", "format of data", "data type", "type", "measure type", "value type"),
        "polarity": (
            *(
                "pegynedd",
                "cyfeiriad da",
                "good",
                "aim",
                "aim to",
                "good looks like",
                "target type",
            ),
            *("ideal direction", "we want this to be", "better if"),
        ),
        "target": ("targed", "tgt", "plan", "planned", "goal", "trajectory", "standard"),
        "actual": (
            *("gwirioneddol", "canlyniad", "gwerth", "perfformiad", "figure", "score", "achieved"),
            *(
                "performance",
                "act",
                "reported",
                "outcome",
                "data",
                "rate",
                "percentage",
                "this qtr",
            ),
            *("latest figure", "value reported", "current figure"),
        ),
        "previous": ("chwarter blaenorol", "chwarter diwethaf", "last qtr", "prev", "prev qtr"),
        "previous_year_outturn": ("canlyniad y llynedd", "last years outturn", "baseline outturn"),
        "numerator": ("rhifiadur", "num", "count", "top line", "number in scope"),
        "denominator": ("enwadur", "den", "denom", "base", "out of", "bottom line", "population"),
        "status": ("statws", "cag", "colour", "r a g", "on target", "rating", "performance rating"),
        "direction": (
            *("cyfeiriad teithio", "tuedd", "arrow", "trend arrow", "dot arrow"),
            *("change", "direction", "travel", "movement"),
        ),
        "commentary": ("sylwadau", "sylw", "comments", "notes", "update", "context"),
        "action": ("camau gweithredu",),
        "priority": ("blaenoriaeth", "theme", "outcome", "objective", "pillar", "ambition"),
        "directorate": ("cyfarwyddiaeth",),
        "service": ("gwasanaeth", "team", "division", "section"),
        "owner": ("perchennog", "lead", "lead officer", "responsible officer", "owner"),
        "period": ("cyfnod", "time period", "year", "financial year", "reporting period", "date"),
        "area": (
            *("area", "area name", "area code", "authority", "local authority", "la", "la name"),
            *("organisation", "provider", "provider name", "council", "district", "ward", "region"),
            *("geography", "geography name", "trust", "school", "contractor", "ardal", "darparwr"),
        ),
    }
)
#: Words of a heading that say how far a figure reaches, and not what it is.
_TO_DATE = regex(
    r"\b(?:ytd|year[ -]to[ -]date|to date|cumulative|latest|most recent)\b", re.IGNORECASE
)
_BY_WORD = {word: role for role, words in reversed(list(_MORE.items())) for word in words}


def words_without_periods(heading: str) -> str:
    """Return a heading without the periods it names, and without the marks between.

    >>> words_without_periods("Q3 / Actual"), words_without_periods("2023/24 Outturn")
    ('Actual', 'Outturn')
    """
    parts, end = [], 0
    for mention in mentions_in(heading):
        parts.append(heading[end : mention.start])
        end = mention.end
    text = " ".join("".join([*parts, " ", heading[end:]]).replace("/", " ").split())
    return text.strip(" -:()")


def roles_of_heading(heading: str) -> dict[str, int]:
    """Return the roles that a heading may mean, each with how unsure it is; 0 is surest.

    >>> roles_of_heading("Good is"), roles_of_heading("Q3 / Actual"), roles_of_heading("Garden")
    ({'polarity': 1}, {'actual': 0}, {})
    """
    words = words_without_periods(heading)
    if not words and any(True for _ in mentions_in(heading)):
        return {"actual": int(Sureness.LOOSE)}
    if words == "%":
        return {"actual": int(Sureness.LOOSE)}
    found: dict[str, int] = {}
    for text in dict.fromkeys((words, words.rsplit("  ", 1)[-1])):
        key = spelling(text)
        if key in ASKED:
            continue
        read = heading_from(text)
        for meaning in (read.meaning, *read.choices):
            if meaning in _ROLES:
                found.setdefault(_ROLES[meaning], int(read.sureness))
        if key in _BY_WORD:
            found.setdefault(_BY_WORD[key], int(Sureness.LOOSE))
        for role, words_of in _MORE.items():
            if key in words_of:
                found.setdefault(role, int(Sureness.LOOSE))
    without = " ".join(_TO_DATE.sub(" ", words).split())
    if not found and without and without != words:
        return {role: max(unsure, 1) for role, unsure in roles_of_heading(without).items()}
    return found


def is_asked(heading: str) -> bool:
    """Return True for a heading of an earlier figure that does not say which: "Last year"."""
    return spelling(heading) in ASKED
