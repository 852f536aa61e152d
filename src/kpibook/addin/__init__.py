"""The Excel add-in: worksheet functions and ribbon buttons, the second door beside `cli`."""
