"""Figures as printed: a large figure of every unit, in the workbook and in the published copy."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from kpibook.domain.measures.measure import Unit
from kpibook.services.publish import publish_return
from tests.support.books import Q3, a_book, filled
from tests.support.libreoffice import pdf_text, to_pdf

pytestmark = pytest.mark.slow

LARGE = "12500000"


@pytest.fixture(autouse=True)
def font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Print in the font that has Arial's widths, which not every computer has installed."""
    folder = Path(str(files("kpibook.outputs.report.pdf") / "fonts"))
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include><dir>{folder}</dir>"
        f"<cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled workbook with a large figure of every unit, with and without decimals."""
    lines = [
        {"Ref": f"PI.{number}.{decimals}", "Unit": unit.value, "Decimals": decimals}
        for number, unit in enumerate(Unit)
        for decimals in ("0", "2")
    ]
    values = {
        line["Ref"]: "95.25%" if line["Unit"] == Unit.PERCENT.value else LARGE for line in lines
    }
    periods = ("Q3 2020/21", "Q4 2020/21", "Q1 2021/22", "Q2 2021/22")
    book = a_book(
        tmp_path_factory.mktemp("widths"),
        *({**line, "Target": values[line["Ref"]]} for line in lines),
        history=[
            {"Ref": ref, "Period": period, "Actual": value}
            for period in periods
            for ref, value in values.items()
        ],
    )
    rows = [{"Ref": ref, "Actual": value} for ref, value in values.items()]
    done = filled(book, *rows, period=Q3)
    assert done.output is not None
    assert len(done.scorecard.rated) == len(lines)
    assert all(rated.reading.actual is not None for rated in done.scorecard.rated)
    return done.output


def test_no_figure_of_the_officers_workbook_prints_as_marks(workbook: Path, tmp_path: Path) -> None:
    text = pdf_text(to_pdf(workbook, tmp_path))

    assert "£12,500,000.00" in text
    assert "###" not in text


def test_no_figure_of_the_published_copy_prints_as_marks(workbook: Path, tmp_path: Path) -> None:
    published = publish_return(workbook, tmp_path / "return.xlsx").output

    text = pdf_text(to_pdf(published, tmp_path))

    assert "£12,500,000.00" in text
    assert "###" not in text
