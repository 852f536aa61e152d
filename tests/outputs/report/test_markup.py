from __future__ import annotations

from kpibook.outputs.report.markup import text


def test_markup_and_characters_that_html_forbids_are_harmless() -> None:
    assert text("<script>\x00\ud83d\x0b") == "&lt;script&gt;\ufffd\ufffd\ufffd"
    assert text("ŵ ŷ £ –\n") == "ŵ ŷ £ –\n"
