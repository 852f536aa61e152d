from __future__ import annotations

from kpibook.docx.styles import Styles, styles_of
from kpibook.docx.word_file import MAIN, word_file_from
from kpibook.workbook.template import report_template_bytes


def styles(inside: str) -> Styles:
    word = word_file_from(report_template_bytes(), "t.docx")
    part = f'<w:styles xmlns:w="{MAIN}">{inside}</w:styles>'
    word.package.write("word/styles.xml", part.encode())
    return styles_of(word)


def style(kind: str, ident: str, name: str) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{ident}"><w:name w:val="{name}"/></w:style>'


def test_a_style_has_another_id_in_another_language_and_the_same_name() -> None:
    found = styles(style("paragraph", "berschrift1", "heading 1"))

    assert found.paragraph("Heading 1") == "berschrift1"
    assert found.paragraph("Heading 2") == ""


def test_a_table_s_style_is_no_paragraph_s() -> None:
    found = styles(style("table", "Grid", "Table Grid") + style("character", "C", "Strong"))

    assert found.table("table grid") == "Grid"
    assert found.paragraph("Table Grid") == found.paragraph("Strong") == ""


def test_the_language_is_that_of_the_defaults() -> None:
    text = '<w:rPr><w:lang w:val="cy-GB" w:bidi="ar-SA"/></w:rPr>'

    assert (
        styles(f"<w:docDefaults><w:rPrDefault>{text}</w:rPrDefault></w:docDefaults>").language
        == "cy-GB"
    )
    assert styles(style("paragraph", "N", "Normal")).language == ""


def test_a_document_without_a_styles_part_has_no_styles() -> None:
    word = word_file_from(report_template_bytes(), "t.docx")
    word.package.remove("word/styles.xml")

    assert styles_of(word) == Styles({}, {})


def test_a_built_in_style_that_was_renamed_is_found_by_its_id() -> None:
    found = styles(
        style("paragraph", "Heading1", "Corporate Heading 1") + style("table", "TableGrid", "Tabl")
    )

    assert found.paragraph("Heading 1") == found.paragraph("corporate  heading 1") == "Heading1"
    assert found.table("Table Grid") == "TableGrid"
    assert found.paragraph("Table Grid") == "", "a table's style is no paragraph's"


def test_a_style_of_the_name_comes_before_one_of_the_id_and_both_before_an_alias() -> None:
    alias = style("paragraph", "A", "Other").replace(
        "/></w:style>", '/><w:aliases w:val="Title, Teitl"/></w:style>'
    )

    named = styles(alias + style("paragraph", "Title", "Old") + style("paragraph", "T", "Title"))

    assert named.paragraph("Title") == "T"
    assert named.paragraph("Teitl") == "A"


def test_normal_is_the_style_of_paragraphs_that_name_none() -> None:
    other = style("paragraph", "T", "Testun").replace("<w:style ", '<w:style w:default="1" ')

    assert styles(other).paragraph("Normal") == "T"
    assert styles(other).paragraph("Title") == ""
    assert styles(other + style("paragraph", "N", "Normal")).paragraph("Normal") == "N"
