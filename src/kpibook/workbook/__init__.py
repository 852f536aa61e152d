"""The performance workbook: its layout, domain values out of it and results into it."""
