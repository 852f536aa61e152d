from __future__ import annotations

import pytest

from kpibook.docx.styles import Styles, styles_of
from kpibook.docx.word_file import word_file_from
from kpibook.domain.report.words.style_names import STYLE_USES
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


def test_a_use_of_the_file_of_words_is_each_kind_of_paragraph_and_the_table() -> None:
    own = {f"own {use}": f"Own{use}" for use in STYLE_USES}
    chosen = {use: f"Own {use}" for use in STYLE_USES}

    styles = StyleSet(Styles(own, own), chosen)

    used = {styles.shape(kind).style for kind in Kind} | {styles.table}
    assert used == {f"Own{use}" for use in STYLE_USES}
    assert len(Kind) + 1 == len(STYLE_USES)


def test_a_heading_of_another_name_has_its_level_in_the_outline() -> None:
    styles = StyleSet(Styles({"mine": "M", "heading 2": "H2"}, {}), {"heading_1": "Mine"})

    assert (styles.shape(Kind.HEADING_1).style, styles.shape(Kind.HEADING_1).level) == ("M", 0)
    assert styles.shape(Kind.HEADING_2).level is None, "its style has one"


def test_a_chosen_style_that_the_template_lacks_is_a_finding_and_the_usual_one_is_taken() -> None:
    own = styles_of(word_file_from(report_template_bytes(), "t"))
    styles = StyleSet(own, {"note": "Nodyn", "table": "Tabl", "title": "Title"})

    (finding,) = styles.findings("council.docx")

    assert finding.code == "template-style-unknown"
    assert "no styles named Nodyn and Tabl" in finding.what
    assert (styles.shape(Kind.NOTE).style, styles.table) == ("ReportNote", "ReportTable")
