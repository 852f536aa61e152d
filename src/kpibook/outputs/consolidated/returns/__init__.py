"""The sheet Returns of a consolidated workbook, and sentences that say totals are incomplete."""
