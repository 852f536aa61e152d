"""The install of the add-in, for a single person, without administrator rights."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_interpreter import interpreter_of
from kpibook.addin.machine.requirements import require, wanted_xlwings
from kpibook.addin.setup.addin_file import described, packaged, read_addin
from kpibook.addin.setup.file_changes import check_free, put, read_if_there, take_out
from kpibook.addin.setup.install_record import Record, Setting, read_record
from kpibook.addin.setup.login_script import login_command
from kpibook.addin.setup.paths import Places, places
from kpibook.addin.setup.xlwings_config import check_home, settings, value_of, with_settings
from kpibook.addin.xlam.mac_script import NAME, mac_script
from kpibook.errors import AddinError
from kpibook.on_use.dataclass import dataclass
from kpibook.version import __version__


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of an install.

    Attributes:
        addin: The add-in file to install, such as a copy signed by IT; None for the file that
            comes with kpibook.
        helper: True if Excel is to use a helper that the person starts; None to leave as is.
        start_at_login: True if the helper is to start at login, which implies `helper`; None to
            leave as is.
    """

    addin: Path | None = None
    helper: bool | None = None
    start_at_login: bool | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """The result of an install.

    Attributes:
        places: The paths of the add-in's files.
        interpreter: The Python that Excel is to start.
        written: Files that were written; the others were right already.
        helper: True if the helper mode is on.
        kept_signed: True if a signed copy was left in place.
    """

    places: Places
    interpreter: Path
    written: tuple[Path, ...]
    helper: bool
    kept_signed: bool


_NOTHING_ASKED = Wish()


def install(machine: Machine, wish: Wish = _NOTHING_ASKED) -> Installed:
    """Put the add-in, its configuration and its companion files in place.

    Refusals come before the first write.

    Raises:
        AddinError: ``addin-needs-excel``, ``excel-not-found``, ``addin-in-use``,
            ``signed-copy-there``, ``helper-needs-windows`` and what `require`,
            `interpreter_of`, `settings` and `read_addin` refuse.
        SaveError: A folder that may not be written, a full disk.
    """
    where = places(machine)
    require(machine)
    _need_excel(where)
    old = read_record(where.record) or Record()
    interpreter = interpreter_of(machine)
    helper = _helper(machine, wish, old)
    check_home(machine, where.config)
    wanted = settings(machine, interpreter, helper=helper)
    addin, kept_signed = _addin(machine, wish, where, old)
    # The add-in is written first: a running Excel holds that file, and then nothing has changed.
    files = {where.addin: addin}
    files |= _companions(machine, wish, where, old, interpreter if helper else None)
    before = read_if_there(where.config)
    record = Record(
        __version__,
        _put_by_us(where, files, old),
        _settings_record(wanted, old, before, machine.config_codec),
        helper,
        named=wish.addin is not None or (kept_signed and old.named),
    )
    files[where.config] = with_settings(before, wanted, machine)
    files[where.record] = record.as_bytes()
    for path in files:
        check_free(path)
    written = tuple(
        path
        for path, data in files.items()
        if put(path, data, opened_at_start=path in (where.addin, where.login))
    )
    # Files of an earlier install that this one does not need, such as another version's script.
    for path in map(Path, set(old.files) - set(record.files)):
        if where.may_hold(path):
            take_out(path, old.files[str(path)])
    return Installed(where, interpreter, written, helper, kept_signed)


def _need_excel(where: Places) -> None:
    missing = next((folder for folder in where.needed if not folder.is_dir()), None)
    if missing is not None:
        raise AddinError(
            f"Excel has not made its folder {missing} yet.",
            code="excel-not-found",
            fix="Start Excel once, quit it, and run this again.",
        )


def _helper(machine: Machine, wish: Wish, old: Record) -> bool:
    helper = wish.helper
    if helper is None:
        helper = bool(wish.start_at_login) or old.helper
    if helper and not machine.is_windows:
        raise AddinError(
            "the helper works on Windows only.",
            code="helper-needs-windows",
            why="Excel finds it through COM, which a Mac does not have.",
            fix="Leave --helper out.",
        )
    return helper


def _addin(machine: Machine, wish: Wish, where: Places, old: Record) -> tuple[bytes, bool]:
    """Return the add-in to install, and True if it is the signed copy already in place."""
    # Where policy requires a signature, Excel loads no unsigned file, so a signed copy is never
    # replaced by an unsigned file.
    if wish.addin is not None:
        return read_addin(wish.addin), False
    ours, current = packaged(machine), read_if_there(where.addin)
    current_file = described(current)
    accepted = (
        old.named
        and old.version == __version__
        and current_file.sha256 == old.files.get(str(where.addin))
    )
    if not current_file.signed:
        return ours, False
    if accepted or current_file.is_signed_copy_of(described(ours)):
        return current, True
    raise AddinError(
        "a signed copy is there, and it is not of this version as it was built.",
        code="signed-copy-there",
        where=where.addin.name,
        why="Where a signature is required, an unsigned one in its place would not load.",
        fix=f"Ask IT for a signed copy of {__version__} and name it with --addin. To use the "
        "unsigned one, delete the signed one first.",
    )


def _companions(
    machine: Machine, wish: Wish, where: Places, old: Record, helped: Path | None
) -> dict[Path, bytes]:
    """Return the files the add-in needs besides itself; `helped` is the helper's Python or None."""
    files: dict[Path, bytes] = {}
    if where.scripts is not None:
        version = wanted_xlwings()
        files[where.scripts / NAME.format(version)] = mac_script(version)
    if helped is not None and where.login is not None:
        wanted = wish.start_at_login
        if str(where.login) in old.files if wanted is None else wanted:
            files[where.login] = login_command(machine, helped)
    return files


def _put_by_us(where: Places, files: Mapping[Path, bytes], old: Record) -> dict[str, str]:
    """Return the files that uninstall may delete, with their SHA-256."""
    # A file that was there with the same bytes is another program's.
    return {
        str(path): hashlib.sha256(data).hexdigest()
        for path, data in files.items()
        if path == where.addin or str(path) in old.files or read_if_there(path) != data
    }


def _settings_record(
    wanted: Mapping[str, str], old: Record, data: bytes, encoding: str
) -> dict[str, Setting]:
    return {
        key: Setting(value, _before(old.settings.get(key), value_of(data, key, encoding)))
        for key, value in wanted.items()
    }


def _before(was: Setting | None, now: str | None) -> str | None:
    """Return the setting to restore at uninstall, never a value from an earlier install of ours."""
    return was.before if was is not None and now == was.ours else now
