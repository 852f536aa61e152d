"""Words in a workbook's rows: targets in words, and the table of a council's own words."""
