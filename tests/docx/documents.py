"""Reports in Word as officers and other programs leave them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from kpibook.docx.record import NAMESPACE
from tests.support.packages import members_of, packed

MAIN = "word/document.xml"
#: Everything of a control: its properties, with its name in them, and its content.
_CONTROL = (
    r"<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*?/k:{}\[1\]\".*?</w:sdtPr>"
    r"<w:sdtContent>(.*?)</w:sdtContent></w:sdt>"
)
_TEXT = re.compile(r"(<w:t[^>]*>)[^<]*</w:t>")


def control(document: str, name: str) -> re.Match[str]:
    """The control bound to the entry of a name."""
    found = re.search(_CONTROL.format(name), document)
    assert found is not None, name
    return found


def with_control(path: Path, name: str, change: Callable[[re.Match[str]], str]) -> Path:
    """The document with a control as `change` makes it, next to the original."""
    members = members_of(path)
    document = members[MAIN].decode()
    whole = control(document, name)
    changed = document[: whole.start()] + change(whole) + document[whole.end() :]
    return _saved(path, {**members, MAIN: changed.encode()})


def retyped(path: Path, name: str, text: str) -> Path:
    """Someone has typed over the control in a program that leaves the part behind it alone."""
    return with_control(path, name, lambda m: _TEXT.sub(rf"\g<1>{text}</w:t>", m[0]))


def retyped_in_word(path: Path, name: str, text: str) -> Path:
    """Someone has typed over it in Word, which writes what is typed into the part too."""
    return behind(retyped(path, name, text), name, text)


def behind(path: Path, name: str, text: str) -> Path:
    """The part behind the controls says something else."""
    members = members_of(path)
    part = record_part(members)
    new = re.sub(rf"<{name}>[^<]*</{name}>", f"<{name}>{text}</{name}>", members[part].decode())
    return _saved(path, {**members, part: new.encode()})


def deleted(path: Path, name: str) -> Path:
    return with_control(path, name, lambda m: "")


def emptied(path: Path, name: str) -> Path:
    """Someone has deleted the text in the control: Word asks for another."""

    def asking(m: re.Match[str]) -> str:
        asked = m[0].replace("<w:dataBinding", "<w:showingPlcHdr/><w:dataBinding")
        return _TEXT.sub(r"\g<1>Click here to enter text.</w:t>", asked)

    return with_control(path, name, asking)


def pasted_over(path: Path, name: str, text: str) -> Path:
    return with_control(path, name, lambda m: f"<w:r><w:t>{text}</w:t></w:r>")


def deleted_in_tracked_changes(path: Path, name: str) -> Path:
    def tracked(m: re.Match[str]) -> str:
        gone = m[1].replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        marked = f'<w:del w:id="1" w:author="A" w:date="2022-01-01T00:00:00Z">{gone}</w:del>'
        return m[0].replace(m[1], marked)

    return with_control(path, name, tracked)


def record_part(members: dict[str, bytes]) -> str:
    """Name of the part with the record."""
    return next(
        name
        for name, content in members.items()
        if name.startswith("customXml/item") and f'<report xmlns="{NAMESPACE}"'.encode() in content
    )


def _saved(path: Path, members: dict[str, bytes]) -> Path:
    other = path.with_name(f"changed {path.name.removeprefix('changed ')}")
    other.write_bytes(packed(members))
    return other
