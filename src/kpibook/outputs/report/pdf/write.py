"""The pages set by typst, from data that are handed over in memory."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import ModuleType

from kpibook.domain.report.report import Report
from kpibook.errors import SaveError
from kpibook.files.reading import read_regular
from kpibook.on_use.regex import regex
from kpibook.outputs.report.look import Files, Look
from kpibook.outputs.report.pdf.content import content_of
from kpibook.outputs.report.pdf.drawn_chart import LOOK, drawn_chart
from kpibook.outputs.report.pdf.letters import FONTS, all_printable, texts_in

_STANDARD = "ua-1"
#: A run of letters that may be too long for a cell.
_UNBROKEN = regex(r"\S{20}")
_PAGES = Path(__file__).with_name("report.typ")


def write_pdf(report: Report, look: Look, name: str) -> Files:
    """Return the report as PDF/UA-1, without the day it was made: the same report, the same bytes.

    Args:
        report: The report.
        look: What was chosen about it.
        name: Name of the file.

    Raises:
        SaveError: ``report-pdf-missing`` without typst.
    """
    typst = typesetter()
    files = {"main.typ": read_regular(_PAGES), "report.json": _data(report, look)}
    # No date: it would be the day of writing, and two files of one report would differ.
    pages: bytes = typst.compile(files, font_paths=_fonts(), pdf_standards=_STANDARD)
    return {name: pages}


def _data(report: Report, look: Look) -> bytes:
    content = all_printable(content_of(report, look))
    # Looking for such runs in every text of every page takes typst a third of its time.
    content["is_unbroken"] = any(map(_UNBROKEN.search, texts_in(content)))
    charts = [each for each in report.blocks if look.charts and each.trend.has_chart]
    content["drawing"] = LOOK
    content["charts"] = {each.name.id: drawn_chart(each, report.labels) for each in charts}
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


@cache
def _fonts() -> object:
    """Return the fonts that come with kpibook, and no others."""
    return typesetter().Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def typesetter() -> ModuleType:
    """Return typst, which the extra `report` installs.

    Raises:
        SaveError: ``report-pdf-missing`` without it.
    """
    try:
        import typst
    except ImportError as error:
        raise SaveError(
            "a report in PDF needs typst, which is not installed.",
            code="report-pdf-missing",
            fix="Install it with `pip install typst`, or name a .docx or .html file.",
        ) from error
    return typst
