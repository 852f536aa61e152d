"""The council's own words, made from the data of their TOML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from kpibook.domain.consolidation.consolidation import QUARTERS_SHOWN
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.report.words.return_wording import ReturnWording
from kpibook.domain.report.words.style_names import STYLE_USES
from kpibook.domain.report.words.wording import CommitteeWording, WordedSection, Wording
from kpibook.domain.wording import nearest, quoted
from kpibook.errors import WordingError
from kpibook.on_use.regex import regex

_TOP = ("report", "section", "labels", "committee", "return", "styles")
_HEAD = (
    *("title", "council", "committee", "meeting", "report_of", "contact"),
    *("agreed", "language"),
)
_SECTION = ("heading", "text", "place")
_COMMITTEE = (
    *("name", "includes", "section", "title", "meeting", "report_of", "contact"),
    *("agreed", "language"),
)
_PLACES = ("before", "after")
_RETURN = ("title", "sheets", "columns", "periods")
_PERIODS = range(1, QUARTERS_SHOWN + 1)
_OWN_LABELS = Labels()
_LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def wording_from(data: Mapping[str, Any], file: str) -> Wording:
    """Make the council's words from the data of a TOML file.

    Args:
        data: The file, parsed.
        file: Its name, for errors and findings.

    Raises:
        WordingError: ``wording-unknown`` for a name that is not known, ``wording-value`` for a
            value of the wrong kind.
    """
    return _Reader(file).wording(data)


class _Reader:
    """Reader of a file's tables; it knows the file for errors."""

    def __init__(self, file: str) -> None:
        self._file = file

    def wording(self, data: Mapping[str, Any]) -> Wording:
        self._only(data, _TOP, "")
        head = self._table(data, "report")
        self._only(head, _HEAD, "report.")
        return Wording(
            **self._head(head, "report."),
            file=self._file,
            council=self._name(head, "council", "report."),
            committee=self._name(head, "committee", "report."),
            sections=tuple(self._sections(data, "")),
            committees=tuple(self._committees(data)),
            labels=self._labels(self._table(data, "labels")),
            returns=self._return(self._table(data, "return")),
            styles=self._styles(self._table(data, "styles")),
        )

    def _styles(self, table: Mapping[str, Any]) -> dict[str, str]:
        self._only(table, tuple(STYLE_USES), "styles.")
        styles = {name: self._text(table, name, "styles.").strip() for name in table}
        return {name: style for name, style in styles.items() if style}

    def _head(self, table: Mapping[str, Any], inside: str) -> dict[str, Any]:
        texts = {
            name: self._text(table, name, inside)
            for name in ("title", "meeting", "report_of", "agreed", "language")
        }
        if texts["language"] and not _LANGUAGE.fullmatch(texts["language"]):
            raise self._bad(
                f"'{inside}language' is {quoted(texts['language'])}, which is no language's code.",
                'Write "en-GB" for English or "cy" for Welsh.',
            )
        return {**texts, "contact": self._texts(table, "contact", inside)}

    def _return(self, table: Mapping[str, Any]) -> ReturnWording:
        self._only(table, _RETURN, "return.")
        own = ReturnWording()
        return ReturnWording(
            title=self._text(table, "title", "return."),
            sheets=self._chosen(table, "sheets", own.sheets, needed=("priorities", "notes")),
            columns=self._chosen(table, "columns", own.columns, needed=("periods",)),
            periods=self._periods(table, own.periods),
        )

    def _chosen(
        self, table: Mapping[str, Any], name: str, allowed: Sequence[str], *, needed: Sequence[str]
    ) -> tuple[str, ...]:
        """Return what is chosen out of some names, in the council's order; all without a choice."""
        chosen = tuple(each.strip().casefold() for each in self._texts(table, name, "return."))
        for each in chosen:
            if each not in allowed or chosen.count(each) > 1:
                raise self._bad(
                    f"'return.{name}' has {quoted(each, 40)}{' twice' if each in allowed else ''}.",
                    f"Each can be there once: {', '.join(allowed)}.",
                )
        for each in needed if name in table else ():
            if each not in chosen:
                raise self._bad(
                    f"'return.{name}' lacks {quoted(each)}: figures would be without what they "
                    "need.",
                    f"Add {quoted(each)} to it.",
                )
        return chosen or tuple(allowed)

    def _periods(self, table: Mapping[str, Any], usual: int) -> int:
        number = table.get("periods", usual)
        if isinstance(number, bool) or not isinstance(number, int) or number not in _PERIODS:
            raise self._bad(
                f"'return.periods' is {quoted(str(number), 20)}.",
                f"Write a whole number from {_PERIODS[0]} to {_PERIODS[-1]}.",
            )
        return number

    def _sections(self, table: Mapping[str, Any], inside: str) -> Iterator[WordedSection]:
        for section in self._tables(table, "section", inside):
            self._only(section, _SECTION, f"{inside}section.")
            place = self._text(section, "place", f"{inside}section.") or "after"
            if place not in _PLACES:
                raise self._bad(
                    f"'{inside}section.place' is {quoted(place)}.", nearest(place, _PLACES)
                )
            heading = self._text(section, "heading", f"{inside}section.")
            if not heading.strip():
                raise self._bad(
                    f"a '{inside}section' has no heading.", 'Add heading = "..." to it.'
                )
            text = self._text(section, "text", f"{inside}section.")
            yield WordedSection(heading, text, place == "before")

    def _committees(self, data: Mapping[str, Any]) -> Iterator[CommitteeWording]:
        taken: set[str] = set()
        for committee in self._tables(data, "committee", ""):
            self._only(committee, _COMMITTEE, "committee.")
            name = self._name(committee, "name", "committee.")
            if not name or name.casefold() in taken:
                raise self._bad(
                    f"there are two committees named {quoted(name, 60)}."
                    if name
                    else "a 'committee' has no name.",
                    'Give each a different name: name = "...".',
                )
            taken.add(name.casefold())
            own = Wording(
                **self._head(committee, "committee."),
                sections=tuple(self._sections(committee, "committee.")),
            )
            includes = self._texts(committee, "includes", "committee.")
            yield CommitteeWording(name, includes, own)

    def _labels(self, table: Mapping[str, Any]) -> Labels:
        names = tuple(each.name for each in fields(Labels))
        self._only(table, names, "labels.")
        labels = {name: self._text(table, name, "labels.") for name in table}
        for name, text in labels.items():
            places = getattr(_OWN_LABELS, name).count("{}")
            rest = text.replace("{}", "")
            if not text.strip() or text.count("{}") != places or "{" in rest or "}" in rest:
                needs = (
                    f" with {' and '.join(['{}'] * places)} in it"
                    if places
                    else (" without braces")
                )
                raise self._bad(
                    f"'labels.{name}' is {quoted(text, 40)}.", f"Write a text{needs}, or delete it."
                )
        return Labels(**labels)

    def _only(self, table: Mapping[str, Any], allowed: Sequence[str], inside: str) -> None:
        for name in table:
            if name not in allowed:
                raise WordingError(
                    f"'{inside}{name[:40]}' is not something kpibook knows.",
                    code="wording-unknown",
                    where=self._file,
                    fix=nearest(name, allowed),
                )

    def _table(self, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = data.get(name, {})
        if not isinstance(value, Mapping):
            raise self._bad(f"'{name}' is not a table.", f"Write [{name}] on a line by itself.")
        return value

    def _tables(
        self, data: Mapping[str, Any], name: str, inside: str
    ) -> Sequence[Mapping[str, Any]]:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            raise self._bad(
                f"'{inside}{name}' is not a list of tables.",
                f"Write [[{inside}{name}]], with two brackets, before each.",
            )
        return value

    def _text(self, table: Mapping[str, Any], name: str, inside: str) -> str:
        value = table.get(name, "")
        if not isinstance(value, str):
            raise self._bad(
                f"'{inside}{name}' is not text.", f'Write {name} = "...", in quotation marks.'
            )
        return value

    def _name(self, table: Mapping[str, Any], name: str, inside: str) -> str:
        """Return a name, which is filled in elsewhere and has no names in braces itself."""
        value = " ".join(self._text(table, name, inside).split())
        if "{" in value or "}" in value:
            raise self._bad(
                f"'{inside}{name}' has a brace, and nothing is filled in there.",
                "Write the name itself.",
            )
        return value

    def _texts(self, table: Mapping[str, Any], name: str, inside: str) -> tuple[str, ...]:
        value = table.get(name, [])
        lines = [value] if isinstance(value, str) else value
        if not isinstance(lines, list) or not all(isinstance(each, str) for each in lines):
            raise self._bad(
                f"'{inside}{name}' is not a list of texts.", f'Write {name} = ["...", "..."].'
            )
        return tuple(each for each in lines if each.strip())

    def _bad(self, what: str, fix: str) -> WordingError:
        return WordingError(what, code="wording-value", where=self._file, fix=fix)
