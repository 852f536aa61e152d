from __future__ import annotations

import pytest

from kpibook.outputs.report.look import licence_named, licence_names


@pytest.mark.parametrize(
    ("text", "url"),
    [
        pytest.param(" CC-BY ", "https://creativecommons.org/licenses/by/4.0/", id="short name"),
        pytest.param("https://example.org/l", "https://example.org/l", id="address"),
        pytest.param("javascript:alert(1)", None, id="no address"),
        pytest.param("https://example.org/a b", None, id="address with a space"),
        pytest.param("our own", None, id="unknown"),
    ],
)  # fmt: skip
def test_a_licence_is_a_short_name_or_an_address(text: str, url: str | None) -> None:
    licence = licence_named(text)

    assert (None if licence is None else licence.url) == url


def test_every_short_name_is_known() -> None:
    assert all(licence_named(name) is not None for name in licence_names())
