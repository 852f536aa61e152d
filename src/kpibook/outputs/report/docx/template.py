"""Template that a report is written into: the council's, or the shipped one."""

from __future__ import annotations

from kpibook.docx.body import frame_of
from kpibook.docx.record import has_record
from kpibook.docx.styles import styles_of
from kpibook.docx.word_file import WordFile, in_words_for_word, word_file_from
from kpibook.domain.finding import Finding
from kpibook.errors import RefusedFile
from kpibook.outputs.report.docx.style_set import StyleSet
from kpibook.outputs.report.look import Look
from kpibook.workbook.template import REPORT_NAME, report_template_bytes


def template_of(look: Look) -> WordFile:
    """Return the template, to be changed in memory.

    Raises:
        RefusedFile: It is no Word document, has macros (``document-has-macros``), or is itself a
            report (``template-is-report``).
    """
    content = look.template or report_template_bytes()
    word = word_file_from(content, look.template_name or REPORT_NAME)
    if has_record(word):
        raise RefusedFile(
            "the template is itself a report that kpibook wrote.",
            code="template-is-report",
            where=word.package.name,
            why="Its charts and figures would stay in the new report.",
            fix="Name the template that it was made with, or an empty document in your styles.",
        )
    return word


def findings_on_template(look: Look) -> list[Finding]:
    """Return the findings on the template: the styles that it lacks.

    Raises:
        RefusedFile: As `template_of`, or a part of it is damaged.
    """

    def read() -> list[Finding]:
        word = template_of(look)
        word.package.check_parts()
        frame_of(word)
        return StyleSet(styles_of(word), look.styles).findings(word.package.name)

    return in_words_for_word(read)
