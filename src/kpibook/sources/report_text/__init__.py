"""Typed reports read as paragraphs and rows of tables, each with its place.

`read` chooses by the ending: `word_text` for .docx, `pdf_text` for .pdf, `plain_text` for .txt and
.md.
"""
