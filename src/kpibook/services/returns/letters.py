"""Letters that ask for returns: a text for each directorate, an e-mail if it has an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.returns.expected import directorate_key
from kpibook.domain.returns.returned import ReturnState, ReturnStatus
from kpibook.errors import shown_name
from kpibook.files.bare_name import in_file_name
from kpibook.on_use.dataclass import dataclass

#: Names that Windows keeps for devices, whatever the ending.
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)),
                      *(f"lpt{n}" for n in range(10))))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to send by hand.

    Attributes:
        file: Name of its file: .eml for an e-mail, .txt without an address.
        content: Its bytes.
    """

    file: str
    content: bytes


def letters_for(
    outstanding: Sequence[ReturnStatus], period: Quarter | None, written: datetime
) -> list[Letter]:
    """Write a letter for each directorate whose return is not in; workbooks of one share it.

    Args:
        outstanding: The returns to ask for.
        period: The quarter; None if it is not known.
        written: The time of writing, with its zone. A day that is due is past after it.
    """
    groups: dict[str, list[ReturnStatus]] = {}
    for item in outstanding:
        groups.setdefault(directorate_key(item.name), []).append(item)
    taken: set[str] = set()
    return [_letter(items, period, written, taken) for items in groups.values()]


def _letter(
    items: Sequence[ReturnStatus], period: Quarter | None, written: datetime, taken: set[str]
) -> Letter:
    subject = f"Performance return for {period or 'this quarter'}: {shown_name(items[0].name)}"
    body = _body(items, period, written)
    addresses = list(dict.fromkeys(a for item in items for a in item.expected.addresses))
    stem = _free_name(items[0].name, taken)
    if addresses:
        return Letter(f"{stem}.eml", _email(addresses, subject, body, written))
    text = f"{subject}\n\n{body}"
    return Letter(f"{stem}.txt", text.replace("\n", "\r\n").encode("utf-8"))


def _email(addresses: Sequence[str], subject: str, body: str, written: datetime) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["To"] = ", ".join(addresses)
    message["Subject"] = subject
    message["Date"] = format_datetime(written)
    message["X-Unsent"] = "1"  # Outlook opens it as a draft, and fills in who sends it
    message.set_content(body)
    return message.as_bytes()


def _body(items: Sequence[ReturnStatus], period: Quarter | None, written: datetime) -> str:
    names = list(dict.fromkeys(_person(item) for item in items if _person(item)))
    hello = f"Hello {' and '.join(names)}," if names else "Hello,"
    asks = "\n".join(f"- {_sentence(item, written)}" for item in items)
    return (
        f"{hello}\n\n"
        f"For the performance report of {period or 'this quarter'} we still need:\n\n{asks}\n\n"
        "Please save the workbook with its figures and send it, or tell us when\n"
        "we can expect it. If a figure is not available, write a marker such as\n"
        "[x] and say why in the commentary.\n"
        "\nThank you.\n"
    )


def _sentence(item: ReturnStatus, written: datetime) -> str:
    expected = item.expected
    name = shown_name(item.name)
    of = (
        f" (workbook {shown_name(expected.workbook)})"
        if expected.directorate and expected.workbook
        else ""
    )
    when = ""
    if expected.due is not None:
        was = "was" if expected.due < written.date() else "is"
        when = f", which {was} due on {long_date(expected.due)}"
    reason = "" if item.state is ReturnState.MISSING else f" {shown_name(item.reason)}"
    return f"the return of {name}{of}{when}.{reason}"


def _person(item: ReturnStatus) -> str:
    """Return the contact's name; "" for an address alone."""
    contact = item.expected.contact
    for address in item.expected.addresses:
        contact = contact.replace(address, " ")
    name = " ".join(shown_name(contact).strip(" <>()[];,").split())
    return "" if "@" in name else name


def _free_name(name: str, taken: set[str]) -> str:
    """Return a file's name without its ending, different from those in `taken`."""
    base = in_file_name(name) or "Return"
    base = f"{base} return" if base.split(".")[0].casefold() in _DEVICES else base
    stem, number = base, 1
    while stem.casefold() in taken:
        number += 1
        stem = f"{base} {number}"
    taken.add(stem.casefold())
    return stem
