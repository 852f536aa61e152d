from __future__ import annotations

import email
from datetime import UTC, date, datetime
from email.policy import default

import pytest

from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.domain.returns.returned import ReturnState, ReturnStatus
from kpibook.services.returns.letters import Letter, letters_for
from tests.domain.given import Q3

NOW = datetime(2022, 1, 18, 9, 30, tzinfo=UTC)


def missing(directorate: str, **fields: object) -> ReturnStatus:
    values: dict[str, object] = {"directorate": directorate, "due": date(2022, 1, 17), **fields}
    return ReturnStatus(ExpectedReturn(**values), ReturnState.MISSING)  # type: ignore[arg-type]


def letters(*items: ReturnStatus, now: datetime = NOW) -> list[Letter]:
    return letters_for(items, Q3, now)


def test_an_address_makes_it_an_email_that_the_standard_reads() -> None:
    (letter,) = letters(
        missing("Children\u2019s", contact="J\u00f6 Patel", addresses=("jo@a.gov.uk",))
    )

    message = email.message_from_bytes(letter.content, policy=default)
    assert letter.file.endswith(".eml")
    assert message["To"] == "jo@a.gov.uk"
    assert message["Subject"] == "Performance return for Q3 2021/22: Children\u2019s"
    assert message["Date"].datetime == NOW
    assert not message.defects
    body = message.get_body()
    assert body is not None
    text = body.get_content()
    assert text.startswith("Hello J\u00f6 Patel,")
    assert "which was due on 17th January 2022" in text
    assert b"\n" not in letter.content.replace(b"\r\n", b"")


def test_without_an_address_it_is_a_plain_text() -> None:
    (letter,) = letters(missing("Housing", contact="Jo Patel"))

    assert letter.file == "Housing.txt"
    assert letter.content.decode().startswith("Performance return for Q3 2021/22: Housing\r\n")


def test_until_the_day_is_past_a_return_is_due_and_was_not() -> None:
    (letter,) = letters(missing("Housing"), now=datetime(2022, 1, 17, 23, 0, tzinfo=UTC))

    assert "which is due on" in letter.content.decode()


def test_the_workbooks_of_a_directorate_share_a_letter() -> None:
    (letter,) = letters(
        missing("Housing", workbook="a.xlsx"), missing("housing", workbook="b.xlsx")
    )

    text = letter.content.decode()
    assert "(workbook a.xlsx)" in text
    assert "(workbook b.xlsx)" in text


def test_a_workbook_that_cannot_be_used_is_asked_for_with_the_reason() -> None:
    item = ReturnStatus(
        ExpectedReturn(directorate="Housing"), ReturnState.NOT_USED, reason="a.xlsx is damaged."
    )

    assert "the return of Housing. a.xlsx is damaged." in letters(item)[0].content.decode()


@pytest.mark.parametrize(
    ("names", "files"),
    [
        pytest.param(["../../etc/x"], ["etc x.txt"], id="a path"),
        pytest.param(["CON"], ["CON return.txt"], id="a device of Windows"),
        pytest.param(["..."], ["Return.txt"], id="nothing left"),
        pytest.param(["A/B", "A:B"], ["A B.txt", "A B 2.txt"], id="two that fall together"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(names: list[str], files: list[str]) -> None:
    assert [letter.file for letter in letters(*map(missing, names))] == files


def test_a_name_cannot_add_a_header() -> None:
    (letter,) = letters(missing("A\r\nBcc: x@evil.example", addresses=("jo@a.gov.uk",)))

    assert email.message_from_bytes(letter.content, policy=default)["Bcc"] is None
