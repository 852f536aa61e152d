"""The table of codes as a whole: what every entry keeps to, and a code without an entry."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from kpibook.codes import table
from kpibook.codes.code import Code, Severity
from kpibook.codes.table import AREAS, CODES, severity_of
from kpibook.domain.finding import Finding
from kpibook.errors import KpibookError

ENTRIES = list(CODES.values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_meaning_and_fix_are_one_sentence_each(entry: Code) -> None:
    for sentence in (entry.meaning, entry.fix):
        assert re.fullmatch(r"(?:[A-Z]|kpibook ).*[^. ]\.", sentence), sentence
        assert ". " not in sentence
        assert len(sentence) <= 120


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_code_is_lower_case_with_hyphens(entry: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)


def test_every_area_is_sorted_and_no_code_is_in_two() -> None:
    names = [entry.name for codes in AREAS.values() for entry in codes]

    assert len(names) == len(CODES)
    for area, codes in AREAS.items():
        listed = [entry.name for entry in codes]
        assert listed == sorted(listed), area


def test_a_finding_and_an_error_have_the_severity_of_their_code() -> None:
    assert Finding("actual-missing", "No actual.").severity is Severity.LOOK
    assert Finding("actual-missing", "No actual.").as_dict()["severity"] == "look"
    assert KpibookError("No.", code="file-missing").severity is Severity.STOP
    assert KpibookError("No.", code="file-missing").as_dict()["severity"] == "stop"


def test_a_code_without_an_entry_fails_in_the_tests() -> None:
    with pytest.raises(LookupError, match="never-heard-of"):
        severity_of("never-heard-of")


def test_a_code_without_an_entry_never_stops_an_officer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "strict", False)

    assert severity_of("never-heard-of") is Severity.LOOK


def test_the_table_is_loaded_only_when_a_severity_is_asked_for() -> None:
    script = (
        "import sys; from kpibook.domain.finding import Finding; "
        "f = Finding('actual-missing', 'No actual.'); str(f); "
        "before = 'kpibook.codes.table' in sys.modules; f.severity; "
        "print(before, 'kpibook.codes.table' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "True"]


def test_help_loads_no_table_of_codes() -> None:
    script = (
        "import sys; from kpibook.__main__ import kpibook; "
        "kpibook.main(['--help'], standalone_mode=False); "
        "print(sorted(m for m in sys.modules if m.startswith('kpibook.codes.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "kpibook.codes.table" not in done.stderr
