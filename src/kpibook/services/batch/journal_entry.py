"""Entry of a journal, checked before it is believed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

MOST_BYTES = 16 * 1024 * 1024
"""Bytes of the longest line that is read. An entry holds the findings of a workbook."""


def entry_of(line: bytes) -> dict[str, Any]:
    """Return the entry in a line of a journal.

    Whoever may write to the folder may write the journal, and a disk may spoil it. What a run
    that was stopped did not write is empty.

    Raises:
        ValueError: It is not an entry as a journal writes it.
    """
    try:
        entry = json.loads(line)
    except RecursionError as error:  # lists in lists, thousands deep
        raise ValueError("the line is nested too deep") from error
    _check(isinstance(entry, dict))
    _check(all(_is_text(entry.get(name)) for name in ("key", "state")))
    bytes.fromhex(entry["key"])
    entry = {"sha256": "", "rules": "", "after": "", "result": {}, **entry}
    _check(all(_is_text(entry[name]) for name in ("sha256", "rules", "after")))
    result = entry["result"]
    if not isinstance(result, dict):
        raise ValueError("the result is not an object")
    _check(all(is_right(result[name]) for name, is_right in _RESULT.items() if name in result))
    return entry


def _is_finding(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and _is_text(value.get("code"))
        and all(
            _is_text_or_none(value.get(name))
            for name in ("where", "file", "sheet", "cell", "what", "why", "fix")
        )
        and isinstance(value.get("line"), int | None)
    )


def _is_list_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(is_right, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int)


_RESULT: dict[str, Callable[[object], bool]] = {
    "output": _is_text_or_none,
    "kept": _is_text_or_none,
    "measures": _is_count,
    "findings": _is_list_of(_is_finding),
    "notes": _is_list_of(_is_text),
    "error": _is_finding,
}


def _check(is_right: bool) -> None:
    if not is_right:
        raise ValueError("the line is not an entry of a journal")
