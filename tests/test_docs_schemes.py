"""``docs/schemes.md`` is true: its files load, its commands run, its lists are complete."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.rules.scheme_file import scheme_from
from kpibook.sources.schemes import built_in, load_scheme
from tests.domain.given import scheme_data
from tests.support import cli
from tests.support.shared import SHARED, needs_shared

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "schemes.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def table(heading: str) -> list[list[str]]:
    """The rows of the table whose header starts with `heading`."""
    found = re.search(rf"^\| {heading} \|.*\n\|[ -|]*\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    assert found, f"no table '{heading}'"
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in found[1].splitlines()]


FILES = {
    name[1]: block for block in blocks("toml") if (name := re.match(r"# (\w+\.toml)\n", block))
}
FRAGMENTS = [block for block in blocks("toml") if block not in FILES.values()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the reader has: the files the page tells them to save, and a table of measures."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "examples" / "plain_table" / "measures.csv", tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_page_is_a_scheme(name: str, folder: Path) -> None:
    assert load_scheme(folder / name).key == name.removesuffix(".toml")


def test_the_rule_in_words_is_what_the_page_shows(folder: Path) -> None:
    [shown] = blocks("text")
    words = load_scheme(folder / "anytown.toml").in_words()

    assert shown.splitlines() == [f"{label}: {meaning}" for label, meaning in words[:3]]


@pytest.mark.parametrize("text", FRAGMENTS, ids=lambda text: " ".join(text.split()))
def test_a_rule_of_the_page_is_a_rule(text: str) -> None:
    data: dict[str, Any] = tomllib.loads(text)

    assert set(data) <= {"rule", "direction_rule", "direction"}
    assert scheme_of(data)


def scheme_of(data: dict[str, Any]) -> Scheme:
    looks = {"direction": data["direction"]} if "direction" in data else {}
    return scheme_from(scheme_data(data["rule"], data.get("direction_rule"), **looks))


@pytest.mark.parametrize(
    ("council", "name"),
    [
        ("Bracknell Forest", "bracknell-forest"),
        ("Kent", "kent-qpr-2020"),
        ("Norwich", "norwich-2023-25"),
        ("East Riding", "east-riding-2009"),
        ("Havering", "havering-2013-15"),
        ("Halton", "halton-2004"),
        ("West Berkshire", "west-berkshire"),
    ],
)
def test_a_rule_the_page_calls_a_council_s_is_its_scheme_s(council: str, name: str) -> None:
    [text] = re.findall(
        rf"^\*[^\n]*(?:\n[^\n`]+)*\({council}\)(?:(?!```)[\s\S])*?```toml\n(.*?)^```$",
        TEXT,
        re.DOTALL | re.MULTILINE,
    )[:1]

    assert scheme_of(tomllib.loads(text)).rule == load_scheme(name).rule


COMMANDS = [
    (command, shown.splitlines())
    for block in blocks("console")
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_command_of_the_page_runs_and_prints_what_is_shown(
    command: str, shown: list[str], folder: Path
) -> None:
    program, *args = shlex.split(command)
    assert program == "kpibook"

    done = cli.run(*args, cwd=folder)

    assert done.returncode == 0, done.stdout + done.stderr
    for line in shown:
        assert line in done.stdout.splitlines()


def test_every_scheme_is_listed_with_what_it_needs() -> None:
    listed = {
        row[2].strip("`"): set(re.findall(r"`(\w+)`", row[3]))
        for row in table("Council")
        if row[2] != "none"
    }

    assert listed == {
        name: set(load_scheme(name).rule.needs) for name in built_in() if name != "standard"
    }


def test_a_rule_without_a_scheme_has_a_reason() -> None:
    without = {row[0]: row[4] for row in table("Council") if row[2] == "none"}

    assert len(without) == 10
    assert all(reason.endswith(".") for reason in without.values())


@needs_shared
def test_every_written_rule_is_listed_in_its_order() -> None:
    assert SHARED is not None
    with (SHARED / "data" / "council_rules.csv").open(encoding="utf-8-sig", newline="") as lines:
        rules = [(row["council"], row["era"]) for row in csv.DictReader(lines)]
    listed = [(row[0], row[1]) for row in table("Council")]

    assert len(rules) == 35
    assert list(dict.fromkeys(listed)) == rules


@pytest.mark.parametrize(
    ("names", "inside"),
    [
        pytest.param(0, "", id="top"),
        pytest.param(1, "rule", id="rule"),
        pytest.param(2, "direction_rule", id="direction rule"),
    ],
)
def test_every_name_the_file_may_hold_is_explained(names: int, inside: str) -> None:
    from kpibook.domain.rules import direction_rule_file, scheme_file

    known = (scheme_file._TOP, scheme_file._RULE, direction_rule_file._NAMES)[names]
    tables = {"rule", "direction_rule", "status", "direction"}
    explained = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", TEXT, re.MULTILINE)
    said = {name for cell in explained for name in re.findall(r"`(\w+)`", cell)}

    assert set(known) - tables <= said, inside


def test_every_status_and_direction_is_named() -> None:
    for kind, name in ((Status, "status"), (Direction, "direction")):
        for member in kind:
            assert f"`[{name}.{member.value}]`" in TEXT


def test_the_page_s_own_colours_can_be_read(folder: Path) -> None:
    for look in load_scheme(folder / "anytown.toml").statuses.values():
        assert contrast(look.colour, look.fill) >= 4.5
