"""Rates a council's performance workbook and writes its quarterly return."""

__version__ = "0.1.0"
