from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.docx.controls import layout_of
from kpibook.docx.record import record_of
from kpibook.docx.word_file import word_file_from
from kpibook.outputs.report.look import Look
from kpibook.workbook.template import report_template_bytes
from tests.outputs.report.docx.test_write import a_docx, stressed
from tests.support.packages import members_of, packed

OWN_TEXT = b"<w:p><w:r><w:t>Our cover</w:t></w:r></w:p><w:p/>"


def with_own_text(folder: Path) -> bytes:
    """A template with paragraphs in front of the place of the report, and behind it."""
    path = folder / "council.docx"
    path.write_bytes(report_template_bytes())
    members = members_of(path)
    document = members["word/document.xml"]
    start, end = document.index(b"<w:body>") + 8, document.index(b"<w:sectPr")
    place = b"<w:p><w:r><w:t>{report}</w:t></w:r></w:p>"
    members["word/document.xml"] = (
        document[:start] + OWN_TEXT + place + OWN_TEXT + document[end:]
    )  # fmt: skip
    return packed(members)


@pytest.mark.parametrize("template", [False, True], ids=["plain", "with a cover"])
@pytest.mark.parametrize("name", list(stressed()))
def test_the_record_has_the_paragraphs_that_reading_the_document_gives(
    name: str, template: bool, tmp_path: Path
) -> None:
    look = Look(template=with_own_text(tmp_path)) if template else None

    word = word_file_from(a_docx(stressed()[name], look), "r.docx")

    read, layout = record_of(word), layout_of(word)
    assert read is not None
    controls = {control.name: control.paragraph for control in layout.controls}
    found = [(each.name, int(each.paragraph), each.around) for each in read.record.entries]
    assert found == [(n, p, layout.loose[p].strip()) for n, p in controls.items()]
    assert len(found) > 3
