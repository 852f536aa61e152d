"""Committee reports: workbooks read into the report's values, and written in every format.

Read `origins`, `material` and `read` first; `in_pdf` says what a PDF needs, `write` puts the files
where they go, and `write_beside` does so for a workbook open in Excel. `new_wording` and
`new_template` write the files of the council's own words and styles. `document_findings` finds what
was changed in a report in Word since, and `workbook_findings` what its workbooks no longer say;
`check_document` does both.
"""
