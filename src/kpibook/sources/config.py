"""Configuration file ``kpibook.toml``: a council's settings for all commands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.vocabulary.council_words import (
    CouncilWord,
    CouncilWords,
    is_known,
)
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.wording import nearest, quoted
from kpibook.errors import SchemeError
from kpibook.files.backups import BackupRule
from kpibook.files.bare_name import file_within, is_bare_name
from kpibook.files.reading import read_regular
from kpibook.sources.schemes import DEFAULT, LARGEST, scheme_path
from kpibook.workbook.words.council_words import ROLES, heading_of, role_named

NAME = "kpibook.toml"
_KEYS = ("scheme", "keep_backups", "keep_backup_days", "words", "wording", "layouts")
_MOST = 100_000


def configured_scheme(folder: Path) -> str:
    """Return the scheme named in ``kpibook.toml`` of a folder; `standard` if there is no such file.

    Returns:
        The key of a built-in scheme, or the bare name of a scheme file in the same folder.

    Raises:
        SchemeError: The file is not valid TOML, has a key that kpibook does not know, or names a
            scheme file in another folder (``scheme-place``).
    """
    name = _settings(folder).get("scheme", DEFAULT)
    if not isinstance(name, str) or not name.strip():
        raise SchemeError(
            "'scheme' is not text.", code="config-unknown", where=NAME, fix='Write scheme = "...".'
        )
    scheme_path(name, folder)
    return name.strip()


def configured_wording(folder: Path) -> Wording:
    """Return the words for reports and returns that ``kpibook.toml`` of a folder names.

    It names a file of the same folder: ``wording = "our_words.toml"``. Without it the words are
    the usual ones.

    Raises:
        SchemeError: As for `configured_scheme`, or it is not the bare name of a file.
        WordingError: The file of words cannot be read, or has something that is not known.
    """
    name = _settings(folder).get("wording")
    if name is None:
        return Wording()
    path = file_within(folder, name) if isinstance(name, str) and is_bare_name(name) else None
    if path is None:
        raise SchemeError(
            "'wording' is not the name of a file in the same folder.",
            code="config-unknown",
            where=NAME,
            fix='Put the file next to it and write wording = "our_words.toml".',
        )
    from kpibook.sources.report.wording import read_wording

    return read_wording(path)


def configured_backups(folder: Path) -> BackupRule:
    """Return which backups ``kpibook.toml`` of a folder keeps; those of `BackupRule` without it.

    Raises:
        SchemeError: As for `configured_scheme`, or the number is not a whole number of at least 1,
            or the days are not a whole number of at least 0.
    """
    settings, default = _settings(folder), BackupRule()
    number = _whole(settings, "keep_backups", default.number, least=1)
    return BackupRule(number, _whole(settings, "keep_backup_days", default.days, least=0))


def configured_words(folder: Path) -> CouncilWords:
    """Return the council's own words in ``kpibook.toml`` of a folder; none without the file.

    They are written as ``[words.unit]`` and ``"bays" = "count"``, a table for each column.

    Raises:
        SchemeError: As for `configured_scheme`, or a word is for a column without such words, or
            means something that kpibook does not know there.
    """
    tables = _settings(folder).get("words", {})
    if not isinstance(tables, dict):
        raise _not_words("'words' is not a table.")
    return CouncilWords(
        tuple(entry for name, table in tables.items() for entry in _words_of(name, table))
    )


def configured_layout(book: Path) -> Path | None:
    """Return the layout file that ``kpibook.toml`` names for a workbook; None if it names none.

    The file of the nearest folder counts that has ``[layouts]``, from the workbook's own upwards:
    ``"Scorecard*.xlsx" = "scorecard.layout.toml"``, the first pattern that fits the workbook's
    name. The layout is in the folder of that ``kpibook.toml``.

    Raises:
        SchemeError: As for `configured_scheme`, or a layout is not the bare name of a file.
    """
    for folder in book.absolute().parents:
        layouts = _settings(folder).get("layouts")
        if layouts is None:
            continue
        if not isinstance(layouts, dict):
            raise _not_layouts(folder, "'layouts' is not a table.")
        from kpibook.workbook.mapped.words.patterns import matches as fits

        for pattern, name in layouts.items():
            if fits(book.name, pattern):
                return _layout_file(folder, pattern, name)
        return None
    return None


def _layout_file(folder: Path, pattern: str, name: object) -> Path:
    path = file_within(folder, name) if isinstance(name, str) and is_bare_name(name) else None
    if path is None:
        raise _not_layouts(
            folder, f"the layout of '{pattern[:40]}' is not the name of a file in the same folder."
        )
    return path


def _not_layouts(folder: Path, fault: str) -> SchemeError:
    return SchemeError(
        fault,
        code="config-unknown",
        where=str(folder / NAME),
        fix='Write [layouts] and below it "Scorecard*.xlsx" = "scorecard.layout.toml".',
    )


def _words_of(name: str, table: object) -> Iterator[CouncilWord]:
    role = role_named(name)
    if not role or not isinstance(table, dict):
        raise _not_words(f"'words.{name[:40]}' is not a table of words.", nearest(name, ROLES))
    for word, means in table.items():
        if not isinstance(means, str) or not is_known(role, means, MARKERS):
            raise _not_words(
                f"the word '{word[:40]}' means {quoted(means, 40)}, which kpibook does not know "
                f"under {heading_of(role)}.",
                "Write a word that it knows there: docs/words.md has them all.",
            )
        yield CouncilWord(role, word, means)


def _not_words(fault: str, fix: str = "") -> SchemeError:
    return SchemeError(
        fault,
        code="config-unknown",
        where=NAME,
        fix=fix or 'Write [words.unit] and below it "bays" = "count".',
    )


def _whole(settings: dict[str, Any], key: str, default: int, least: int) -> int:
    value = settings.get(key, default)
    if type(value) is int and least <= value <= _MOST:
        return value
    raise SchemeError(
        f"'{key}' is not a whole number from {least} to {_MOST:,}.",
        code="config-unknown",
        where=NAME,
        fix=f"Write {key} = {default}.",
    )


def _settings(folder: Path) -> dict[str, Any]:
    """Return the settings of the folder's file, all of them known; {} if there is no file."""
    if not os.path.lexists(folder / NAME):
        return {}
    settings = _read(folder)
    for key in settings:
        if key not in _KEYS:
            raise SchemeError(
                f"'{key[:40]}' is not something kpibook knows.",
                code="config-unknown",
                where=NAME,
                fix=nearest(key, _KEYS),
            )
    return settings


def _read(folder: Path) -> dict[str, Any]:
    path = file_within(folder, NAME)
    if path is None:
        raise _unreadable("this is a link to a file in another folder")
    import tomllib

    try:
        # utf-8-sig, as Notepad puts a byte order mark at the start, which TOML does not allow.
        return tomllib.loads(read_regular(path, LARGEST).decode("utf-8-sig"))
    except OSError as error:
        raise _unreadable(error.strerror or type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise _unreadable("it is not text in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(str(error)) from error


def _unreadable(reason: str) -> SchemeError:
    return SchemeError(
        f"cannot be read: {reason}.",
        code="config-unreadable",
        where=NAME,
        fix="Put it right in a text editor, or move it away.",
    )
