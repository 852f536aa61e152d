"""Word document as a package: its main part found, and refused where it is no document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError, fromstring

from kpibook.errors import Location, PackageError, RefusedFile
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.opc import content_types, relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_T = TypeVar("_T")
_FOR_EXCEL = regex("workbook|spreadsheet|Excel")
_MACROS = "application/vnd.ms-word."
_NO_DOCUMENT = ("not-a-workbook", "workbook-legacy", "content-types-missing")
_SAVE = "Open it in Word and save it as a Word Document (.docx)."


@dataclass(frozen=True, slots=True)
class WordFile:
    """Word document.

    Attributes:
        package: Its parts.
        main: Name of the part that holds the text.
    """

    package: OpcPackage
    main: str

    def source(self) -> bytes:
        """Return the main part, fit for a search of its bytes."""
        return self.source_of(self.main)

    def source_of(self, part: str) -> bytes:
        """Return a part, fit for a search of its bytes."""
        content = in_words_for_word(lambda: self.package.read(part))
        return in_words_for_word(lambda: xml.clean(content, part=part, file=self.package.name))

    def tree_of(self, part: str) -> Any:
        """Return a part as a tree of elements.

        Raises:
            RefusedFile: ``xml-not-well-formed``; ``xml-doctype``, before it is parsed.
        """
        try:
            # Without a document type there are no entities, which is what defusedxml guards against
            # with a parser that takes four times as long.
            return fromstring(self.source_of(part))  # noqa: S314
        except (ParseError, ValueError) as error:
            raise RefusedFile(
                f"the part {part} is not well-formed XML.",
                code="xml-not-well-formed",
                where=self.package.name,
                fix="Open the document in Word, let it repair it, and save it again.",
            ) from error


def open_word_file(path: Path) -> WordFile:
    """Open a Word document.

    Raises:
        RefusedFile: ``not-a-word-document``; what the guard refuses.
        PackageError: It is not there, or cannot be read.
    """
    package = in_words_for_word(lambda: OpcPackage.open(path))
    try:
        return in_words_for_word(lambda: _word_file(package))
    except BaseException:
        package.close()
        raise


def word_file_from(content: bytes, name: str) -> WordFile:
    """Return a Word document held in memory; `name` is for messages.

    Raises:
        RefusedFile: As `open_word_file`.
    """
    return in_words_for_word(lambda: _word_file(OpcPackage.from_bytes(content, name)))


def _word_file(package: OpcPackage) -> WordFile:
    main = relationships.target_of(package, relationships.PACKAGE, "officeDocument")
    kind = content_types.type_of(package, main) if main else ""
    if main is None or not (kind in (DOCUMENT_TYPE, TEMPLATE_TYPE) or kind.startswith(_MACROS)):
        raise RefusedFile(
            "the file is not a Word document.",
            code="not-a-word-document",
            where=package.name,
            fix=f"Name a file that Word saved as .docx. {_SAVE}",
        )
    if kind.startswith(_MACROS):
        raise RefusedFile(
            "the document has macros.",
            code="document-has-macros",
            where=package.name,
            why="What goes to a committee must not have any.",
            fix=_SAVE,
        )
    return WordFile(package, main)


def in_words_for_word(read: Callable[[], _T]) -> _T:
    """Return what `read` returns; what it refuses is told in words for a Word document."""
    try:
        return read()
    except PackageError as error:
        if not _FOR_EXCEL.search(str(error)):
            raise
        raise _for_word(error) from error


def _for_word(error: PackageError) -> PackageError:
    if error.code in _NO_DOCUMENT:
        what = error.what.replace("a workbook's name", "a document's name")
        return RefusedFile(
            what.replace("not a workbook", "not a Word document").replace(
                "not an .xlsx workbook", "not a Word document"
            ),
            code="not-a-word-document",
            where=error.where,
            fix=_SAVE,
        )
    if error.code == "workbook-encrypted":
        return RefusedFile(
            "the document is protected by a password to open.",
            code="document-encrypted",
            where=error.where,
            fix="Take the password off in Word: File, Info, Protect Document.",
        )
    return RefusedFile(
        _of_word(error.what),
        code=error.code,
        where=error.where if isinstance(error.where, Location) else Location(str(error.where)),
        why=_of_word(error.why),
        fix="Do not open it unless you know who made it. If you do, open it in Word and save it "
        "again.",
    )


def _of_word(words: str) -> str:
    for old, new in (("workbook", "document"), ("Excel", "Word"), ("spreadsheet", "word")):
        words = words.replace(old, new)
    return words
