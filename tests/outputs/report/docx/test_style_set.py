from __future__ import annotations

import pytest

from kpibook.docx.styles import Styles, styles_of
from kpibook.docx.word_file import word_file_from
from kpibook.outputs.report.docx.style_set import Kind, StyleSet
from kpibook.workbook.template import report_template_bytes


def test_styles_are_found_by_name_whatever_their_id_and_capitals() -> None:
    styles = StyleSet(Styles({"heading 1": "berschrift1", "normal": "Standard"}, {}))

    assert styles.shape(Kind.HEADING_1).style == "berschrift1"
    assert styles.shape(Kind.CELL).style == "Standard", "the next best"


def test_a_style_of_the_template_is_not_formatted_over() -> None:
    styles = StyleSet(Styles({"heading 1": "H1"}, {}))

    assert styles.shape(Kind.HEADING_1).level is None
    assert not styles.letters(Kind.HEADING_1).bold


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_without_a_style_is_in_the_outline_all_the_same(level: int) -> None:
    kind = Kind[f"HEADING_{level}"]

    shape = StyleSet(Styles({}, {})).shape(kind)

    assert shape.level == level - 1
    assert shape.keep_next
    assert StyleSet(Styles({}, {})).letters(kind).bold


def test_a_list_without_a_style_has_bullets_all_the_same() -> None:
    styles = StyleSet(Styles({}, {}))

    assert styles.before(Kind.BULLET).startswith("•")
    assert StyleSet(Styles({"list bullet": "LB"}, {})).before(Kind.BULLET) == ""


def test_a_table_gets_table_grid_where_the_report_s_own_style_is_not_there() -> None:
    assert StyleSet(Styles({}, {"table grid": "TG"})).table == "TG"
    assert StyleSet(Styles({}, {"table grid": "TG", "report table": "RT"})).table == "RT"
    assert StyleSet(Styles({}, {})).table == ""


def test_the_styles_that_are_missing_are_one_finding_that_names_them() -> None:
    own = styles_of(word_file_from(report_template_bytes(), "t"))
    fewer = {name: ident for name, ident in own.paragraphs.items() if name != "heading 3"}

    (finding,) = StyleSet(Styles(fewer, own.tables)).findings("council.docx")

    assert "no style named Heading 3" in finding.what
    assert StyleSet(own).findings("t") == []
