"""Forms of words for a period or a date: "q3 last year", "the end of September", "a year ago".

Each form is a pattern with a named group that says what it is; `when` gives it its meaning. Texts
are in small letters, with straight apostrophes.
"""

from __future__ import annotations

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DASH = r"[/\u2010-\u2015-]"
_YEARS = rf"(?:20\d\d\s?{_DASH}\s?(?:20)?\d\d|\d\d/\d\d)"
_LAST = r"(?:last|previous|prior|preceding)"
_OWN = r"(?:'s|')?"
_TWELVE = r"(?:12|twelve) months"
_THREE = r"(?:three|3)[ -]months?"
_AGO = r"(?:ago|earlier|before|previously|back|prior|since)"
_YEAR_AGO = rf"(?:(?:a|one|1|the|last)[ -]year {_AGO}|(?:the )?year before|{_TWELVE} {_AGO})"
_THE_YEAR = (
    rf"(?:{_YEARS}|20\d\d|(?:the )?{_LAST} (?:financial |reporting )?year|{_YEAR_AGO}|this year|"
    r"the year)"
)
_THING = (
    rf"(?:time|point|stage|period|quarter|qtr|{_THREE} period|{_THREE}|(?:six|nine|6|9) months|"
    r"months?|date|day|position|juncture|half|figure|rate|result|total|number)"
)
_END = r"(?:(?:the )?(?:end|close|start|beginning) of |end[ -])?"
_Q = r"(?:q|qtr ?|quarter[ -])(?P<q{0}>[1-4]|one|two|three|four)(?![\d.,]\d| months|-| times)"
_NTH = (
    r"(?<!\ba )(?P<nth{0}>first|second|third|fourth|final) (?:quarter|qtr)"
    r"(?! running| in a row| in succ)"
)
_REPORT = r"(?:report|update|return|submission|monitoring report|scorecard|reporting round)"

