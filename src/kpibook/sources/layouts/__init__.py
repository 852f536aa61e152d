"""Files that say how a council's own workbook is laid out: read, and written with comments.

`names` has the keys of the file, `reading` reads it and says with the line what is wrong, and
`writing` writes a layout so that a person can read and mend it.
"""
