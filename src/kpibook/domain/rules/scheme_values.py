"""Values of a scheme file: texts, choices and tolerances, each refused by name if it is not one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from kpibook.domain.measures.measure import Tolerance, parse_tolerance
from kpibook.domain.wording import nearest
from kpibook.errors import KpibookError, SchemeError

_Member = TypeVar("_Member", bound=Enum)


def table_of(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a table of the file; empty if it is not there.

    Raises:
        SchemeError: It is a value.
    """
    table = data.get(name, {})
    if not isinstance(table, Mapping):
        raise not_a_table(name)
    return table


def only(table: Mapping[str, Any], allowed: tuple[str, ...], inside: str) -> None:
    """Refuse a name that is not known: a misspelt limit must not be passed over.

    Raises:
        SchemeError: A name is not among those allowed.
    """
    for name in table:
        if name not in allowed:
            raise SchemeError(
                f"'{inside}{name}' is not something kpibook knows.",
                code="scheme-value-unknown",
                fix=nearest(name, allowed),
            )


def text_of(data: Mapping[str, Any], name: str) -> str:
    """Return a text that the file must have.

    Raises:
        SchemeError: It is missing, blank or no text.
    """
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise SchemeError(
            f"'{name}' is missing or is not text.",
            code="scheme-incomplete",
            fix=f'Add {name} = "...".',
        )
    return value


def choice_of(table: Mapping[str, Any], name: str, allowed: tuple[str, ...], default: str) -> str:
    """Return a value that is one of those allowed.

    Raises:
        SchemeError: It is another.
    """
    value = table.get(name, default)
    if value not in allowed:
        raise unknown_value(name, value, nearest(str(value), allowed))
    return str(value)


def member_of(kind: type[_Member], value: object, name: str, *also: str) -> _Member:
    """Return the member of an enum that a value names; `also` is allowed elsewhere.

    Raises:
        SchemeError: It names none.
    """
    members = {member.value: member for member in kind}
    if not isinstance(value, str) or value not in members:
        raise unknown_value(name, value, nearest(str(value), (*members, *also)))
    return members[value]


def tolerance_of(name: str, value: object, fix: str) -> Tolerance:
    """Read a tolerance.

    Raises:
        SchemeError: It is none; the message names its setting.
    """
    try:
        tolerance = parse_tolerance(value)
    except KpibookError as error:
        raise SchemeError(f"'{name}': {error.what}", code=error.code, fix=fix) from error
    if tolerance is None:
        raise unknown_value(name, value, fix)
    return tolerance


def unknown_value(name: str, value: object, fix: str) -> SchemeError:
    """Return the error for a value that is not known."""
    return SchemeError(f"'{name}' is {value!r}.", code="scheme-value-unknown", fix=fix)


def not_a_table(table_name: str) -> SchemeError:
    """Return the error for a table that is something else."""
    return SchemeError(
        f"'{table_name}' is not a table.",
        code="scheme-value-unknown",
        fix=f"Write [{table_name}], and what belongs to it on the lines below.",
    )
