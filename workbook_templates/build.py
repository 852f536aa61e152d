"""Build the templates from the layout, the look and the standard scheme.

There are three: performance_workbook.xlsx; forecast_workbook.xlsx, which has a column for the
year's forecast; committee_report.docx, the Word document that reports are written into. ``python
workbook_templates/build.py`` writes them; with ``--check`` it writes nothing and exits with 1 if a
file is out of date.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

# Run as a script, Python looks only in this folder; the tests import from the folder above.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kpibook.outputs.packed_once import PackedOnce
from kpibook.workbook import layout
from kpibook.workbook.sizes import look
from workbook_templates import data_sheets, pages, reference_sheets, report_document
from workbook_templates.book import Book

FILE = Path(__file__).with_name("performance_workbook.xlsx")
FORECAST_FILE = Path(__file__).with_name("forecast_workbook.xlsx")
REPORT_FILE = Path(__file__).with_name("committee_report.docx")

# Not today's date: the same text has to give the same bytes.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the file format has no time zone here
_BODY = {"font_name": look.FONT, "font_size": look.BODY_POINTS}
_SHEETS = {
    layout.COVER: pages.add_cover,
    layout.ACTIONS: data_sheets.add_actions,
    layout.MEASURES: data_sheets.add_measures,
    layout.HISTORY: data_sheets.add_history,
    layout.RETURN: pages.add_return,
    layout.KEY: reference_sheets.add_key,
    layout.SETTINGS: reference_sheets.add_settings,
    layout.LISTS: reference_sheets.add_lists,
}


def build(to: Path | BytesIO, *, forecast: bool = False) -> None:
    """Write a template to a file or a buffer; the same bytes every time."""
    content = _content(forecast)
    if isinstance(to, Path):
        to.write_bytes(content)
    else:
        to.write(content)


def is_stale(path: Path = FILE, *, forecast: bool = False) -> bool:
    """Return True if `path` differs from the output of `build`, or is no workbook."""
    return _differs(path, _content(forecast))


def is_report_stale(path: Path = REPORT_FILE) -> bool:
    """Return True if `path` differs from the template of the report as it is built now."""
    return _differs(path, report_document.content())


def _differs(path: Path, content: bytes) -> bool:
    # Parts are compared unpacked: another zlib may pack the same text into other bytes.
    try:
        return _parts(path.read_bytes()) != _parts(content)
    except (OSError, zipfile.BadZipFile):
        return True


def main(arguments: list[str] | None = None) -> int:
    """Build the template, or with --check only compare; return the exit code."""
    parser = argparse.ArgumentParser(description="Build the performance workbook template.")
    parser.add_argument("--check", action="store_true", help="only say whether it is out of date")
    if not parser.parse_args(arguments).check:
        build(FILE)
        build(FORECAST_FILE, forecast=True)
        REPORT_FILE.write_bytes(report_document.content())
        print(f"Wrote {FILE.name}, {FORECAST_FILE.name} and {REPORT_FILE.name}.")
        return 0
    stale = [
        path.name
        for path in (FILE, FORECAST_FILE)
        if is_stale(path, forecast=path is FORECAST_FILE)
    ]
    stale += [REPORT_FILE.name] if is_report_stale() else []
    for name in stale:
        print(f"{name} is out of date: run `make template`.", file=sys.stderr)
    return 1 if stale else 0


def _content(forecast: bool) -> bytes:
    # A copy, because XlsxWriter adds to it and a second workbook would then differ.
    options = {"in_memory": True, "default_format_properties": dict(_BODY)}
    workbook = PackedOnce(options)
    workbook.set_properties(
        {
            "title": "Performance workbook",
            "subject": "Quarterly performance of a directorate",
            "author": "kpibook",
            "created": _CREATED,
        }
    )
    book = Book(workbook)
    for name in layout.SHEETS:
        sheet = workbook.add_worksheet(name)
        if name == layout.THIS_QUARTER:
            data_sheets.add_this_quarter(book, sheet, forecast=forecast)
        else:
            _SHEETS[name](book, sheet)
    workbook.get_worksheet_by_name(layout.COVER).activate()
    target = BytesIO()
    workbook.pack_into(target, {look.TITLE_POINTS: 1, look.SECTION_POINTS: 2})
    return target.getvalue()


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


if __name__ == "__main__":
    raise SystemExit(main())
