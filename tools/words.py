"""Write the page of the words that kpibook understands: ``python tools/words.py FILE``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kpibook.domain.measures.vocabulary.marker_words import MISSING_WORDS, QUALIFYING_WORDS
from kpibook.domain.measures.vocabulary.unit_words import (
    AMBIGUOUS_UNITS,
    DURATIONS,
    SCALES,
    UNITS,
)
from kpibook.domain.measures.vocabulary.words import (
    AMBIGUOUS_POLARITIES,
    AMBIGUOUS_STATES,
    BASES,
    FREQUENCIES,
    NO_TARGET,
    POLARITIES,
    PROFILES,
    QUARTERS_FROM,
    STATES,
)

_INTRODUCTION = """# Words kpibook understands

A register, a history and actuals may be in your council's words. Capitals, spaces, punctuation,
brackets and plurals do not matter. The word that you wrote stays in its cell, on 'This quarter'
and on the return. `make docs` writes this page from `src/kpibook/domain/measures/vocabulary`.

## Your own words

A word that kpibook does not know, or asks about, may be given a meaning once, for every command
and button:

- in the workbook, in the table of your council's words at the right of the sheet Lists: the word,
  the column it is used in (Unit, Which way is good, Basis, Frequency, Quarter from, Profile,
  Target, Marker, State), and a word of this page that it means;
- before the workbook is made, in `kpibook.toml` in the folder where you run kpibook:

```toml
[words.unit]
"M of £s" = "£m"

[words.polarity]
"Maintain" = "range"
```

`kpibook new` writes the words of `kpibook.toml` into the new workbook, which keeps them. `kpibook
rate` reads them from `kpibook.toml`. What the workbook says comes first. Worksheet functions and
data frames know the words of this page only.

## Units

**Any word is a unit.** A word that is not on this page, such as kWh, visits or "loans issued", is
shown behind its figures ("1,250 kWh") and its figures are rated as numbers. It is unknown, and
asked about, if it is

- nearly a word of this page: "precent", "cout", "dayz" (a letter wrong, two in a long word). It
  is never taken for a count;
- a word of another column ("higher", "monthly", "TBC"), a date, a figure, or more than five
  words;
- money or a share together with something else: "No. / %".

Words such as average, total, working, YTD change nothing: "Average days" are days, "% (YTD)" is
percent.
"""

_OTHERS = """## Figures in their unit

- "£1.2m" is 1,200,000 in a measure in £, and 1.2 in a measure in £m. "£850k" in a measure in £m
  is asked about.
- A figure may have its unit behind it: "14 days", "1,250 kWh", "85 visits". Another unit than the
  measure's is asked about.
- Lengths of time are read from times in cells and from texts: "01:30", "1h 30m", "3 weeks 2
  days". "01:30" is minutes and seconds in a measure in mm:ss, minutes or seconds, and hours and
  minutes in one in hh:mm, hours or time. In mm:ss a whole number is minutes, in hh:mm hours; 4.35
  could be two times and is asked about. In the tidy table such figures are in seconds.

## Targets in words

| Form | Examples |
| --- | --- |
| at least | `>= 85`, `=/> 85`, `85+`, `85 or more`, `min. 85`, `not less than 85` |
| at most | `<= 5`, `=/< 5`, `5 or fewer`, `max 5`, `no more than 5` |
| strictly | `fewer than 85`, `under 85`, `> 85`, `more than 85` |
| a range, where Which way is good is range | `80-90`, `80% to 90%`, `between 80 and 90` |
| with its unit, or when it is due | `14 days`, `£1.2m`, `95% (annual)`, `5% by March 2024` |
| against a comparator | `Above statistical neighbour average`, `In line with England` |
| against earlier figures | `Better than last year`, `No worse than last quarter`, `10% reduction` |
| against a comparator named Top quartile | `Top quartile` |

Last year is the same quarter of last year, and a change in % is a change from it. Such a target
is shown with the figure that it is worked out to; where that cannot be, a finding says what is
missing.
"""


def page() -> str:
    """Return the page: a table for each column of a register."""
    units = {
        **UNITS,
        **{f"duration, in {counts}": words for counts, words in DURATIONS.items()},
        **{f"currency, in {scale:,} pounds": words for scale, words in SCALES.items()},
    }
    ways = {" or ".join(choices): words for words, choices in AMBIGUOUS_POLARITIES.items()}
    several = {" or ".join(choices): words for words, choices in AMBIGUOUS_UNITS.items()}
    states = {" or ".join(choices): words for words, choices in AMBIGUOUS_STATES.items()}
    return "\n".join(
        [
            _INTRODUCTION,
            *_table("Meaning", units),
            "These are asked about, because they may mean several:\n",
            *_table("May mean", several),
            "## Which way is good\n",
            *_table("Meaning", POLARITIES),
            "A dash alone is neutral. These are asked about:\n",
            *_table("May mean", ways),
            "## Basis\n",
            *_table("Meaning", BASES),
            "## Frequency\n",
            *_table("Meaning", FREQUENCIES),
            "## Quarter from\n",
            *_table("Meaning", QUARTERS_FROM),
            "## Profile\n",
            *_table("Meaning", PROFILES),
            "## No target\n",
            *_table("Meaning", NO_TARGET),
            "## State of an action\n",
            *_table("Meaning", STATES),
            "A word that is nearly one of these is asked about, and so are:\n",
            *_table("May mean", states),
            "## Markers\n",
            *_table("In place of a figure", MISSING_WORDS),
            *_table("Behind a figure, or under Marker", QUALIFYING_WORDS),
            'An asterisk, "<5" and "1 to 4" are figures withheld, `[c]`.\n',
            _OTHERS,
        ]
    )


def _table(heading: str, words: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield f"| {heading} | Words |"
    yield "| --- | --- |"
    for meaning, every in words.items():
        shown = ", ".join(f"`{word}`" for word in dict.fromkeys(every))
        yield f"| {meaning} | {shown} |"
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
