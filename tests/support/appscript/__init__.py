"""A pretended appscript, so that xlwings' own Mac engine runs where there is no Mac.

xlwings' `_xlmac` is the real module. References, commands and keywords are checked against
xlwings' dictionary of Excel's terms (`terms`), carried as Apple events (`references`) and answered
by the pretended Excel of the tests (`scripted_*`, over `tests.support.openpyxl_engine`). Start in
`engine`.
"""
