"""Words for numbers, in English and in Welsh: councils in Wales publish in both."""

from __future__ import annotations

import re

from kpibook.on_use.regex import regex

_UNITS = "one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = (
    "twenty thirty forty fourty fifty sixty seventy eighty ninety hundred thousand million dozen"
)
# Not "first": "first reported in 2020" counts nothing.
_ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth penultimate"
)
_GROUPS = (
    "single singleton lone sole solely solitary pair couple duo trio quartet quartette quintet "
    "quintette sextet twin triplet quad quadruplet quintuplet twosome threesome foursome fivesome "
    "brace handful few several both neither either half halve halved halving halves"
)
_TIMES = (
    "once twice thrice double doubled doubling treble trebled trebling triple tripled tripling "
    "quadruple quadrupled quadrupling quintuple quintupled quintupling sextupled twofold threefold "
    "fourfold fivefold sixfold tenfold quarters"
)
_NOTHING = "none nil zero nought naught"
_PHRASES = (
    r"quarter of|no(?:body| one)|(?:the|an|his|her|its|their|our) only|only (?:child|case|person|"
    r"resident|placement|family|pupil|patient|incident|complaint)s?|but a|just a|all but|"
    r"a (?:child|case|person|resident|family|pupil|patient) (?:was|is|has|had|who|left|moved|died)"
)

_WELSH = (
    # one to twelve and on, masculine and feminine, with the mutations they take
    "un dau ddau dwy ddwy tri dri thri tair dair thair pedwar bedwar phedwar pedair bedair "
    "phedair pump bump phump pum bum phum chwech chwe "
    "saith wyth naw deg ddeg deng ddeng deuddeg ddeuddeg "
    "deuddeng pymtheg bymtheg phymtheg deunaw ddeunaw ugain hugain deugain ddeugain trigain "
    "drigain cant gant chant mil fil "
    # ordinals, groups, shares, multiples, nothing
    "ail trydydd drydydd trydedd drydedd pedwerydd bedwerydd pedwaredd bedwaredd pumed bumed "
    "phumed chweched seithfed wythfed nawfed degfed ddegfed unig "
    "par bâr pâr phâr cwpl gwpl cwpwl ychydig "
    "llond dyrnaid hanner haner traean draean chwarter dwsin ddwsin unwaith dwywaith ddwywaith "
    "teirgwaith deirgwaith pedairgwaith dyblu ddyblu dyblodd ddyblodd dwbl treblu dreblu treblodd "
    "deuparth dwyran neb dim ddim sero ill deuoedd drioedd"
)
# Words of English too: numbers only in a text that is plainly Welsh.
_ENGLISH_TOO = "ail bum cant chant chwe deg dim dri gant ill mil neb par wyth fil"
_ALSO_ENGLISH = frozenset(_ENGLISH_TOO.split())
_HEAT_PUMPS = regex(
    r"\b(?:heat|water|petrol|fuel|insulin|breast|sump|air|foot|the|a|each|every)[ -]pump\b",
    re.IGNORECASE,
)
_PLAINLY_WELSH = regex(
    r"\b(?:yn|yr|mae|oedd|roedd|wedi|gan|gyda|ac|bod|cafodd|bu|nid|ond|hefyd|hyn|eu|ei|i'r|o'r|"
    r"achos|plentyn|plant|blant|teulu|gadawodd|symudodd|ym|yng|ar|am|dros|oherwydd)\b",
    re.IGNORECASE,
)


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_ENGLISH_WORDS = " ".join((_UNITS, _TEENS, _TENS, _ORDINALS, _GROUPS, _TIMES, _NOTHING)).split()
_ENGLISH = regex(rf"\b(?:(?:{_any_of(_ENGLISH_WORDS)})s?|{_PHRASES})\b", re.IGNORECASE)
_CYMRAEG = regex(
    rf"\b(?:{_any_of([w for w in _WELSH.split() if w not in _ALSO_ENGLISH])})\b", re.IGNORECASE
)
_CYMRAEG_IN_CYMRAEG = regex(rf"\b(?:{_any_of(sorted(_ALSO_ENGLISH))})\b", re.IGNORECASE)
_ROMAN = regex(r"\b(?:II|III|IV|VI|VII|VIII|IX|XI|XII)\b")


def names_a_number(text: str) -> bool:
    """Return True if a text has a word for a number, a share or a multiple, or for nothing.

    >>> names_a_number("A lone case"), names_a_number("Roedd pedwar achos")
    (True, True)
    >>> names_a_number("Heat pump grants were delayed")
    False
    """
    text = _HEAT_PUMPS.sub(" ", text)
    if _ENGLISH.search(text) or _CYMRAEG.search(text) or _ROMAN.search(text):
        return True
    return bool(_PLAINLY_WELSH.search(text) and _CYMRAEG_IN_CYMRAEG.search(text))
