"""Content controls of a Word document that are bound to its record, as they are now."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from kpibook.docx.word_file import MAIN, WordFile
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_W = "{" + MAIN + "}"
_BOUND = regex(r"/\w+:shown(?:\[1\])?/\w+:(\w+)(?:\[1\])?$")
#: Text that a person deleted or moved away while changes are tracked: it will not be there.
_GONE = (f"{_W}del", f"{_W}moveFrom")
_BREAKS = (f"{_W}br", f"{_W}cr", f"{_W}tab", f"{_W}noBreakHyphen")
#: Most elements are no text, and only hold others.
_NOTED = frozenset((*(f"{_W}{name}" for name in ("p", "sdt", "t", "delText")), *_GONE, *_BREAKS))


@dataclass(slots=True)
class Control:
    """Content control that is bound to an entry of the record.

    Attributes:
        name: Name of the entry.
        paragraph: Number of its paragraph in the document, counted from 0; -1 if it is around
            paragraphs.
        text: Its text, without what is deleted under tracked changes.
        has_deletion: True if text of it is deleted under tracked changes.
        is_empty: True if Word shows a request to type something in its place.
    """

    name: str
    paragraph: int
    text: str = ""
    has_deletion: bool = False
    is_empty: bool = False


@dataclass(slots=True)
class Layout:
    """Text of a document as far as controls go.

    Attributes:
        controls: The bound controls, in order.
        loose: The text of each paragraph that is in no bound control.
    """

    controls: list[Control] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Place of an element: what it is inside."""

    control: Control | None = None
    paragraph: int = -1
    is_gone: bool = False


def layout_of(word: WordFile) -> Layout:
    """Return the bound controls of a document and the text between them."""
    layout = Layout()
    # A list of what is left to do, last first, in place of a function that calls itself: how deep
    # a document's elements are nested is up to who made it.
    waiting: list[tuple[Any, _Place]] = [(word.tree_of(word.main), _Place())]
    while waiting:
        element, place = waiting.pop()
        tag = element.tag
        if tag in _NOTED:
            place = _entered(element, place, layout)
        # A drawing is there twice, for new programs and for old ones.
        elif tag.endswith("}Fallback"):
            continue
        waiting += [(each, place) for each in reversed(element)]
    return layout


def _entered(element: Any, place: _Place, layout: Layout) -> _Place:
    """Note what an element holds, and return the place of its children."""
    tag = element.tag
    if tag == f"{_W}p":
        layout.loose.append("")
        return _Place(place.control, len(layout.loose) - 1, place.is_gone)
    if tag in _GONE:
        return _Place(place.control, place.paragraph, is_gone=True)
    if tag == f"{_W}sdt" and (name := _entry_name(element)):
        control = Control(name, place.paragraph, is_empty=_is_empty(element))
        layout.controls.append(control)
        return _Place(control, place.paragraph, place.is_gone)
    if tag == f"{_W}delText" or (tag == f"{_W}t" and place.is_gone):
        if place.control is not None:
            place.control.has_deletion = True
    elif tag == f"{_W}t":
        _add(element.text or "", place, layout)
    elif tag in _BREAKS:
        _add(" ", place, layout)
    return place


def _add(text: str, place: _Place, layout: Layout) -> None:
    if place.control is not None:
        place.control.text += text
    elif place.paragraph >= 0:
        layout.loose[place.paragraph] += text


def _entry_name(element: Any) -> str:
    # LibreOffice drops the tag of a control and keeps what it is bound to.
    bound = element.find(f"{_W}sdtPr/{_W}dataBinding")
    match = None if bound is None else _BOUND.search(bound.get(f"{_W}xpath", ""))
    return match[1] if match else ""


def _is_empty(element: Any) -> bool:
    placeholder = element.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    return placeholder is not None and placeholder.get(f"{_W}val", "1") not in ("0", "false")
