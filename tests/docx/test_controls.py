from __future__ import annotations

from kpibook.docx.controls import Layout, layout_of
from kpibook.docx.record import binding
from kpibook.docx.word_file import MAIN, word_file_from
from kpibook.workbook.template import report_template_bytes


def layout(body: str) -> Layout:
    word = word_file_from(report_template_bytes(), "r.docx")
    source = f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
    word.package.write(word.main, source.encode())
    return layout_of(word)


def control(name: str, inside: str, more: str = "") -> str:
    properties = f"<w:sdtPr>{more}{binding(name)}</w:sdtPr>"
    return f"<w:sdt>{properties}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_text_in_several_runs_is_one_text() -> None:
    seen = layout(f"<w:p>{control('f1', run('72') + run('.1%'))}</w:p>")

    assert [(c.name, c.text, c.paragraph) for c in seen.controls] == [("f1", "72.1%", 0)]


def test_text_around_a_control_is_its_paragraph_s() -> None:
    seen = layout(f"<w:p>{run('a')}</w:p><w:p>{run('Note: ')}{control('f1', run('x'))}</w:p>")

    assert seen.loose == ["a", "Note: "]
    assert seen.controls[0].paragraph == 1


def test_what_is_deleted_or_moved_away_under_tracked_changes_does_not_count() -> None:
    deleted = "<w:del><w:r><w:delText>72.1%</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('72.1%')}</w:moveFrom>"
    inserted = f"<w:ins>{run('73%')}</w:ins>"

    seen = layout(
        f"<w:p>{control('f1', deleted)}</w:p><w:p>{control('f2', moved)}</w:p>"
        f"<w:p>{control('f3', deleted + inserted)}</w:p>"
    )

    assert [(c.text, c.has_deletion) for c in seen.controls] == [
        ("", True), ("", True), ("73%", True)
    ]  # fmt: skip


def test_a_control_that_was_moved_away_whole_has_no_text() -> None:
    seen = layout(f"<w:p><w:del>{control('f1', run('72.1%'))}</w:del></w:p>")

    assert seen.controls[0].text == ""
    assert seen.controls[0].has_deletion


def test_a_request_to_type_something_is_told_from_text() -> None:
    asked = control("f1", run("Click here"), "<w:showingPlcHdr/>")
    typed = control("f2", run("x"), '<w:showingPlcHdr w:val="0"/>')

    seen = layout(f"<w:p>{asked}{typed}</w:p>")

    assert [c.is_empty for c in seen.controls] == [True, False]


def test_a_control_around_paragraphs_has_no_paragraph() -> None:
    seen = layout(control("f1", f"<w:p>{run('72.1%')}</w:p>"))

    assert [(c.text, c.paragraph) for c in seen.controls] == [("72.1%", -1)]


def test_the_controls_of_others_are_text() -> None:
    other = (
        '<w:sdt><w:sdtPr><w:alias w:val="Date"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    )

    seen = layout(f"<w:p>{other.format(run('Monday'))}</w:p>")

    assert seen.controls == []
    assert seen.loose == ["Monday"]


def test_line_breaks_are_spaces() -> None:
    seen = layout(f"<w:p>{control('f1', '<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>')}</w:p>")

    assert seen.controls[0].text == "a b"


def test_elements_nested_ten_thousand_deep_are_read() -> None:
    deep = "<w:smartTag>" * 10_000 + run("x") + "</w:smartTag>" * 10_000

    assert layout(f"<w:p>{deep}</w:p>").loose == ["x"]