#: Each form behind the characters that it can begin with, so that few are tried at a place; of
#: forms with the same beginning the longer is first.
FORMS = (
    (
        "0-9",
        (
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<daymonth>{_MONTH})"
            rf"(?:,? (?P<dayyear>20\d\d)|,? (?P<daylast>(?:of )?last year|{_YEAR_AGO}))?\b"
        ),
    ),
    ("0-9", r"(?P<slashed>\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d)\b(?![.]\d)"),
    (
        "l2p",
        (
            rf"(?P<yearfirst>{_LAST} year{_OWN}|{_YEARS}{_OWN}|20\d\d{_OWN}) "
            rf"(?:{_Q.format('last')}{_OWN}|{_NTH.format('last')})"
        ),
    ),
    (
        "tecsbq",
        (
            rf"{_END}{_Q.format('')}{_OWN}"
            rf"(?:,?(?: in| of| for|,)? \(?(?P<qyear>{_THE_YEAR})\)?|,? (?P<qshort>\d\d-\d\d)\b)?"
        ),
    ),
    ("tl", rf"(?P<lastq>(?:the )?last quarter of (?:(?P<lastqyear>{_YEARS}|20\d\d)|last year))"),
    (
        "tasicem",
        (
            rf"(?P<same>(?:(?:this|the|at the|in the|that) )?"
            rf"(?:same|corresponding|equivalent|comparable|matching|this|that) {_THING}"
            r"(?: to (?:the end of )?(?:december|september|june|march))?"
            rf"(?:,? (?:of|in|for|a|from|during))?,? (?:the )?(?:{_LAST} (?:financial )?year|"
            rf"year (?:ago|before|earlier)|{_YEAR_AGO}|(?P<sameyear>{_YEARS}|20\d\d)))"
        ),
    ),
    (
        "tcey",
        (
            r"(?P<like>(?:the )?(?:(?:corresponding|equivalent|comparable) (?:quarter|period)|"
            r"(?:year-earlier|prior[ -]year|previous[ -]year|last[ -]year's)"
            r" (?:quarter|period|equivalent)))"
        ),
    ),
    ("aotl1y", rf"(?P<ago>{_YEAR_AGO}(?! last))"),
    (
        "bfjaosd",
        (
            rf"(?:(?P<between>between )|from )?(?P<first>{_MONTH})(?: 20\d\d)?"
            rf"(?:(?(between) and | (?:to|until|through) )|\s?[\u2010-\u2015-]\s?|/)"
            rf"(?P<until>{_MONTH})"
            r"(?:,? (?P<untilyear>20\d\d)|,? (?P<untillast>(?:of )?last year))?"
            r"(?: (?:quarter|period|months)\b)?(?![\w-])"
        ),
    ),
    (
        "qt3",
        (
            rf"(?P<toend>(?:the )?(?:quarter|{_THREE})(?: period)?,? (?:to|ending|ended|up to)"
            rf"(?: the end of| end| \d\d(?:st|th)?)? (?P<endmonth>{_MONTH})"
            r"(?: (?P<endyear>20\d\d))?)"
            r"(?![\w-])"
        ),
    ),
    (
        "tecsbjfmaondlp",
        (
            r"(?P<end>(?:the )?(?:end|close|start|beginning) of |end[ -])?"
            rf"(?:(?P<monthlast>(?:the )?(?:last|previous) ))?(?P<month>{_MONTH})(?:{_OWN})"
            rf"(?:,? (?P<monthyear>20\d\d)|(?: ?'|-)(?P<monthshort>\d\d)|"
            r" (?P<monthbare>2\d)(?=[,;:)]|\.(?:\s|$)|$)|"
            rf",? (?P<monthago>(?:of |in )?(?:last year|the (?:previous|year) (?:year|before))|"
            rf"{_YEAR_AGO}))?(?![\w-])"
        ),
    ),
    (
        "fstceb",
        (
            rf"{_END}(?:the )?{_NTH.format('')}{_OWN}"
            rf"(?:,?(?: of| in| for)? (?P<nthyear>{_THE_YEAR}))?"
            r"(?! running| in a row| in succession)"
        ),
    ),
    (
        "tlpqo3sw",
        (
            rf"(?P<before>(?:the )?(?:immediately )?{_LAST} (?:quarter|qtr|{_THREE}|period|"
            rf"reporting period|{_REPORT})|(?:the )?(?:previous|prior|preceding) "
            rf"(?:figure|result|position|rate|total|outturn)|"
            rf"(?:the )?(?:quarter|period|{_THREE}) (?:just )?(?:before|prior|previously|earlier)|"
            rf"our {_LAST} {_REPORT}|{_THREE} {_AGO}|"
            r"last time(?: around| round| out)?(?! (?:that|this happened|there))|"
            r"quarter[ -]on[ -]quarter|(?:on|over) the quarter(?: before)?|"
            r"when (?:we |it was )?last reported)"
            rf"{_OWN}"
        ),
    ),
    (
        "bt",
        (
            r"(?P<pair>(?:between )?(?:the )?(?P<pairfirst>first|second|third) and "
            r"(?:the )?(?P<pairlast>second|third|fourth) quarters)"
        ),
    ),
    (
        "t",
        (
            r"(?P<sofar>the (?:first )?(?P<sofarmonths>six|nine|6|9) months"
            r"(?: of the (?:financial )?year| of this year| so far| to date)?)(?! (?:to|up|end|of))"
        ),
    ),
    (
        "ts",
        (
            r"(?P<summer>(?:the )?summer quarter(?:'s)?|"
            r"(?:(?<=since )|(?<=than )|(?<=than in )|(?<=than over )|(?<=\bon ))the summer"
            r"(?! quarter| holiday| of| before| reading| term))"
        ),
    ),
    (
        "tsbo",
        (
            r"(?P<opening>(?:the )?(?:start|beginning|opening) of (?:the|this) (?:quarter|period)"
            r"(?! of))"
        ),
    ),
    (
        "tclqiodenb",
        (
            r"(?P<now>(?:the )?(?:end|close) of (?:the|this) (?:quarter|period)|"
            r"this (?:quarter|period|time round|time around)|"
            r"the (?:current |latest )?quarter(?! [1-4]\b| (?:one|two|three|four)\b)"
            r"(?: just (?:gone|ended|finished))?|the period|"
            r"current quarter|latest quarter|quarter end|quarter's end|the reporting period|"
            rf"(?:in|over|during|of) (?:the )?(?:last )?{_THREE}|new year's eve){_OWN}"
        ),
    ),
    ("thm", r"(?P<half>(?:the )?(?:half|mid)[ -]year(?: (?:point|stage|mark))?)\b"),
    (
        "yoid",
        (
            r"(?P<onyear>year[ -]on[ -]year|"
            rf"(?:on|over) the (?:past |last )?(?:year(?: before)?|{_TWELVE})|"
            rf"(?:in|during) (?:the (?:past |last )?)?{_TWELVE}(?! to| up to| end)|in a year|"
            r"(?:in|during) the (?:past|last) year)"
        ),
    ),
    (
        "tlpym",
        (
            rf"(?P<lastyear>(?:the )?{_LAST} (?:financial )?year{_OWN}|"
            r"two years ago|last (?:month|week)|(?:the )?month before)"
        ),
    ),
    ("0-9", rf"(?P<years>{_YEARS})\b{_OWN}"),
    ("isobft", r"(?:in|since|of|by|from|to) (?P<year>(?:19|20)\d\d)\b(?![.,/\u2010-\u2015-]?\d)"),
    (
        "ntsacewyl",
        (
            r"(?P<soon>next (?:year|quarter|month|spring|summer|autumn|winter)|"
            r"(?:(?:the|last) )?(?:spring|summer|autumn|winter|christmas|easter|new year)|"
            r"year[ -]end|the end of the year)"
        ),
    ),
)

