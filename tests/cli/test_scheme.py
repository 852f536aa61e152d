from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpibook.sources.schemes import built_in
from tests.support import cli


def test_every_built_in_scheme_is_listed_with_what_it_needs(tmp_path: Path) -> None:
    done = cli.run("scheme", "list", cwd=tmp_path)

    assert done.returncode == 0
    assert all(f"\n{key} " in done.stdout for key in built_in())


def test_the_list_is_data_too(tmp_path: Path) -> None:
    listed = json.loads(cli.run("scheme", "list", "--json", cwd=tmp_path).stdout)

    assert [scheme["key"] for scheme in listed["schemes"]] == built_in()


def test_a_scheme_is_shown_in_words(tmp_path: Path) -> None:
    done = cli.run("scheme", "show", "standard", cwd=tmp_path)

    assert done.returncode == 0
    assert "5% of the target where it has none" in done.stdout


def test_a_scheme_and_a_trial_are_data_too(tmp_path: Path) -> None:
    shown = json.loads(cli.run("scheme", "show", "kent-qpr-2020", "--json", cwd=tmp_path).stdout)
    figures = ("--actual", "72.1", "--target", "85.5", "--polarity", "higher", "--json")
    tried = json.loads(cli.run("scheme", "try", "standard", *figures, cwd=tmp_path).stdout)

    assert (shown["key"], shown["needs"]) == ("kent-qpr-2020", ["floor"])
    assert shown["statuses"]["off"]["label"]
    assert (tried["status"], tried["findings"]) == ("off", [])


def test_a_scheme_that_is_not_known_is_refused_with_near_names(tmp_path: Path) -> None:
    done = cli.run("scheme", "show", "standrad", cwd=tmp_path)

    assert done.returncode == 3
    assert "Did you mean 'standard'?" in done.stderr


def test_a_slip_in_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        'key = "ours"\ntitle = "Ours"\nsource = "us"\n[rule]\ntolerence = "5%"\n', encoding="utf-8"
    )

    done = cli.run("scheme", "check", "ours.toml", cwd=tmp_path)

    assert done.returncode == 3
    assert "ours.toml line 5: 'rule.tolerence'" in done.stderr
    assert "Did you mean 'tolerance'?" in done.stderr


def test_figures_can_be_tried_and_the_reason_is_said(tmp_path: Path) -> None:
    figures = ("--actual", "72.1", "--target", "85.5", "--polarity", "higher")
    done = cli.run("scheme", "try", "standard", *figures, cwd=tmp_path)

    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "72.1 is 13.4 (15.7%) below the target of 85.5, more than the 5% allowed: off target.",
        "Status: Off target",
    ]


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        pytest.param(("--polarity", "sideways"), "polarity-unknown", id="polarity"),
        pytest.param(("--polarity", "higher", "--actual", "six"), "number-unreadable", id="figure"),
    ],
)
def test_a_figure_that_cannot_be_taken_is_said(
    tmp_path: Path, figures: tuple[str, ...], code: str
) -> None:
    done = cli.run("scheme", "try", "standard", *figures, cwd=tmp_path)

    assert done.returncode == 1
    assert f"[{code}]" in done.stderr
