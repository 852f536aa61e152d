from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from kpibook.domain.report.placeholders import NAMES
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.style_names import STYLE_USES
from kpibook.domain.report.words.wording_file import wording_from
from kpibook.errors import WordingError
from kpibook.sources.report.wording import new_wording, read_wording


def test_a_new_file_is_read_back_and_explains_every_name() -> None:
    text = new_wording()

    wording = wording_from(tomllib.loads(text), "words.toml")

    assert [s.heading for s in wording.sections if s.is_before] == [
        "Purpose", "Recommendations", "Background",
    ]  # fmt: skip
    assert all(f"{{{name}}}" in text for name in NAMES)


def test_what_a_new_file_has_behind_marks_is_valid_too() -> None:
    lines = new_wording().splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("# [[committee]]"))
    examples = [
        line.removeprefix("#").removeprefix(" ")
        for line in lines[first:]
        if not line.startswith(("# The fixed words.", "# Styles of", "# Word shows"))
    ]

    wording = wording_from(tomllib.loads("\n".join(examples)), "words.toml")

    assert wording.committees[0].includes == ("directorate: Children's Services", "HR.01")
    assert wording.labels == Labels()
    assert wording.styles == STYLE_USES
    text = "\n".join(lines)
    assert all(f"# {each.name} = " in text for each in fields(Labels)), "each can be found"


def test_a_file_that_notepad_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(b'\xef\xbb\xbf[report]\r\ntitle = "T"\r\n')

    assert read_wording(path).title == "T"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"[report", "wording-unreadable", id="not TOML"),
        pytest.param(b"\xff\xfe", "wording-unreadable", id="not UTF-8"),
        pytest.param(b"#" * 1_000_001, "file-too-large", id="too large"),
        pytest.param(None, "file-missing", id="no file"),
    ],
)
def test_a_file_that_is_no_wording_says_why(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "words.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(WordingError) as caught:
        read_wording(path)

    assert caught.value.code == code
    assert str(caught.value).startswith("words.toml: ")
