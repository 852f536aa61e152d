"""The stylesheet: cell formats, number formats, and styles merged from another workbook."""
