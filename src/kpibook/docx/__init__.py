"""A Word document: opened, its styles found by name, its body written, its content controls read.

It is a package as a workbook is, so `xlsx.opc` and `xlsx.xml`, which know only zip, parts and XML,
serve both. Read `word_file` first, then `styles`; `markup` and `tables` write WordprocessingML;
`record` is the part that says what was printed, and `controls` reads what is there now.
"""