_OF_THING = "3_ 3- 6_ 9_ da fi ha ju mo ni nu pe po qt qu ra re si st th ti to"
_OF_LAST = "3_ 3- fi mo ou pe po qt qu ra re sc su th to up ye"
_BEGINNINGS = {
    "a half mid new one two": "ye",
    "at on": "th",
    "beginning close start": "of",
    "between": "ap au de fe fi ja ju ma no oc se th",
    "by since to": "19 20",
    "comparable corresponding equivalent matching same": _OF_THING,
    "current final fourth latest": "qt qu",
    "during": "12 3_ 3- la th tw",
    "end": "ap au de fe fi fo ja ju la ma no oc of pr q1 q2 q3 q4 qf qo qt qu se th",
    "first second third": "an qt qu",
    "from": "19 20 ap au de fe ja ju ma no oc se",
    "immediately our": "la pr",
    "in": "12 19 20 3_ 3- a_ la th tw",
    "last": f"{_OF_LAST} ap au ch de ea fe ja ju ma ne no oc se sp ti we wi",
    "month period": "be ea ju pr",
    "next": "au mo qu sp su wi ye",
    "of": "19 20 3_ 3- la th",
    "over": "3_ 3- la th",
    "preceding prior": _OF_LAST,
    "previous": f"{_OF_LAST} ap au de fe ja ju ma no oc se",
    "that this": f"{_OF_THING} co eq ma nu sa",
    "the": (
        "3_ 3- 6_ 9_ au be ch cl co cu ea en eq fi fo ha im la ma mi mo ne ni op pe pr qu re sa se "
        "si sp st su th wi ye"
    ),
    "three twelve": "mo",
    "when": "it la we",
    "year": "be en on",
}
#: The first two characters behind a word and a space, if the word begins a period: most words that
#: can begin one do not. A word that can be a period by itself is not among them.
FOLLOWED_BY = {
    word: frozenset(pair.replace("_", " ") for pair in behind.split())
    for words, behind in _BEGINNINGS.items()
    for word in words.split()
}
