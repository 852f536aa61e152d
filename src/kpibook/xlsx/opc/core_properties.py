"""When a workbook says of itself that somebody saved it."""

from __future__ import annotations

from datetime import UTC, datetime

from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.xml import elements as xml

_CORE = ("core-properties", "coreProperties")  # the second in strict files
_MADE_BY = "kpibook"


def saved_at(container: OpcPackage) -> str:
    """When the document properties say it was last saved, in UTC: "2022-01-17T09:30:00Z".

    Excel writes this stamp when a person saves. A workbook that nobody has saved since kpibook
    made it has the fixed stamp of its template, which says nothing.

    Returns:
        The time; "" if there is none, it cannot be read, or it is only that of the template.
    """
    found = (relationships.target_of(container, relationships.PACKAGE, kind) for kind in _CORE)
    part = next(filter(None, found), None)
    if part is None:
        return ""
    source = xml.clean(container.read(part), part=part, file=container.name)
    said = {child.local: child.text(source).strip() for child in xml.children(source)}
    stamp = said.get("modified", "")
    if said.get("lastModifiedBy") == _MADE_BY and stamp == said.get("created"):
        return ""
    return _in_utc(stamp)


def _in_utc(said: str) -> str:
    """The time in one form, so that two can be compared as text; without a zone it is UTC."""
    try:
        time = datetime.fromisoformat(said)
    except ValueError:
        return ""
    known = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    try:
        return f"{known.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except OverflowError:  # the first or last day there is, moved across its end by a zone
        return ""
