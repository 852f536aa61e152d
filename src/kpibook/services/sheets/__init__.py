"""The sheets that kpibook writes into a performance workbook."""
