"""Names of the styles that a report in Word uses, as a council's file of words has them."""

from __future__ import annotations

#: The style of tables; all others are styles of paragraphs.
TABLE_USE = "table"
#: What a style is used for, with the name of the style that is used else.
STYLE_USES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading_1": "Heading 1",
    "heading_2": "Heading 2",
    "heading_3": "Heading 3",
    "heading_4": "Heading 4",
    "text": "Normal",
    "numbered": "List Number",
    "bullet": "List Bullet",
    TABLE_USE: "Report Table",
    "table_text": "Report Table Text",
    "table_heading": "Report Table Heading",
    "figure": "Report Figure",
    "other_figure": "Report Other Figure",
    "note": "Report Note",
}
