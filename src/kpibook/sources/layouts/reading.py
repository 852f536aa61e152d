"""Layout file in TOML, read: whatever is wrong is said with its line and how to mend it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.vocabulary.council_words import CouncilWord, CouncilWords, is_known
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.wording import guessed, nearest, quoted
from kpibook.errors import KpibookError, LayoutError, Location
from kpibook.files.bare_name import is_bare_name
from kpibook.files.reading import read_regular, unreadable
from kpibook.sources.layouts import names
from kpibook.sources.layouts.lines import line_of
from kpibook.workbook import layout as own
from kpibook.workbook.mapped.council_layout import (
    ROLES,
    CouncilLayout,
    Orientation,
    SettledFigure,
    Shown,
    ShownAt,
    TableLayout,
)
from kpibook.workbook.mapped.periods.expression import placeholders_unknown
from kpibook.workbook.mapped.periods.shifted import names_year
from kpibook.workbook.mapped.words.shown import shown_key

LARGEST = 1_000_000
_Value = TypeVar("_Value", bound=Enum)


def read_layout(path: Path) -> CouncilLayout:
    """Read a layout file.

    Raises:
        LayoutError: It cannot be read or is not TOML (``layout-unreadable``), has a key that is
            not known (``layout-unknown``) or a value of the wrong kind (``layout-value``).
    """
    return layout_from(layout_file_text(path), path.name)


def layout_file_text(path: Path) -> str:
    """Return the text of a layout file.

    Raises:
        LayoutError: It cannot be read, or is not text (``layout-unreadable``).
    """
    try:
        # utf-8-sig, as Notepad puts a byte order mark at the start, which TOML does not allow.
        return read_regular(path, LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise unreadable(error, path.name, LayoutError) from error
    except UnicodeDecodeError as error:
        raise _not_toml(path.name, "it is not text in UTF-8") from error


def layout_from(text: str, file: str) -> CouncilLayout:
    """Make a layout from the text of its file.

    Args:
        text: The file's text.
        file: Its name, for messages.

    Raises:
        LayoutError: As for `read_layout`.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_toml(file, str(error).rstrip(".")) from error
    return _Reader(text, file).layout(data)


def _not_toml(file: str, reason: str) -> LayoutError:
    return LayoutError(
        f"is not a layout that can be read: {reason}.",
        code="layout-unreadable",
        where=file,
        fix="Put it right in a text editor, or make a new one with `kpibook inspect --layout`.",
    )


