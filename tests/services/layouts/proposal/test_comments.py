"""The file says what each column is taken for, with short samples."""

from __future__ import annotations

from pathlib import Path

from kpibook.services.layouts.proposal.comments import proposal_text, samples_of
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.services.layouts.proposal.values import Column


def test_long_texts_are_no_samples_because_they_may_be_personal() -> None:
    column = Column(1, "Comments", ("The family of the boy moved out in May", "Done"), 2, 2)

    assert samples_of(column) == " (Done)"


def test_last_year_has_two_lines_to_choose_from(tmp_path: Path) -> None:
    path = tmp_path / "kpis.csv"
    path.write_text(
        "Ref,Measure,Target,Actual,Last year\nA1,Homes let on time,5,6,4\n", encoding="utf-8"
    )

    text = proposal_text(propose_layout(path))

    assert '# previous_year = "Last year"' in text
    assert '# previous_year_outturn = "Last year"' in text
