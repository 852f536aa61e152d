"""Layout file in TOML, written with comments: a person reads it and mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from kpibook.domain.measures.vocabulary.council_words import CouncilWords
from kpibook.on_use.dataclass import dataclass
from kpibook.sources.layouts import names
from kpibook.sources.layouts.toml_text import quoted_toml, toml_key
from kpibook.workbook.mapped.council_layout import (
    ROLES,
    CouncilLayout,
    Orientation,
    Shown,
    ShownAt,
    TableLayout,
)

_WIDTH = 34  # characters of a line before its comment


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of a layout file.

    Attributes:
        above: Lines above everything.
        tables: For each table, lines above it and the comment behind each key.
        words: The comment behind each kind of word.
        questions: Lines at the end: what a person has to answer.
        polarities_asked: For each measure whose polarity a person has to say, the question.
    """

    above: tuple[str, ...] = ()
    tables: tuple[tuple[Sequence[str], Mapping[str, str]], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    polarities_asked: Mapping[str, str] = field(default_factory=dict)


NO_COMMENTS = Comments()


def layout_text(layout: CouncilLayout, comments: Comments = NO_COMMENTS) -> str:
    """Return the text of a layout file.

    Reading it gives the same layout.
    """
    lines = [*_commented(comments.above)]
    said = {key: getattr(layout, key) for key in names.TOP_TEXTS}
    top = [f"{key} = {quoted_toml(text)}" for key, text in said.items() if text]
    lines += [*top, ""] if top else []
    for number, table in enumerate(layout.tables):
        above, behind = comments.tables[number] if number < len(comments.tables) else ((), {})
        lines += ["", *_commented(above), "[[table]]", *_table(table, behind)]
    lines += ["", *_words(layout, comments.words)]
    for ref, answers in layout.answers.items():
        lines += ["", f"[measure.{toml_key(ref)}]"]
        lines += [f"{toml_key(name)} = {quoted_toml(text)}" for name, text in answers.items()]
    for ref, question in comments.polarities_asked.items():
        if ref not in layout.answers:
            lines += ["", f"[measure.{toml_key(ref)}]", f"# {_one_line(question)}"]
            lines += ['# polarity = "higher"  # or "lower": take away the first mark']
    if comments.questions:
        lines += ["", *_commented(comments.questions)]
    return "\n".join(_without_double_blanks(lines)).strip("\n") + "\n"


def _table(table: TableLayout, behind: Mapping[str, str]) -> Iterator[str]:
    values = dict(_values(table))
    for key, value in values.items():
        yield _with_comment(f"{key} = {value}", behind.get(key, ""))


def _values(table: TableLayout) -> Iterator[tuple[str, str]]:
    rows = f"[{', '.join(map(str, table.heading_rows))}]"
    is_rows = table.orientation is Orientation.ROWS
    for key, is_said, value in (
        ("file", table.file, quoted_toml(table.file)),
        ("sheet", True, quoted_toml(table.sheet)),
        ("orientation", not is_rows, quoted_toml(table.orientation.value)),
        ("heading_rows", table.heading_rows, rows),
        ("sections", table.sections, quoted_toml(table.sections)),
        ("section_role", table.sections, quoted_toml(table.section_role)),
        ("title", table.title, quoted_toml(table.title)),
        ("stops_at", table.stops_at, quoted_toml(table.stops_at)),
        ("passes_over", table.passes_over, _list(table.passes_over)),
        ("where", table.where, _inline(table.where)),
        ("periods", table.periods, quoted_toml(table.periods)),
        ("join", table.join != "ref", quoted_toml(table.join)),
    ):
        if is_said:
            yield key, value
    for role in ROLES:
        if role in table.columns:
            yield role, quoted_toml(table.columns[role])
    for key, shown in (("status", table.status), ("direction", table.direction)):
        if shown is not None:
            yield key, _shown(shown)


def _shown(shown: ShownAt) -> str:
    how = f'"{shown.shown.value}"'
    how = f'[{how}, "{Shown.FILL.value}"]' if shown.has_fill else how
    return f"{{ at = {quoted_toml(shown.at)}, as = {how} }}"


def _words(layout: CouncilLayout, behind: Mapping[str, str]) -> list[str]:
    lines = [
        _with_comment(f"{key} = {_inline(table)}", behind.get(key, ""))
        for key, table in _word_tables(layout)
        if table
    ]
    if layout.no_target:
        line = f"{names.NO_TARGET} = {_list(layout.no_target)}"
        lines.append(_with_comment(line, behind.get(names.NO_TARGET, "")))
    return ["[words]", *lines] if lines else []


def _word_tables(layout: CouncilLayout) -> Iterator[tuple[str, Mapping[str, str]]]:
    for key, role in names.WORD_TABLES.items():
        yield key, _of_role(layout.words, role)
    yield names.STATUS, {w: m.value.replace("_", " ") for w, m in layout.statuses.items()}
    yield names.DIRECTION, {w: m.value.replace("_", " ") for w, m in layout.directions.items()}


def _of_role(words: CouncilWords, role: str) -> dict[str, str]:
    return {entry.word: entry.means for entry in words.entries if entry.role == role}


def _inline(table: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{toml_key(k)} = {quoted_toml(v)}" for k, v in table.items()) + " }"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted_toml, texts))}]"


def _with_comment(line: str, comment: str) -> str:
    return f"{line.ljust(_WIDTH)}  # {_one_line(comment)}" if comment else line


def _commented(lines: Iterable[str]) -> list[str]:
    return [f"# {_one_line(line)}".rstrip() for line in lines]


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _without_double_blanks(lines: Iterable[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
