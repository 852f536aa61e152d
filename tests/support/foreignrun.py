"""The life of a workbook made from a council's own template, from new to the next quarter."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook

from kpibook.services.fill import fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from tests.support.books import EXAMPLE, Q3, a_csv
from tests.support.foreignparts import Editor, parts_of

FILLS = ("filled", "filled again")
STAGES = ("new", *FILLS, "rolled forward")
MEASURE, CORRECTED = "PI.426", 80.25


@dataclass(frozen=True)
class Run:
    """A template and the workbook made from it, as each task left it."""

    template: Editor
    books: dict[str, Path]
    returned: Path

    def parts(self, stage: str) -> dict[str, bytes]:
        return parts_of(self.books[stage])


def made_from(template: Path) -> Path:
    return new_workbook(
        EXAMPLE / "measures.csv",
        Settings(Q3),
        template.with_stem("new"),
        history_file=EXAMPLE / "history.csv",
        template=template,
    ).output


def run_from(new: Path, template: Editor) -> Run:
    """Fill a new workbook, correct one figure in place, write its return, roll it forward."""
    filled = fill_file(
        new, EXAMPLE / "actuals_q3.csv", Q3, Destination(file=new.with_stem("filled"))
    ).output
    assert filled is not None
    again = filled.with_stem("again")
    again.write_bytes(filled.read_bytes())
    late = a_csv(new.with_name("late.csv"), {"Ref": MEASURE, "Actual": f"{CORRECTED}%"})
    fill_file(again, late, Q3, Destination(in_place=True))
    returned = publish_return(again, new.with_name("return.xlsx")).output
    rolled = roll_forward_file(again, Destination(file=new.with_stem("rolled"))).output
    assert rolled is not None
    return Run(template, dict(zip(STAGES, (new, filled, again, rolled), strict=True)), returned)


def rows_under(path: Path, sheet: str, heading: str = layout.REF) -> Iterator[dict[str, object]]:
    """The rows of a sheet below the row that holds `heading`, read by another library."""
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    at = next(number for number, row in enumerate(rows) if heading in row)
    for row in rows[at + 1 :]:
        yield dict(zip([str(name) for name in rows[at]], row, strict=True))


def row_of(path: Path, ref: str) -> dict[str, object]:
    return next(row for row in rows_under(path, layout.THIS_QUARTER) if row[layout.REF] == ref)


def actuals() -> dict[str, float]:
    """The percentages of the example's file of actuals, by reference."""
    with (EXAMPLE / "actuals_q3.csv").open(encoding="utf-8-sig", newline="") as stream:
        said = {row["Ref"]: row["Actual"] for row in csv.DictReader(stream)}
    return {
        ref.replace(" ", ""): float(text[:-1]) / 100
        for ref, text in said.items()
        if text.endswith("%")
    }
