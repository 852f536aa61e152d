"""The Excel add-in: worksheet functions and ribbon buttons over the same services as `cli`.

Read `clicks` (the buttons) and `functions` (the worksheet functions) first: Excel calls those two.
Then `commands` and `worksheet_functions`, which they call; `excel` and `open_book`, which read and
change the open workbook; and last `setup`, `machine`, `xlam` and `command_line`, which build the
add-in and install it.
"""
