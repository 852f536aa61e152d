"""Styles of an OpenDocument spreadsheet."""

from __future__ import annotations

from kpibook.domain.rules.scheme import Appearance
from kpibook.outputs.ods.styles import Styles, document_styles, paragraph


def test_a_style_is_defined_once_and_each_look_gets_its_own() -> None:
    styles = Styles()
    off = Appearance("Off target", colour="#8B0000", fill="#FADBDD")
    names = {styles.cell(), styles.cell(off), styles.cell(bold=True), styles.cell(right=True)}
    assert len(names) == 4
    assert styles.cell(off) in names
    assert len(styles.defined) == 4
    assert 'fo:background-color="#FADBDD"' in styles.defined[styles.cell(off)]


def test_white_is_no_fill() -> None:
    styles = Styles()
    plain = styles.defined[styles.cell(Appearance("On target"))]
    assert "background" not in plain


def test_a_number_keeps_its_decimals_and_its_groups() -> None:
    styles = Styles()
    pounds = styles.defined[styles.number('"£"#,##0.00', "£1,234.50")]
    assert 'number:decimal-places="2"' in pounds
    assert 'number:grouping="true"' in pounds
    assert 'number:grouping="false"' in styles.defined[styles.number("0.0%", "72.1%")]


def test_spaces_that_follow_each_other_are_kept() -> None:
    assert paragraph("a   b & c") == '<text:p>a <text:s text:c="2"/>b &amp; c</text:p>'


def test_a_language_without_a_country_is_of_this_one() -> None:
    assert 'fo:language="cy" fo:country="GB"' in document_styles("", "cy")
