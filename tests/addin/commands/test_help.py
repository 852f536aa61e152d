"""Help, as a button: version, buttons and guide, wherever it is pressed."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from kpibook import __version__
from kpibook.addin.commands.help import BUTTONS, guide_path
from tests.addin.commands.clicking import desk
from tests.addin.test_ribbon import RIBBON


def test_it_works_in_any_workbook(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "Book1.xlsx")

    answer = desk(tmp_path / "Book1.xlsx").press("help")

    assert not answer.serious
    assert str(answer).startswith(f"KPI Book {__version__}\n\nFill: ")
    assert "in-excel.md" in str(answer)
    assert "kpibook addin status" in str(answer)


def test_it_names_the_ribbons_buttons_as_they_are_labelled() -> None:
    labels = [each.get("label") for each in RIBBON.iter() if each.tag.endswith("}button")]

    assert sorted(name for name, _ in BUTTONS) == sorted(str(label) for label in labels)


def test_the_guide_that_is_found_first_is_named(tmp_path: Path) -> None:
    in_wheel, in_checkout = tmp_path / "wheel", tmp_path / "checkout"
    in_checkout.mkdir()
    (in_checkout / "in-excel.md").write_text("guide", encoding="utf-8")

    assert guide_path((in_wheel, in_checkout)) == in_checkout / "in-excel.md"
    assert guide_path((in_wheel,)) is None
