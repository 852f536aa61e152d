"""The rules of performance reporting: values and pure functions; no files, clock or spreadsheet."""
