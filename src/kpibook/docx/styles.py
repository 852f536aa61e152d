"""Styles of a Word document by their names or ids, and the language of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kpibook.docx.word_file import WordFile
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.xml import elements as xml


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles of a document.

    Attributes:
        paragraphs: Ids of its paragraph styles by their names in small letters: Word keeps the
            English names of its built-in styles whatever language a person sees, unless the
            person gives them others.
        tables: Ids of its table styles, likewise.
        language: Language of its text by default; "" if it does not say.
        ids: Ids of its paragraph and table styles, each by itself in small letters.
        default: Id of the style of paragraphs that name none; "" if there is no such style.
    """

    paragraphs: Mapping[str, str]
    tables: Mapping[str, str]
    language: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    default: str = ""

    def paragraph(self, name: str) -> str:
        """Return the id of a paragraph style; "" if there is no such style.

        A built-in style that was renamed is found by its id, which Word makes from its name, and
        Normal as the style of paragraphs that name none.
        """
        found = self.paragraphs.get(_folded(name)) or self._by_id(name, self.paragraphs)
        return found or (self.default if _folded(name) == _NORMAL else "")

    def table(self, name: str) -> str:
        """Return the id of a table style; "" if there is no such style."""
        return self.tables.get(_folded(name)) or self._by_id(name, self.tables)

    def _by_id(self, name: str, among: Mapping[str, str]) -> str:
        ident = self.ids.get(_folded(name).replace(" ", ""), "")
        return ident if ident in among.values() else ""


_NORMAL = "normal"
_TRUE = ("1", "true", "on")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def styles_of(word: WordFile) -> Styles:
    """Return the styles of a document; empty if it has no styles part."""
    part = relationships.target_of(word.package, word.main, "styles")
    if part is None:
        return Styles({}, {})
    source = word.source_of(part)
    ids: dict[str, dict[str, str]] = {"paragraph": {}, "table": {}}
    others: dict[str, dict[str, str]] = {"paragraph": {}, "table": {}}
    default = ""
    for style in xml.elements(source, "style"):
        name, aliases = (xml.child(source, each, style.tag) for each in ("name", "aliases"))
        kind, ident = _attribute(style.tag, "type"), _attribute(style.tag, "styleId")
        if name is None or kind not in ids:
            continue
        ids[kind].setdefault(_folded(_attribute(name.tag, "val")), ident)
        for alias in _attribute(aliases.tag, "val").split(",") if aliases is not None else ():
            others[kind].setdefault(_folded(alias), ident)
        if kind == "paragraph" and _attribute(style.tag, "default") in _TRUE:
            default = default or ident
    paragraphs, tables = ({**others[kind], **ids[kind]} for kind in ("paragraph", "table"))
    every = {ident.casefold(): ident for ident in (*paragraphs.values(), *tables.values())}
    return Styles(paragraphs, tables, _language(source), every, default)


def _language(source: bytes) -> str:
    defaults = xml.first_element(source, "rPrDefault")
    tag = xml.first_tag(source, "lang", defaults.start, defaults.end) if defaults else None
    return _attribute(tag, "val") if tag else ""


def _attribute(tag: xml.Tag, local: str) -> str:
    """Return an attribute of the main namespace, whatever its prefix."""
    return next(
        (value for name, value in tag.attributes.items() if name.rpartition(":")[2] == local), ""
    )
