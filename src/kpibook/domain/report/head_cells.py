"""Cells of the facts at the head of a report, found in its material."""

from __future__ import annotations

from kpibook.domain.report.figure import Origin
from kpibook.domain.report.head import HeadFacts
from kpibook.domain.report.material import Material
from kpibook.domain.report.words.wording import Wording


def head_facts(
    material: Material, wording: Wording, agreement_data: str, *, is_title_filled: bool
) -> HeadFacts:
    """Return the facts of a report; those of several workbooks have no single cell.

    Args:
        material: The report's workbooks.
        wording: The council's words.
        agreement_data: The state in no language.
        is_title_filled: True if the title holds words from the workbooks.
    """
    sources = material.sources
    cells = material.cells.get(sources[0].name) if len(sources) == 1 else None
    if cells is None:
        council = committee = directorate = agreement = Origin()
    else:
        council, committee = cells.origin(cells.council), cells.origin(cells.committee)
        directorate = cells.origin(cells.directorate)
        agreement = cells.origin(cells.sign_off) or Origin(cells.workbook, sha256=cells.sha256)
    return HeadFacts(
        None if wording.council else council,
        None if wording.committee else committee,
        directorate,
        agreement,
        agreement_data,
        is_title_filled,
    )
