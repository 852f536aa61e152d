"""Request of the page: the files that were chosen, and what was typed into a button's fields."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from kpibook.domain.measures.period import Quarter
from kpibook.errors import SourceError, shown_name
from kpibook.files.reading import read_regular
from kpibook.on_use.dataclass import dataclass
from kpibook.services.paths.output import Destination

#: The folder for results, in the folder of the files that were chosen.
RESULTS = Path("results")


@dataclass(frozen=True, slots=True)
class Request:
    """Files that a person chose and texts that she typed, before a button was pressed.

    Attributes:
        books: The workbooks, as paths.
        figures: A file with figures (actuals), or with measures; None if none was chosen.
        others: Other files: the council's words (.toml), a Word template, reports in Word, a list
            of expected returns.
        texts: What was typed into the button's fields, by name; a blank field is left out.
    """

    books: tuple[Path, ...] = ()
    figures: Path | None = None
    others: tuple[Path, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Request:
        """Return the request that the page sent as plain values."""
        figures = values.get("figures")
        return cls(
            tuple(Path(name) for name in values.get("books", ())),
            Path(figures) if figures else None,
            tuple(Path(name) for name in values.get("others", ())),
            {
                name: str(text).strip()
                for name, text in values.get("texts", {}).items()
                if str(text).strip()
            },
        )

    def refuse_equal_names(self) -> None:
        """Refuse two files of a name, of which the folder holds only one.

        Raises:
            SourceError: ``same-name-chosen``.
        """
        chosen = [*self.books, *((self.figures,) if self.figures else ()), *self.others]
        counts = Counter(path.name.casefold() for path in chosen)
        for path in chosen:
            if counts[path.name.casefold()] > 1:
                raise SourceError(
                    f"two of the chosen files are named {shown_name(path.name)}.",
                    code="same-name-chosen",
                    fix="Give one another name, then choose it again.",
                )

    def text(self, name: str) -> str | None:
        """Return what was typed into a field; None if it was left blank."""
        return self.texts.get(name)

    def needed(self, name: str, label: str) -> str:
        """Return what was typed into a field that may not be blank.

        Raises:
            SourceError: ``field-blank``.
        """
        text = self.text(name)
        if text is None:
            raise SourceError(
                f"the field '{label}' is blank.",
                code="field-blank",
                fix="Fill it in, then press the button again.",
            )
        return text

    def is_ticked(self, name: str) -> bool:
        """Return whether a box is ticked."""
        return self.text(name) is not None

    def quarter(self, name: str = "period") -> Quarter | None:
        """Return the quarter that was typed; None if the field was left blank.

        Raises:
            NotAPeriod: It is not a quarter.
        """
        text = self.text(name)
        return None if text is None else Quarter.parse(text)

    def some_books(self, least: int = 1, most: int | None = None) -> Sequence[Path]:
        """Return the workbooks, if there are as many as the button works on.

        Raises:
            SourceError: ``books-chosen``: there are too few or too many.
        """
        count = len(self.books)
        if count < least or (most is not None and count > most):
            wanted = f"{least}" if most == least else f"at least {least}"
            raise SourceError(
                f"this button works on {wanted} workbook{'' if least == 1 else 's'}, and "
                f"{count or 'none'} {'is' if count == 1 else 'are'} chosen.",
                code="books-chosen",
                fix="Choose the workbooks at the top of the page, then press the button again.",
            )
        return self.books

    def one_book(self) -> Path:
        """Return the only workbook.

        Raises:
            SourceError: ``books-chosen``: none or several are chosen.
        """
        return self.some_books(1, 1)[0]

    def other(self, ending: str) -> Path | None:
        """Return the first of the other files whose name ends so; None if there is none."""
        return next((p for p in self.others if p.name.casefold().endswith(ending)), None)

    def words(self) -> Path | None:
        """Return the council's words for its report; None if there are none among the files.

        A layout, kpibook's settings and a scheme are .toml files too: the first two are known by
        their names, a scheme by its rule.
        """
        for path in self.others:
            name = path.name.casefold()
            is_other = name.endswith(".layout.toml") or name == "kpibook.toml"
            if name.endswith(".toml") and not is_other and not _is_scheme(path):
                return path
        return None


def _is_scheme(path: Path) -> bool:
    try:
        return "rule" in tomllib.loads(read_regular(path).decode("utf-8"))
    except (ValueError, OSError):  # reading it as words says what is wrong with it
        return False


def result_path(name: str) -> Path:
    """Return the path for a result of that name; its folder is made."""
    RESULTS.mkdir(exist_ok=True)
    return RESULTS / name


def result_of(book: Path, what: str) -> Destination:
    """Return the destination for what became of a workbook, with its name and `what` behind it."""
    return Destination(result_path(f"{book.stem}_{what}{book.suffix}"))
