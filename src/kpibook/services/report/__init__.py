"""Committee reports: workbooks read into the report's values, and written in every format.

Read `origins`, `material` and `read` first; `write` puts the files where they go, and `new_wording`
writes the file of the council's own words. `check_document` finds what was changed in a report in
Word since (`document_findings`), and what its workbooks say otherwise now (`workbook_findings`).
"""
