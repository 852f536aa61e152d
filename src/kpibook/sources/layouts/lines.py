"""Line of a TOML file that a key is on, for messages: the parser of the standard library has none.

Only the form that people write is looked for; for another form the line of the table is returned.
"""

from __future__ import annotations

import re

from kpibook.on_use.regex import regex

_HEADER = regex(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?")


def line_of(text: str, table: str, number: int, key: str) -> int | None:
    r"""Return the line of a key, from 1; the line of its table if the key is not found.

    Args:
        text: The file.
        table: The table's name: "table", "words", "measure.HS02"; "" above all tables.
        number: Which of several tables of that name, from 0.
        key: The key, or a word within an inline table.

    >>> line_of('[[table]]\nref = "Ref"\n[words]\nunit = { Bays = "x" }', "words", 0, "Bays")
    4
    """
    within, seen, begins = table == "", -1, None
    pattern = re.compile(rf"""(?<![\w-])["']?{re.escape(key)}["']?\s*=""")
    for line, content in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(content):
            name = _bare(header[2])
            seen += name == table
            within = (name == table and seen == number) or (name.startswith(f"{table}.") and within)
            begins = line if name == table and seen == number else begins
        elif within and not content.lstrip().startswith("#") and pattern.search(content):
            return line
    return begins


def _bare(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
