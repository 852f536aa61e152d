"""What an officer's computer gets: the built add-in, and the notices of what it holds."""

from __future__ import annotations

from tests.support import addin, wheel


def test_the_wheel_contains_the_built_add_in() -> None:
    assert wheel.contents()["kpibook/addin/kpibook.xlam"] == addin.built()


def test_the_wheel_contains_what_the_add_in_is_built_from() -> None:
    names = set(wheel.contents())

    assert "kpibook/addin/ribbon/customUI14.xml" in names
    assert "kpibook/addin/vba/KpiRibbon.bas" in names
    assert "kpibook/addin/vba/ThisWorkbook.bas" in names


def test_the_wheel_contains_the_notices_that_the_licences_ask_for() -> None:
    (notices,) = [
        content.decode()
        for name, content in wheel.contents().items()
        if name.endswith("/THIRD_PARTY_NOTICES.md")
    ]

    for holder in ("Zoomer Analytics", "William Smith"):
        assert holder in notices
    assert "Dictionary" not in notices, "the add-in holds no such class any more"
    assert "Redistributions in binary form must reproduce" in notices
    assert 'THE SOFTWARE IS PROVIDED "AS IS"' in notices
