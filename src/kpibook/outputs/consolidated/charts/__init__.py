"""Trends of the consolidated workbook: their figures, their charts, and the chart of statuses."""
