from __future__ import annotations

import csv
import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.errors import SchemeError
from kpibook.sources.schemes import DEFAULT, built_in, load_scheme, standard
from tests.support.shared import SHARED, needs_shared

STANDARD = (
    resources.files("kpibook.sources.schemes").joinpath("standard.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", built_in())
def test_a_built_in_scheme_is_complete_and_bears_its_own_name(name: str) -> None:
    scheme = load_scheme(name)

    assert scheme.key == name
    assert set(Status) - set(scheme.statuses) <= {Status.EXCEEDING, Status.WITHIN, Status.NOT_DUE}
    assert set(scheme.directions) == set(Direction)
    assert all(meaning.endswith(".") for _, meaning in scheme.in_words())


@pytest.mark.parametrize("name", built_in())
def test_every_colour_of_a_built_in_scheme_can_be_read(name: str) -> None:
    scheme = load_scheme(name)

    for look in (*scheme.statuses.values(), *scheme.directions.values()):
        assert contrast(look.colour, look.fill) >= 4.5


PRESETS = [name for name in built_in() if name != "standard"]


@pytest.mark.parametrize("name", PRESETS)
def test_a_council_s_scheme_says_whose_it_is_and_where_it_is_written(name: str) -> None:
    scheme = load_scheme(name)

    assert scheme.council
    assert scheme.quote
    assert scheme.note
    assert scheme.source.startswith(("http://", "https://"))


@needs_shared
@pytest.mark.parametrize("name", PRESETS)
def test_a_council_s_words_and_source_are_those_of_one_written_rule(name: str) -> None:
    """Word for word, and every address: nothing is quoted that the council did not say."""
    scheme = load_scheme(name)
    told = [row for row in rules() if scheme.quote in row["rule_quote"]]

    assert len(told) == 1
    assert told[0]["council"].startswith(scheme.council)
    if scheme.years not in told[0]["era"]:
        assert name in {"plymouth", "plymouth-2014-15"}  # one row, the rule before and after
    assert _addresses(scheme.source) <= _addresses(told[0]["source"])


def rules() -> list[dict[str, str]]:
    """The written rules."""
    assert SHARED is not None
    with (SHARED / "data" / "council_rules.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _addresses(source: str) -> set[str]:
    """Every address in a source; the file shortens a second one to "?ID=7435"."""
    first, *more = re.split(r" ; | and (?=http)", source)
    page = first.split("?")[0]
    return {first, *(part if part.startswith("http") else page + part for part in more)}


@pytest.mark.parametrize(
    ("name", "status", "meaning"),
    [
        ("havering-2024-25", Status.NOT_RATED, "no target"),
        ("birmingham-2020", Status.EXCEEDING, "better than the target"),
        ("newham-2007-08", Status.OFF, "Identified for improvement"),
    ],
)
def test_blue_keeps_the_meaning_each_council_gave_it(
    name: str, status: Status, meaning: str
) -> None:
    look = load_scheme(name).appearance(status)

    assert (look.label, look.fill) == ("Blue", "#D6E6F7")
    assert meaning in look.meaning


def test_green_is_never_off_and_red_never_met() -> None:
    for name in built_in():
        scheme = load_scheme(name)
        assert scheme.label(Status.OFF) != "Green"
        assert scheme.label(Status.MET) != "Red"
        assert scheme.appearance(Status.MET).fill != scheme.appearance(Status.OFF).fill


def test_the_default_is_built_in() -> None:
    assert DEFAULT in built_in()
    assert load_scheme() == load_scheme(DEFAULT)


@pytest.mark.parametrize("said", ["Standard", " standard ", "STANDARD"])
def test_capitals_and_spaces_do_not_matter(said: str) -> None:
    assert load_scheme(said).key == "standard"


def test_an_unknown_scheme_is_answered_with_those_there_are() -> None:
    with pytest.raises(SchemeError, match="Did you mean 'standard'") as caught:
        load_scheme("standrad")

    assert caught.value.code == "scheme-unknown"


def test_a_scheme_may_come_from_a_councils_own_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text("\ufeff" + STANDARD.replace('"standard"', '"ours"'), encoding="utf-8")

    assert load_scheme(path).key == load_scheme(str(path)).key == "ours"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param("[status.met]", "[status.met", "scheme-syntax", id="not TOML"),
        pytest.param('title = "kpibook standard"', "", "scheme-incomplete", id="no title"),
        pytest.param("[status.off]", "[status.of]", "scheme-value-unknown", id="unknown status"),
        pytest.param('"as_reported"', '"sometimes"', "scheme-value-unknown", id="unknown rounding"),
        pytest.param("or 5%", "or -5%", "tolerance-negative", id="tolerance below zero"),
        pytest.param("or 5%", "or five", "number-unreadable", id="tolerance in words"),
        pytest.param("#0B4F2A", "#D9F0E0", "scheme-contrast", id="too little contrast"),
    ],
)
def test_a_file_that_is_no_scheme_is_refused_by_name(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert old in STANDARD
    path = tmp_path / "ours.toml"
    path.write_text(STANDARD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SchemeError, match=r"ours\.toml") as caught:
        load_scheme(path)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param('"measure or 5%"', '"measure or five"', 'tolerance = "', id="a limit"),
        pytest.param("tolerance =", "tolerence =", "tolerence =", id="a rule misspelt"),
        pytest.param('"as_reported"', '"reported"', "rounding =", id="rounding"),
        pytest.param("[status.off]", "[status.of]", "[status.of]", id="an unknown status"),
        pytest.param("#8A1220", "#FBDADE", "[status.off]", id="too little contrast"),
        pytest.param('"Off target"', "5", "label = 5", id="a label that is no text"),
        pytest.param('fill = "#FFEBC2"', 'file = "x"', "file =", id="a field misspelt"),
        pytest.param("[status.off]", "[status.exceeding]", "[status.exceeding]", id="never given"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    path = tmp_path / "ours.toml"
    text = STANDARD.replace(old, new, 1)
    assert text != STANDARD
    if line == "[status.exceeding]":
        text += '\n[status.off]\nlabel = "Off"\n'
    path.write_text(text, encoding="utf-8")
    number = next(
        n for n, said in enumerate(text.splitlines(), start=1) if said.strip().startswith(line)
    )

    with pytest.raises(SchemeError) as caught:
        load_scheme(path)

    assert f"ours.toml line {number}: " in str(caught.value)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('colour = "#0B4F2A"', 'color = "#0B4F2A"', id="a key misspelt"),
        pytest.param('colour = "#0B4F2A"', 'colour = "green"', id="a colour in words"),
        pytest.param('label = "Target met"', "label = 1", id="a label that is no text"),
        pytest.param('label = "Target met"', "", id="a status without a label"),
    ],
)
def test_a_slip_in_an_appearance_is_refused_in_words(tmp_path: Path, old: str, new: str) -> None:
    assert old in STANDARD
    path = tmp_path / "ours.toml"
    path.write_text(STANDARD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SchemeError, match=r"status\.met") as caught:
        load_scheme(path)

    assert caught.value.fix


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(tmp_path / "none.toml")

    assert caught.value.code == "file-missing"


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SchemeError) as caught:
        load_scheme(tmp_path / "ours.toml")

    assert caught.value.code == "file-unreadable"


def test_the_data_of_the_standard_scheme_are_those_of_its_file() -> None:
    assert tomllib.loads(STANDARD) == standard.STANDARD
