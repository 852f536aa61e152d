"""A pretended Excel as COM shows it, before the model of `tests.support.openpyxl_engine`.

xlwings' real engine for Windows drives it: `windows_engine` imports that engine with stubs for
pywin32 alone. `dispatch` holds each call against the type library (`contract`), then `application`,
`sheets`, `tables` and `ranges` ask the model.
"""
