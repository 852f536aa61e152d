"""The consolidated workbook: what finance receives, and the copy of it that is published."""
