"""History of a workbook or a file: each row put where its period belongs."""
