"""A fault is logged so that it can be found, without what the workbook holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpibook import __version__
from kpibook.addin.fault_log import LastFault, entry, last_fault, log_fault, log_path
from tests.support.rights import without_right_to

NOW = datetime(2026, 7, 3, 9, 5, tzinfo=UTC)
HOME = Path("/home/sian")


def a_fault(text: str = "Jane Smith, 12 High Street") -> Exception:
    def read_a_cell() -> None:
        secret = text
        raise ValueError(f"cannot read {secret}")

    try:
        try:
            read_a_cell()
        except ValueError as error:
            raise TypeError(text) from error
    except TypeError as error:
        return error


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        pytest.param(
            "win32", {"LOCALAPPDATA": "/local"}, Path("/local/kpibook/faults.log"), id="Windows"
        ),
        pytest.param(
            "win32", {}, HOME / "AppData/Local/kpibook/faults.log", id="Windows, nothing set"
        ),
        pytest.param("darwin", {}, HOME / "Library/Logs/kpibook/faults.log", id="Mac"),
        pytest.param("linux", {}, HOME / ".local/state/kpibook/faults.log", id="Linux"),
        pytest.param(
            "linux", {"XDG_STATE_HOME": "/state"}, Path("/state/kpibook/faults.log"), id="XDG"
        ),
    ],
)
def test_the_log_is_the_users_own(system: str, environment: dict[str, str], expected: Path) -> None:
    assert log_path(system, environment, HOME) == expected


def test_an_entry_says_what_failed_where_and_under_which_version() -> None:
    said = entry("fill", a_fault(), NOW)

    assert said.startswith(f"2026-07-03T09:05:00+00:00 kpibook {__version__}, Python ")
    assert "task fill\nbuiltins.TypeError\n" in said
    assert "while handling builtins.ValueError\n" in said
    assert f"  {__file__}:" in said
    assert " in read_a_cell" in said


def test_an_entry_holds_no_message_and_no_value(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "faults.log"

    assert log_fault(log, "fill", a_fault(), NOW)

    said = log.read_text(encoding="utf-8")
    assert "TypeError" in said
    assert "Jane" not in said
    assert "cannot read" not in said


def test_entries_are_added_below_and_the_oldest_fall_away(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    log.write_text("old " * 60_000, encoding="utf-8")

    log_fault(log, "fill", a_fault(), NOW)
    log_fault(log, "check", a_fault(), NOW)

    said = log.read_text(encoding="utf-8")
    assert len(said) == 200_000
    assert said.index("task fill") < said.index("task check")


def test_a_log_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")

    assert not log_fault(tmp_path / "logs" / "faults.log", "fill", a_fault(), NOW)


def test_an_exception_that_is_its_own_cause_ends() -> None:
    error = a_fault()
    error.__context__ = error

    assert entry("fill", error, NOW).count("TypeError") == 1


def test_an_error_of_excel_keeps_its_number_and_description_without_what_it_quotes() -> None:
    error = OSError("a com_error")
    error.hresult = -2147352567  # type: ignore[attr-defined]
    words = "Unable to find 'Jane' in the Range class"
    error.excepinfo = (0, "Microsoft Excel", words, "", 0, -2146827284)  # type: ignore[attr-defined]

    said = entry("fill", error, NOW)

    assert "Excel: 0x800A03EC Unable to find '...' in the Range class" in said
    assert "Jane" not in said


def test_the_newest_entry_is_read_with_excels_number(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    refused = OSError("a CommandError")
    refused.errornumber = -1743  # type: ignore[attr-defined]
    assert last_fault(log) is None

    log_fault(log, "fill", refused, NOW)
    on_a_mac = last_fault(log)
    log_fault(log, "roll_forward", a_fault(), NOW)

    assert on_a_mac == LastFault(NOW.isoformat(timespec="seconds"), "fill", "-1743")
    assert last_fault(log) == LastFault(NOW.isoformat(timespec="seconds"), "roll_forward", "")


def test_a_log_that_is_none_or_cannot_be_read_has_no_newest_entry(tmp_path: Path) -> None:
    log = tmp_path / "faults.log"
    log.write_text("cut in the middle of a line\n  Excel: -1743\n", encoding="utf-8")
    assert last_fault(log) is None

    log_fault(log, "fill", a_fault(), NOW)
    with without_right_to(log):
        assert last_fault(log) is None
