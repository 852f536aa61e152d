"""kpibook's own files of a person are in folders that only this person can open."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.files.private import state_folder, temporary_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows protects the profile as a whole")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "kpibook"


def test_it_is_for_its_owner_alone_also_if_it_was_made_for_all(state: Path) -> None:
    (state / "journals").mkdir(parents=True, mode=0o755)

    folder = state_folder("journals")

    assert folder == state / "journals"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (state, folder)] == [0o700, 0o700]


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_link_or_a_file_in_its_place_is_refused(state: Path, tmp_path: Path, kind: str) -> None:
    state.mkdir()
    if kind == "link":
        (tmp_path / "elsewhere").mkdir(mode=0o755)
        (state / "journals").symlink_to(tmp_path / "elsewhere")
    else:
        (state / "journals").touch()

    with pytest.raises(SaveError) as caught:
        state_folder("journals")

    assert caught.value.code == "state-folder"


def test_temporary_files_go_where_the_person_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    assert temporary_folder() == tmp_path
