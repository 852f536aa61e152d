"""Styles that the report uses, by name, and what takes their place where a template lacks them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from kpibook.docx.markup import BODY, PLAIN, Letters, Shape
from kpibook.docx.styles import Styles
from kpibook.domain.finding import Finding
from kpibook.domain.report.words.style_names import TABLE_USE
from kpibook.domain.wording import listed
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class _Use:
    """Use of a style.

    Attributes:
        names: Its names, the best first.
        shape: Look of the paragraph without it.
        letters: Look of the letters without it.
        asked: True if a template is expected to have it.
        before: Text in front of the paragraph without it.
    """

    names: tuple[str, ...]
    shape: Shape = BODY
    letters: Letters = PLAIN
    asked: bool = False
    before: str = ""


def _heading(level: int, points: int) -> _Use:
    # With a level in the outline it is a heading to a screen reader even without a style.
    shape = Shape(keep_next=True, level=level - 1, before=22 - 3 * level)
    return _Use((f"Heading {level}",), shape, Letters(bold=True, points=points), asked=True)


class Kind(Enum):
    """Kind of paragraph."""

    # Enum's own hash is a function in Python, which looking up a paragraph's look would call.
    __hash__ = object.__hash__

    TITLE = _Use(("Title",), Shape(before=6), Letters(bold=True, points=20), asked=True)
    SUBTITLE = _Use(("Subtitle",))
    HEADING_1 = _heading(1, 16)
    HEADING_2 = _heading(2, 14)
    HEADING_3 = _heading(3, 13)
    HEADING_4 = _heading(4, 12)
    TEXT = _Use(("Normal",), asked=True)
    NUMBERED = _Use(("List Number", "Normal"))
    BULLET = _Use(("List Bullet",), Shape(indent=360), asked=True, before="•\u2002")
    CELL = _Use(("Report Table Text", "Normal"))
    CELL_HEADING = _Use(("Report Table Heading",), Shape(keep_next=True), Letters(bold=True))
    FIGURE = _Use(("Report Figure",), BODY, Letters(bold=True))
    OTHER_FIGURE = _Use(("Report Other Figure", "Report Table Text", "Normal"))
    NOTE = _Use(("Report Note", "Normal"))


_TABLES = ("Report Table", "Table Grid")
_CELLS = {Kind.CELL: "table_text", Kind.CELL_HEADING: "table_heading"}
_NOTHING_CHOSEN: Mapping[str, str] = MappingProxyType({})


def _use_of(kind: Kind) -> str:
    """Return the name of a kind in a council's file of words."""
    return _CELLS.get(kind, kind.name.casefold())


class StyleSet:
    """Styles of a template for every kind of paragraph.

    Args:
        styles: The styles that it has.
        chosen: The council's own names of styles, by those of `STYLE_USES`.
    """

    def __init__(self, styles: Styles, chosen: Mapping[str, str] = _NOTHING_CHOSEN) -> None:
        self._styles = styles
        self._chosen = chosen
        self.language = styles.language
        self._ids = {kind: self._first(kind) for kind in Kind}
        self._shapes = {kind: self._shape(kind) for kind in Kind}
        self._with_next = {
            kind: replace(shape, keep_next=True) for kind, shape in self._shapes.items()
        }

    def _first(self, kind: Kind) -> str:
        names = (self._chosen.get(_use_of(kind), ""), *kind.value.names)
        return next(filter(None, map(self._styles.paragraph, filter(None, names))), "")

    def shape(self, kind: Kind, *, keep_next: bool = False) -> Shape:
        """Return the look of a paragraph."""
        return (self._with_next if keep_next else self._shapes)[kind]

    def _shape(self, kind: Kind) -> Shape:
        style = self._ids[kind]
        shape = kind.value.shape
        if style:
            # A style of another name may have no level in the outline, and so be no heading.
            is_builtin = style == self._styles.paragraphs.get(kind.value.names[0].casefold())
            shape = Shape(style, level=None if is_builtin else shape.level)
        return shape

    def letters(self, kind: Kind) -> Letters:
        """Return the look of its letters."""
        return PLAIN if self._ids[kind] else kind.value.letters

    def before(self, kind: Kind) -> str:
        """Return the text in front of it."""
        return "" if self._ids[kind] else kind.value.before

    @property
    def table(self) -> str:
        """Id of the style of tables; "" without any."""
        names = (self._chosen.get(TABLE_USE, ""), *_TABLES)
        return next(filter(None, map(self._styles.table, filter(None, names))), "")

    def findings(self, file: str) -> list[Finding]:
        """Return the findings on the styles that a template lacks; empty if it has all.

        Args:
            file: Name of the template.
        """
        return [*self._not_there(file), *self._lacking(file)]

    def _not_there(self, file: str) -> list[Finding]:
        """Return the finding on the names that the council chose and the template does not have."""
        absent = [
            name
            for use, name in self._chosen.items()
            if not (self._styles.table if use == TABLE_USE else self._styles.paragraph)(name)
        ]
        if not absent:
            return []
        styles = "style" if len(absent) == 1 else "styles"
        return [
            Finding(
                "template-style-unknown",
                f"the template has no {styles} named {listed(absent)}, which [styles] in the file "
                "of words names: the usual style is used for it.",
                Location(file),
                "Write the name as Word shows it under Styles, or delete the line from the file "
                "of words: Word's own styles are found without it.",
            )
        ]

    def _lacking(self, file: str) -> list[Finding]:
        lacking = [kind.value.names[0] for kind in Kind if kind.value.asked and not self._ids[kind]]
        lacking += ["Table Grid"] if not self.table else []
        if not lacking:
            return []
        styles = "style" if len(lacking) == 1 else "styles"
        return [
            Finding(
                "template-style-missing",
                f"the template has no {styles} named {listed(lacking)}: plain formatting of "
                "kpibook's is used for it.",
                Location(file),
                "Use each of them once in the template in Word, delete that text again, and save "
                "it; or say under [styles] in the file of words which of your styles to take; or "
                "leave it as it is.",
            )
        ]
