"""Look and sizes of what is written: colours, heights of rows for texts, widths of columns."""
