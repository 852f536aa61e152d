"""Styles of a Word document by their names, and the language of its text."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.docx.word_file import WordFile
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.xml import elements as xml


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles of a document.

    Attributes:
        paragraphs: Ids of its paragraph styles by their names in small letters: Word keeps the
            English names of its built-in styles whatever language a person sees.
        tables: Ids of its table styles, likewise.
        language: Language of its text by default; "" if it does not say.
    """

    paragraphs: Mapping[str, str]
    tables: Mapping[str, str]
    language: str = ""

    def paragraph(self, name: str) -> str:
        """Return the id of a paragraph style; "" if there is no such style."""
        return self.paragraphs.get(name.casefold(), "")

    def table(self, name: str) -> str:
        """Return the id of a table style; "" if there is no such style."""
        return self.tables.get(name.casefold(), "")


def styles_of(word: WordFile) -> Styles:
    """Return the styles of a document; empty if it has no styles part."""
    part = relationships.target_of(word.package, word.main, "styles")
    if part is None:
        return Styles({}, {})
    source = word.source_of(part)
    ids: dict[str, dict[str, str]] = {"paragraph": {}, "table": {}}
    for style in xml.elements(source, "style"):
        name = xml.child(source, "name", style.tag)
        kind = _attribute(style.tag, "type")
        if name is not None and kind in ids:
            shown = " ".join(_attribute(name.tag, "val").split()).casefold()
            ids[kind].setdefault(shown, _attribute(style.tag, "styleId"))
    return Styles(ids["paragraph"], ids["table"], _language(source))


def _language(source: bytes) -> str:
    defaults = xml.first_element(source, "rPrDefault")
    tag = xml.first_tag(source, "lang", defaults.start, defaults.end) if defaults else None
    return _attribute(tag, "val") if tag else ""


def _attribute(tag: xml.Tag, local: str) -> str:
    """Return an attribute of the main namespace, whatever its prefix."""
    return next(
        (value for name, value in tag.attributes.items() if name.rpartition(":")[2] == local), ""
    )
