"""A name in a file from elsewhere is a name, never a path, on every system."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.files.bare_name import file_within, is_bare_name, is_local_path, looks_like_path

PATHS = [
    "../x.toml",
    "..\\x.toml",
    "a/x.toml",
    "a\\x.toml",
    "/etc/x.toml",
    "\\x.toml",
    "//server/x.toml",
    "\\\\server\\share\\x.toml",
    "\\\\?\\UNC\\server\\x.toml",
    "\\\\.\\pipe\\x.toml",
    "C:x.toml",
    "C:\\x.toml",
    "x.toml:y.toml",
    "a:b.toml",
    "%USERPROFILE%.toml",
    "%TEMP%x.toml",
    "~.toml",
    "~ann.toml",
    "$HOME.toml",
    "file:x.toml",
]
NO_NAMES = [
    "",
    ".",
    "..",
    " ",
    "CON.toml",
    "nul.toml",
    "Com1.toml",
    "LPT².toml",
    "AUX .toml",
    "CONIN$.toml",
    "x.toml.",
    "x.toml ",
    "a\nb.toml",
    "a\0.toml",
    "\ud83d.toml",
    "a\u202eb.toml",
    "a*.toml",
    "a?.toml",
    "x" * 300 + ".toml",
    "<x>.toml",
    "a|b.toml",
    '"x".toml',
]


@pytest.mark.parametrize("name", [*PATHS, *NO_NAMES], ids=ascii)
def test_a_path_or_a_name_no_file_can_have_everywhere_is_refused(name: str) -> None:
    assert not is_bare_name(name)


@pytest.mark.parametrize("name", PATHS, ids=ascii)
def test_a_path_is_known_as_one(name: str) -> None:
    assert looks_like_path(name)


@pytest.mark.parametrize(
    "name",
    [
        "our.toml",
        "Our scheme (2026).toml",
        "Cynllun Môn.toml",
        "console.toml",
        ".x.toml",
        "com10.toml",
    ],
)
def test_a_name_that_people_use_is_accepted(name: str) -> None:
    assert is_bare_name(name)
    assert not looks_like_path(name)


def test_a_link_may_lead_to_the_same_folder_and_not_out_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "our.toml").touch()
    (folder / "same.toml").symlink_to("our.toml")
    (tmp_path / "secret.toml").touch()
    (folder / "out.toml").symlink_to("../secret.toml")

    assert file_within(folder, "our.toml") == folder / "our.toml"
    assert file_within(folder, "same.toml") == (folder / "our.toml").resolve()
    assert file_within(folder, "out.toml") is None
    assert file_within(folder, "none.toml") == folder / "none.toml"


@pytest.mark.parametrize(
    ("path", "local"),
    [
        (r"C:\Users\Ann\our.toml", True),
        ("/home/ann/our.toml", True),
        (r"C:\Users\..\our.toml", False),
        (r"C:our.toml", False),
        (r"\\server\our.toml", False),
        ("//server/our.toml", False),
        (r"C:\our.toml:stream", False),
        (r"C:\NUL.toml", False),
        (r"%APPDATA%\our.toml", False),
        ("our.toml", False),
    ],
)
def test_a_formula_names_a_file_in_full_on_a_drive_of_this_computer(path: str, local: bool) -> None:
    assert is_local_path(path) is local
