"""Directorates' workbooks on disk, as they come to a central team."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from kpibook.domain.measures.period import Quarter
from tests.support.books import Q3, a_book, filled
from tests.support.packages import members_of, packed


def a_return(
    path: Path,
    *rows: Mapping[str, object],
    directorate: str = "Housing",
    council: str = "Exampleton",
    period: Quarter = Q3,
    history: Iterable[Mapping[str, object]] = (),
    stamp: str = "",
    **settings: str,
) -> Path:
    """A workbook of one directorate at `path`, filled with the Actual each row has.

    Args:
        path: Where; its folder is made.
        rows: Rows of a register, with what was reported beside (Actual, Marker, Commentary ...).
        directorate: Whose it is.
        council: Likewise.
        period: The quarter.
        history: Earlier readings.
        stamp: When its properties are to say that somebody saved it; "" leaves the template's.
        settings: Further settings (scheme).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.parent / f".{path.stem}"
    scratch.mkdir()
    reported = ("Actual", "Numerator", "Denominator", "Marker", "Commentary", "Action", "Forecast")
    measures = [{k: v for k, v in row.items() if k not in reported} for row in rows]
    actuals = [{k: v for k, v in row.items() if k in ("Ref", *reported)} for row in rows]
    book = a_book(
        scratch,
        *measures,
        history=history,
        period=period,
        name="empty.xlsx",
        directorate=directorate,
        council=council,
        **settings,
    )
    done = filled(book, *actuals, name="filled.xlsx")
    assert done.output is not None
    done.output.replace(path)
    for left in scratch.iterdir():
        left.unlink()
    scratch.rmdir()
    return saved_in_excel(path, stamp) if stamp else path


def saved_in_excel(path: Path, stamp: str) -> Path:
    """The workbook with the stamp Excel would give it at that time ("2022-01-17T09:30:00Z")."""
    members = members_of(path)
    core = members["docProps/core.xml"].decode()
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{stamp}", core)
    core = core.replace("<cp:lastModifiedBy>kpibook<", "<cp:lastModifiedBy>An officer<")
    path.write_bytes(packed({**members, "docProps/core.xml": core}))
    assert zipfile.is_zipfile(path)
    return path
