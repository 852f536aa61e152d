"""Pages of the officer's workbook that explain: key, scheme, findings, what was settled."""
