"""Core properties of a workbook: its author, and the time of its last save."""

from __future__ import annotations

from datetime import UTC, datetime

from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

_CORE = ("core-properties", "coreProperties")  # the second in strict files
_OUR_AUTHOR = "kpibook"


def saved_at(container: OpcPackage) -> str:
    """Return the time of the last save by the document properties, in UTC: "2022-01-17T09:30:00Z".

    Excel writes this stamp when a person saves. A workbook not saved in Excel since kpibook made it
    has the fixed stamp of its template, which tells nothing.

    Returns:
        The time; "" if the file states no time, it cannot be read, or it is the template's.
    """
    properties = _properties(container)
    stamp = properties.get("modified", "")
    if properties.get("lastModifiedBy") == _OUR_AUTHOR and stamp == properties.get("created"):
        return ""
    return _in_utc(stamp)


def author_of(container: OpcPackage) -> str:
    """Return the author a workbook names; "" if it names none, or kpibook."""
    author = _properties(container).get("creator", "")
    return "" if author == _OUR_AUTHOR else author


def subject_of(container: OpcPackage) -> str:
    """Return the subject a workbook names; "" if it names none."""
    return _properties(container).get("subject", "")


def _properties(container: OpcPackage) -> dict[str, str]:
    parts = (relationships.target_of(container, relationships.PACKAGE, kind) for kind in _CORE)
    part = next(filter(None, parts), None)
    if part is None:
        return {}
    source = xml.clean(container.read(part), part=part, file=container.name)
    return {child.local: child.text(source).strip() for child in xml.children(source)}


def _in_utc(stamp: str) -> str:
    """Return the time as UTC in one form, to compare as text; a time without a zone is UTC."""
    try:
        time = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    zoned = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    try:
        return f"{zoned.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except OverflowError:  # a zone that moves the first or last day of the calendar across its end
        return ""
