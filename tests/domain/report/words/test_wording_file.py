from __future__ import annotations

import tomllib

import pytest

from kpibook.domain.report.words.return_wording import ReturnWording
from kpibook.domain.report.words.wording_file import wording_from
from kpibook.errors import WordingError

WHOLE = """
[report]
title = "Report of {period}"
contact = "Head of Performance"
language = "cy"

[[section]]
place = "before"
heading = "Purpose"
text = "To present {quarter}."

[labels]
position = "Sefyllfa {}"

[[committee]]
name = "Housing  Scrutiny"
includes = ["Homes", "HR.01"]

[[committee.section]]
heading = "Law"
text = "Noted."
"""


def test_a_file_has_the_council_s_words_and_its_committees() -> None:
    wording = wording_from(tomllib.loads(WHOLE), "words.toml")

    assert (wording.title, wording.language) == ("Report of {period}", "cy")
    assert wording.contact == ("Head of Performance",)
    assert wording.sections[0].is_before
    assert wording.labels.position == "Sefyllfa {}"
    (committee,) = wording.committees
    assert (committee.name, committee.includes) == ("Housing Scrutiny", ("Homes", "HR.01"))
    assert committee.own is not None
    assert committee.own.sections[0].heading == "Law"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        pytest.param("[reprt]\n", "wording-unknown", "'reprt'", id="unknown table"),
        pytest.param('[report]\ntitel = "x"', "wording-unknown", "'title'", id="misspelt name"),
        pytest.param("[report]\ntitle = 3", "wording-value", "'report.title'", id="no text"),
        pytest.param("report = 3", "wording-value", "[report]", id="no table"),
        pytest.param('[section]\nheading = "x"', "wording-value", "[[section]]", id="one bracket"),
        pytest.param('[[section]]\ntext = "x"', "wording-value", "no heading", id="no heading"),
        pytest.param(
            '[[section]]\nheading = "x"\nplace = "befor"', "wording-value", "'before'", id="place"
        ),
        pytest.param("[report]\ncontact = [1]", "wording-value", "contact", id="list of numbers"),
        pytest.param('[report]\nlanguage = "in English"', "wording-value", '"cy"', id="language"),
        pytest.param('[labels]\ntarge = "x"', "wording-unknown", "'target'", id="unknown label"),
        pytest.param('[labels]\nposition = "x"', "wording-value", "{}", id="label lost its place"),
        pytest.param('[labels]\nstatus = "{quarter}"', "wording-value", "without braces",
                     id="a label with a name in it"),
        pytest.param('[labels]\nshare = "{} of {}"', "wording-value", "{}", id="two places"),
        pytest.param('[report]\ncommittee = "{name}"', "wording-value", "brace", id="a name"),
        pytest.param('[[committee]]\nname = "{name}"', "wording-value", "brace", id="its name"),
        pytest.param('[styles]\nheading = "H"', "wording-unknown", "styles.heading", id="use"),
        pytest.param('[styles]\ntitle = 1', "wording-value", "styles.title", id="style's name"),
        pytest.param('[labels]\ntarget = " "', "wording-value", "labels.target", id="blank label"),
        pytest.param('[[committee]]\nmeeting = "x"', "wording-value", "no name", id="no name"),
        pytest.param(
            '[[committee]]\nname = "A"\n[[committee]]\nname = "a "',
            "wording-value", "two committees", id="twice",
        ),
        pytest.param(
            '[[committee]]\nname = "A"\n[[committee.section]]\nhead = "x"',
            "wording-unknown", "committee.section.head", id="a committee's section",
        ),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused_by_name(text: str, code: str, words: str) -> None:
    with pytest.raises(WordingError) as caught:
        wording_from(tomllib.loads(text), "words.toml")

    assert caught.value.code == code
    assert words in str(caught.value)
    assert str(caught.value).startswith("words.toml: ")


def test_an_empty_file_is_no_words() -> None:
    wording = wording_from({}, "words.toml")

    assert (wording.sections, wording.title, wording.committees) == ((), "", ())


def test_what_a_return_shows_is_read_in_the_council_s_order() -> None:
    text = """
    [return]
    title = "Return of {period}"
    sheets = ["Notes", "priorities"]
    columns = ["status", " Periods "]
    periods = 3
    """

    chosen = wording_from(tomllib.loads(text), "words.toml").returns

    assert chosen.title == "Return of {period}"
    assert (chosen.sheets, chosen.columns) == (("notes", "priorities"), ("status", "periods"))
    assert chosen.periods == 3


def test_without_a_choice_a_return_shows_everything() -> None:
    assert wording_from({"return": {}}, "words.toml").returns == ReturnWording()


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        pytest.param("colums = []", "wording-unknown", "return.colums", id="unknown name"),
        pytest.param("columns = ['periods', 'rag']", "wording-value", "'rag'", id="unknown column"),
        pytest.param("columns = ['periods', 'periods']", "wording-value", "twice", id="twice"),
        pytest.param("columns = ['status']", "wording-value", "lacks 'periods'", id="no figures"),
        pytest.param("sheets = ['priorities']", "wording-value", "lacks 'notes'", id="no notes"),
        pytest.param("periods = 0", "wording-value", "'0'", id="no period"),
        pytest.param("periods = 9", "wording-value", "'9'", id="too many periods"),
        pytest.param("periods = true", "wording-value", "'True'", id="no number"),
        pytest.param("title = 1", "wording-value", "return.title", id="title is no text"),
    ],
)
def test_a_choice_that_is_not_understood_is_refused_with_its_name(
    line: str, code: str, words: str
) -> None:
    with pytest.raises(WordingError) as caught:
        wording_from(tomllib.loads(f"[return]\n{line}\n"), "words.toml")

    assert caught.value.code == code
    assert words in str(caught.value)


def test_the_styles_of_a_template_are_named_and_a_blank_name_is_the_usual_style() -> None:
    text = '[styles]\nheading_1 = " Pennawd 1 "\nnote = ""\n[[committee]]\nname = "A"'

    wording = wording_from(tomllib.loads(text), "words.toml")

    assert wording.styles == {"heading_1": "Pennawd 1"}
    assert wording.for_committee(wording.committees[0]).styles == wording.styles