class _Reader:
    """Reader of a file's tables; it knows the file and its lines for errors."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._table, self._number = "", 0

    def layout(self, data: Mapping[str, Any]) -> CouncilLayout:
        self._only(data, names.TOP)
        texts = {key: self._one_text(data, key) for key in names.TOP_TEXTS}
        self._quarter(texts["period"])
        tables = data.get("table")
        if not isinstance(tables, list) or not tables:
            self._bad("table", "there is no [[table]].", "Write [[table]] and below it its roles.")
        read = tuple(self._each_table(tables))
        words = self._enter("words", data)
        return CouncilLayout(
            tables=read,
            words=CouncilWords(tuple(self._words(words))),
            no_target=self._texts(words, names.NO_TARGET),
            statuses=self._meanings(words, names.STATUS, Status),
            directions=self._meanings(words, names.DIRECTION, Direction),
            answers=dict(self._answers(data)),
            settled=tuple(self._settled(data.get("settled", []))),
            scheme=texts["scheme"],
            period=texts["period"],
            council=texts["council"],
            directorate=texts["directorate"],
            committee=texts["committee"],
            source=self._file,
        )

    def _quarter(self, text: str) -> None:
        try:
            _ = Quarter.parse(text) if text else None
        except KpibookError as error:
            self._bad("period", f"'period' is {quoted(text, 40)}: {error.what}", error.fix)

    def _each_table(self, tables: Sequence[Any]) -> Iterator[TableLayout]:
        for number, table in enumerate(tables):
            self._table, self._number = "table", number
            if not isinstance(table, dict):
                self._bad("table", "'table' is not a table.", "Write [[table]].")
            yield self._a_table(table)

    def _a_table(self, table: Mapping[str, Any]) -> TableLayout:
        self._only(table, names.TABLE)
        texts = {key: self._one_text(table, key) for key in names.TABLE_TEXTS if key in table}
        columns = {role: self._heading(table, role) for role in ROLES if role in table}
        self._allowed(texts, "join", names.JOINS)
        self._allowed(texts, "section_role", names.SECTION_ROLES)
        if texts.get("file") and not is_bare_name(texts["file"]):
            self._bad("file", "'file' is not the name of a file in the same folder.", "")
        if "ref" not in columns and "measure" not in columns:
            self._bad(
                "table",
                "a table says neither where the reference nor where the measure is.",
                'Write measure = "..." with the heading of the column that names it.',
            )
        if "year_target" not in columns and names_year(columns.get("target", "")):
            columns["year_target"] = columns.pop("target")
        return TableLayout(
            orientation=self._choice(table, "orientation", Orientation, Orientation.ROWS),
            columns=columns,
            heading_rows=self._rows(table),
            status=self._shown(table, "status"),
            direction=self._shown(table, "direction"),
            where=self._where(table),
            passes_over=self._texts(table, "passes_over"),
            **texts,
        )

    def _shown(self, table: Mapping[str, Any], key: str) -> ShownAt | None:
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            return ShownAt(self._heading(table, key), Shown.WORD)
        if not isinstance(value, dict) or set(value) - {"at", "as"} or "at" not in value:
            self._bad(
                key,
                f"'{key}' does not say where it is and how it is shown.",
                f'Write {key} = {{ at = "RAG", as = "word" }}.',
            )
        how, has_fill = self._ways(value, key)
        return ShownAt(
            self._heading(value, "at", key),
            self._choice({"as": how} if how else {}, "as", Shown, Shown.WORD, key),
            has_fill,
        )

    def _ways(self, value: Mapping[str, Any], key: str) -> tuple[str, bool]:
        """Return how a status is shown, and if its cell has a fill too: ["letter", "fill"]."""
        ways = value.get("as", "")
        if isinstance(ways, str):
            return ways, False
        others = [way for way in ways if way != Shown.FILL.value] if isinstance(ways, list) else []
        is_list = isinstance(ways, list)
        texts = [s.value for s in Shown if not s.is_colour]
        if (
            not is_list
            or key != "status"
            or len(ways) != 2
            or len(others) != 1
            or others[0] not in texts
        ):
            self._bad(
                key,
                f"'as' of '{key}' is no way in which a status is shown.",
                'Write as = "letter", or as = ["letter", "fill"] for a letter on a coloured fill.',
            )
        return others[0], True

    def _heading(self, table: Mapping[str, Any], key: str, found_at: str = "") -> str:
        text = self._one_text(table, key, found_at)
        if not text:
            self._bad(found_at or key, f"'{key}' is empty.", "Write a heading, or delete the line.")
        if unknown := placeholders_unknown(text):
            self._bad(
                found_at or key,
                f"'{{{unknown[0]}}}' in {quoted(text, 60)} is not known.",
                "Allowed: {quarter}, {quarter-1}, {year}, {year-1}, {month} and so on.",
            )
        return text

    def _where(self, table: Mapping[str, Any]) -> dict[str, str]:
        value = table.get("where", {})
        if not isinstance(value, dict) or not all(
            isinstance(text, str | int | float) for text in value.values()
        ):
            self._bad(
                "where", "'where' is no list of headings and texts.", 'where = { Area = "x" }'
            )
        return {heading: str(text) for heading, text in value.items()}

    def _rows(self, table: Mapping[str, Any]) -> tuple[int, ...]:
        key = "heading_rows"
        value = table.get(key, [])
        is_rows = isinstance(value, list) and all(type(row) is int and row > 0 for row in value)
        if not is_rows or len(value) > 3:
            self._bad(
                key,
                f"'{key}' is no list of one to three rows.",
                f"Write {key} = [4, 5].",
            )
        return tuple(value)

    def _words(self, words: Mapping[str, Any]) -> Iterator[CouncilWord]:
        self._only(words, names.WORDS)
        for key, role in names.WORD_TABLES.items():
            for word, means in self._word_table(words, key).items():
                if not is_known(role, means, MARKERS):
                    self._bad(
                        word,
                        f"the word {quoted(word, 40)} means {quoted(means, 40)}, which is not "
                        f"known for '{key}'.",
                        "docs/words.md has the words that it knows.",
                    )
                yield CouncilWord(role, word, means)

    def _meanings(
        self, words: Mapping[str, Any], key: str, meaning: type[_Value]
    ) -> dict[str, _Value]:
        found = {}
        for word, means in self._word_table(words, key).items():
            value = next((m for m in meaning if m.value == means.replace(" ", "_")), None)
            if value is None:
                allowed = [m.value.replace("_", " ") for m in meaning]
                self._bad(
                    word,
                    f"{quoted(word, 40)} means {quoted(means, 40)}, which is no {key}.",
                    nearest(means, allowed),
                )
            found[shown_key(word)] = value
        return found

    def _word_table(self, words: Mapping[str, Any], key: str) -> dict[str, str]:
        value = words.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(m, str) for m in value.values()):
            self._bad(
                key, f"'{key}' is no list of words and meanings.", f'{key} = {{ "word" = "..." }}'
            )
        return value

    def _answers(self, data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        for ref, answers in self._enter("measure", data).items():
            self._table, self._number = f"measure.{ref}", 0
            if not isinstance(answers, dict):
                self._bad("", f"'measure.{ref}' is no table.", "Write [measure.REF].")
            self._only(answers, names.ANSWERS)
            for key, value in answers.items():
                if not isinstance(value, str | int | float) or isinstance(value, bool):
                    self._bad(key, f"'{key}' is neither a text nor a number.", f'{key} = "..."')
            profile = {key: str(value) for key, value in answers.items() if key == "profile"}
            self._allowed(profile, "profile", names.PROFILES)
            yield ref, {key: str(value) for key, value in answers.items()}

    def _settled(self, tables: Any) -> Iterator[SettledFigure]:
        self._table, self._number = "settled", 0
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._bad("settled", "'settled' is no list of tables.", "Write [[settled]].")
        for number, table in enumerate(tables):
            self._number = number
            self._only(table, names.SETTLED)
            texts = {key: self._needed(table, key) for key in names.SETTLED_TEXTS}
            if texts["period"] != own.ANY_PERIOD:
                self._quarter(texts["period"])
            on = table.get("on")
            if on is not None and type(on) is not date:
                self._bad("on", "'on' is no day.", "Write on = 2025-01-17, without marks.")
            yield SettledFigure(**texts, on=on)

    def _needed(self, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str | int | float) or isinstance(value, bool) or value == "":
            self._bad(key, f"'{key}' of a settled figure is missing.", f'Write {key} = "...".')
        return str(value).strip()

    def _enter(self, table: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        self._table, self._number = table, 0
        value = data.get(table, {})
        if not isinstance(value, dict):
            self._bad(table, f"'{table}' is no table.", f"Write [{table}] on a line.")
        return value

    def _only(self, table: Mapping[str, Any], allowed: Sequence[str]) -> None:
        for key in table:
            if key not in allowed:
                self._bad(
                    key,
                    f"'{key[:40]}' is not known here.",
                    f"{guessed(key, allowed, most=1)} Allowed: {', '.join(allowed)}.".lstrip(),
                    code="layout-unknown",
                )

    def _one_text(self, table: Mapping[str, Any], key: str, found_at: str = "") -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self._bad(found_at or key, f"'{key}' is not text.", f'Write {key} = "...".')
        return value.strip()

    def _texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self._bad(key, f"'{key}' is no list of texts.", f'Write {key} = ["..."].')
        return tuple(value)

    def _allowed(self, texts: Mapping[str, str], key: str, allowed: Sequence[str]) -> None:
        if texts.get(key, allowed[0]) not in allowed:
            self._bad(key, f"'{key}' is {quoted(texts[key])}.", nearest(texts[key], allowed))

    def _choice(
        self,
        table: Mapping[str, Any],
        key: str,
        choices: type[_Value],
        default: _Value,
        found_at: str = "",
    ) -> _Value:
        text = self._one_text(table, key, found_at) or default.value
        found = next((choice for choice in choices if choice.value == text), None)
        if found is None:
            allowed = [choice.value for choice in choices]
            self._bad(found_at or key, f"'{key}' is {quoted(text)}.", nearest(text, allowed))
        return found

    def _bad(self, key: str, what: str, fix: str, code: str = "layout-value") -> NoReturn:
        line = line_of(self._text, self._table, self._number, key)
        raise LayoutError(what, code=code, where=Location(self._file, line=line), fix=fix)
